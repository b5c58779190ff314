"""Sealing what was recorded, while the line runs."""
