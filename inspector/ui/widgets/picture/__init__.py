"""Pictures to look at and into."""
