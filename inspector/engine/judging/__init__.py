"""From a frame to a verdict, in time."""
