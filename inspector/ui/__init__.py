"""The operator's app: a client of the API and nothing else."""
