"""Past parts decided again by other limits, or by another model."""
