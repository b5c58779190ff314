"""Kills and power cuts at random moments of a running line, and what its history says after."""
