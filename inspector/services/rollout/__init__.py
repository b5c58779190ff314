"""Which model judges: promote, roll back, and let another one judge along."""
