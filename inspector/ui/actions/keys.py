"""What names a command, and where its keys work."""

from enum import Enum, auto


class ActionKey(Enum):
    """A command that a user can give; the window and each page name their own."""


class Scope(Enum):
    """Where a shortcut works; buttons work wherever they stand."""

    WINDOW = auto()
    PAGE = auto()
    """While the page is turned to."""
    LIST = auto()
    """While the page's list has the focus."""
