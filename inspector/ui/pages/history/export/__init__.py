"""Parts and lots as files."""
