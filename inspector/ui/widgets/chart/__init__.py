"""Figures as lines and bars."""
