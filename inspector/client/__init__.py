"""A typed client of the API, without Qt."""
