"""Challenge parts."""
