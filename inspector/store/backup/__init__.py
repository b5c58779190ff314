"""Copies of a running station's history, pictures and settings, and the way back."""
