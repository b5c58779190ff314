"""Small widgets; each shows one thing it is given and keeps nothing else."""
