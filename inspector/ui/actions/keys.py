"""The names of all commands."""

from enum import Enum, auto


class ActionKey(Enum):
    """Every command a user can give."""

    SHOW_LIVE = auto()
    SHOW_HISTORY = auto()
    SHOW_SETUP = auto()
    SHOW_IO = auto()
    START = auto()
    STOP = auto()
    RESET = auto()
    MAINTENANCE = auto()
    CLEAR_ALARM = auto()
    SIGN_IN = auto()
    REFRESH = auto()
    FILTER_ALL = auto()
    FILTER_OK = auto()
    FILTER_NOT_OK = auto()
    FILTER_NOT_DECIDABLE = auto()
    FILTER_UNDEFINED = auto()
    OPEN_DETAIL = auto()
    CLOSE_DETAIL = auto()
    SHOW_NEWER = auto()
    SHOW_OLDER = auto()
    NEXT_VIEW = auto()
    COPY_RESULT_ID = auto()
    ZOOM_IN = auto()
    ZOOM_OUT = auto()
    ZOOM_TO_FIT = auto()
    TEST_EXPOSURE = auto()
    CROSSHAIR = auto()
    KEEP_FEATURES = auto()
    SWITCH_LANGUAGE = auto()
    SWITCH_THEME = auto()
    FULL_SCREEN = auto()
    QUIT = auto()


class Scope(Enum):
    """Where a shortcut works; buttons work wherever they stand."""

    WINDOW = auto()
    HISTORY_PAGE = auto()
    RESULT_TABLE = auto()
    SETUP_PAGE = auto()
    PICTURE_PAGES = auto()
