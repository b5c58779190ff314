"""Challenge parts and runs."""
