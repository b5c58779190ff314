"""The facts of one lot: what they are, and how they are read from the record."""
