"""Where in the operator's app something is seen or mended; the app decides what page that is."""

from enum import StrEnum


class Place(StrEnum):
    """A page of the operator's app."""

    LIVE = "live"
    HISTORY = "history"
    CAMERAS = "cameras"
    IO = "io"
    STATISTICS = "statistics"
    MODELS = "models"
    PRODUCTS = "products"
    ALARMS = "alarms"
    CHALLENGE = "challenge"
    PEOPLE = "people"
    STATION_CHECK = "station_check"
