"""Alarms and events."""
