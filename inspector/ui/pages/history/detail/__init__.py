"""All about one part."""
