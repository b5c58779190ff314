"""What the PLC link costs in time on this machine."""
