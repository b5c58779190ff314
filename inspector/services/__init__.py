"""Use cases of the API and the command line."""
