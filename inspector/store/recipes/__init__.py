"""Recipes as revisions, and which part cites which."""
