"""From the gate's journal to rows of the history."""
