"""An exclusive lock on an open file, which the system drops when its process ends, however."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable
from typing import Any, BinaryIO

_LOOK_AGAIN_S = 0.002


def lock_exclusively(stream: BinaryIO) -> None:
    """Lock by ``flock`` on POSIX and ``msvcrt.locking`` on Windows; closing the file unlocks.

    Raises:
        OSError: another process, or another open file of this one, holds the lock.
    """
    posix: Any = _optional("fcntl")
    if posix is not None:
        posix.flock(stream.fileno(), posix.LOCK_EX | posix.LOCK_NB)
        return
    windows: Any = importlib.import_module("msvcrt")
    stream.seek(0)
    windows.locking(stream.fileno(), windows.LK_NBLCK, 1)


def wait_exclusively(stream: BinaryIO, timeout_s: float, clock_ns: Callable[[], int]) -> None:
    """Lock as :func:`lock_exclusively` as soon as whoever holds the lock lets go.

    Raises:
        OSError: it is still held after ``timeout_s``.
    """
    deadline_ns = clock_ns() + round(timeout_s * 1e9)
    while True:
        try:
            lock_exclusively(stream)
        except OSError:
            if clock_ns() >= deadline_ns:
                raise
            time.sleep(_LOOK_AGAIN_S)
        else:
            return


def _optional(module: str) -> Any:
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError:
        return None
