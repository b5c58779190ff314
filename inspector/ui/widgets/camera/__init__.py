"""One camera: how it fares and what can be set on it."""
