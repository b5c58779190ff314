"""From one recipe or model to another between two parts."""
