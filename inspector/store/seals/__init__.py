"""Proof that results are as they were recorded."""
