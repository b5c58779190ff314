"""Registers, signals and outputs."""
