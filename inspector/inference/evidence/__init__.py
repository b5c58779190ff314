"""What in a picture speaks for a class: outside the verdict's path, and never part of it."""
