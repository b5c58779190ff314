"""The names of the pages."""

from enum import auto

from inspector.ui.actions.keys import ActionKey


class PageKey(ActionKey):
    """Each page, and the command that turns to it."""

    LIVE = auto()
    HISTORY = auto()
    STATISTICS = auto()
    MODELS = auto()
    SETUP = auto()
    IO = auto()
    PRODUCTS = auto()
    ALARMS = auto()
    STATION_CHECK = auto()
    CHALLENGE = auto()
    PEOPLE = auto()
