"""Which part a frame shows."""
