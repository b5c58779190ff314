"""Symbols, drawn and not looked up in a font."""
