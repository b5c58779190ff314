"""The typed client of the API, for the operator app, the command line and other programs."""
