"""`inspector dataset`: collect, check and split pictures."""
