"""Past inspections."""
