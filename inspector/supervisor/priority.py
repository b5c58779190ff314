"""The gate runs ahead of other programs."""

from __future__ import annotations

import contextlib
import sys

import psutil

_NICENESS = -10


def raise_priority() -> None:
    """For this thread and those that it starts; where the account may not, all stays as it is."""
    high = psutil.HIGH_PRIORITY_CLASS if sys.platform == "win32" else _NICENESS
    with contextlib.suppress(psutil.AccessDenied):
        psutil.Process().nice(high)
