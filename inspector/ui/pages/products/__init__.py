"""Products: recipes, their revisions, and the way to a new one."""
