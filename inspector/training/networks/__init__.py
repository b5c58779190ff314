"""The architectures that can be trained, and weights to start from."""
