"""What the tests of several files share."""

from postgres_server import postgres

__all__ = ["postgres"]
