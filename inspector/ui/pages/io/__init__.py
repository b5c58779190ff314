"""Registers and signals."""
