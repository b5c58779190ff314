"""Keys on the screen."""
