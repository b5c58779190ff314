"""Whether rows and pictures say the same, and what can be mended where they do not."""
