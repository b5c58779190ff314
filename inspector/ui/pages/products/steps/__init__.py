"""The steps on the way to a recipe, one widget each."""
