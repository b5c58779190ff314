"""From images to a model package; torch lives here and nowhere else."""
