"""What people say of verdicts, and what they put aside for labelling."""
