"""One owner thread per camera."""
