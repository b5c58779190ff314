"""The part that passes now."""
