"""Rows and cells."""
