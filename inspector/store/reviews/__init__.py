"""What people said of verdicts, and lists of results."""
