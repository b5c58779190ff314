"""The words of a lot report."""
