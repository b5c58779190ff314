"""Recipes: files, revisions, and what is in use."""
