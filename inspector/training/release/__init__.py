"""What may leave the desk: packages, written whole, and their cards."""
