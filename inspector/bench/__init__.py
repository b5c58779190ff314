"""Measurements that print figures; they never judge."""
