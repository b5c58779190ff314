"""Watching pictures and scores for drift; ``docs/how-to/watch-drift.md`` says what it tells."""
