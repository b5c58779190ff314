"""Training must never slow down a station on the same machine."""

import os
import sys

import psutil

_NICENESS = 10


def lower_priority() -> None:
    """Give way to every other process; what the system refuses is left as it is.

    To be called before torch is loaded: its threads then sleep while they wait for each other. On
    cores that others use too, threads that spin take many times as long, and others wait for them.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    process = psutil.Process()
    try:
        if sys.platform == "win32":
            process.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
        elif process.nice() < _NICENESS:
            process.nice(_NICENESS)
    except psutil.AccessDenied:
        return
