"""The one door: a FastAPI server on loopback."""
