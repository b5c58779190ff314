"""One training from its options to its package, step by step, resumable."""
