"""Past results as clients see them."""
