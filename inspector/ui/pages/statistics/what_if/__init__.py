"""What-if: other limits, or another model, for the parts of the statistics."""
