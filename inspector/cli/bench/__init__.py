"""`inspector bench`."""
