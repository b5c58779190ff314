"""The station's check of itself."""
