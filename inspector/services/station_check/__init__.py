"""The station's check of itself, beside the line and without disturbing it."""
