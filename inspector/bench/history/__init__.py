"""How fast a long history is written, paged, counted and charted, and what the line feels of it."""
