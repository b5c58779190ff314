"""Asking the history that several stations share."""
