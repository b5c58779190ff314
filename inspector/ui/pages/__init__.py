"""The pages of the operator's app."""
