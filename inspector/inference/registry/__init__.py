"""The station's own model packages, and which of them is in force."""
