"""Training must never slow down a station on the same machine."""

import sys

import psutil

_NICENESS = 10


def lower_priority() -> None:
    """Give way to every other process; what the system refuses is left as it is."""
    process = psutil.Process()
    try:
        if sys.platform == "win32":
            process.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
        elif process.nice() < _NICENESS:
            process.nice(_NICENESS)
    except psutil.AccessDenied:
        return
