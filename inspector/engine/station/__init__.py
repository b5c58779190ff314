"""States, commands, and the gate's end of the pipe."""
