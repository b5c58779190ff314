"""What may leave the desk: packages, their cards and the gate they must pass."""
