"""Alarms as they came and went."""
