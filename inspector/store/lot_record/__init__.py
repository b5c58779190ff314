"""What the record holds of one lot, read at one moment."""
