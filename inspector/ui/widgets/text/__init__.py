"""Words: labels, buttons and the language that they are in."""
