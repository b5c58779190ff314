"""The whole line on one desktop: virtual line, gate, engine and report."""
