"""Asking for parts of the past."""
