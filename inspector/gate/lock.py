"""One writer per folder; the operating system takes the lock back when the process dies."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from inspector.domain.errors.state import StationAlreadyRunningError
from inspector.file_lock import lock_exclusively

_NAME = "gate.lock"


class FolderLock:
    """An exclusive lock on a folder."""

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
            lock_exclusively(stream)
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
