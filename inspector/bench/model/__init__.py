"""How fast and how true every architecture and every variant of it is on this machine."""
