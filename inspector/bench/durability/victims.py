"""The processes of a running demo that something befalls."""

from __future__ import annotations

import psutil

from inspector.demo.demo import Demo


def process_of(demo: Demo, name: str) -> psutil.Process:
    """One process of the station, asked anew each time: it may have been restarted.

    Raises:
        psutil.NoSuchProcess: it does not run at this moment.
    """
    if demo.supervisor is None:
        raise psutil.NoSuchProcess(0)
    return psutil.Process(demo.supervisor.pid(name))
