"""One writer per folder; the operating system takes the lock back when the process dies."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any, BinaryIO

from inspector.domain.errors.state import StationAlreadyRunningError

_NAME = "gate.lock"


class FolderLock:
    """An exclusive lock on a folder, by ``flock`` on POSIX and ``msvcrt.locking`` on Windows."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME
        self._file: BinaryIO | None = None

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            StationAlreadyRunningError: another process, or another object here, holds it.
        """
        stream = self._path.open("ab", buffering=0)
        try:
            _lock(stream)
        except OSError as error:
            stream.close()
            raise StationAlreadyRunningError(
                f"a gate writes {self._path.parent} already"
            ) from error
        self._file = stream

    def release(self) -> None:
        """Give the lock back; may be called at any time."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _lock(stream: BinaryIO) -> None:
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
