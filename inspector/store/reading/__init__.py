"""What is asked of the history, from any thread, while the writer commits."""
