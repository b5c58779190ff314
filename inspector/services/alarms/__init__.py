"""Alarms and events: what is wrong, since when, who has seen it, and what else happened."""
