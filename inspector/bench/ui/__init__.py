"""How fast the operator's app is, and how little it takes, on this machine."""
