"""SQLite through SQLAlchemy, and the image archive."""
