"""Colours, fonts and the one stylesheet; no other module styles anything."""
