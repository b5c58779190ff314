"""`inspector history`."""
