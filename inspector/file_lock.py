"""An exclusive lock on an open file, which the system drops when its process ends, however."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from inspector.clock import monotonic_ns
from inspector.domain.errors.config import FolderNotWritableError

_LOOK_AGAIN_S = 0.002


@contextmanager
def sole_holder(path: Path, busy: Exception, patience_s: float = 0.0) -> Iterator[None]:
    """Hold the lock on a file meanwhile; the file and its folder are made if needed.

    Args:
        path: The file.
        busy: Raised when somebody else holds the lock for longer than is waited.
        patience_s: How long that is.

    Raises:
        FolderNotWritableError: the file cannot be made or opened.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        opened = path.open("ab")
    except OSError as error:
        raise FolderNotWritableError(f"{path}: {error.strerror or error}") from error
    with opened as stream:
        try:
            wait_exclusively(stream, patience_s, monotonic_ns)
        except OSError as error:
            raise busy from error
        yield


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
