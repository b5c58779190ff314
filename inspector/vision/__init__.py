"""Pure functions from image to image or measurement."""
