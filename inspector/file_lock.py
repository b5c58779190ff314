"""An exclusive lock on an open file, which the system drops when its process ends, however."""

from __future__ import annotations

import importlib
from typing import Any, BinaryIO


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


def _optional(module: str) -> Any:
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError:
        return None
