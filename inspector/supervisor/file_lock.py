"""A lock that the operating system drops when its process ends, however it ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspector.domain.errors.config import FolderNotWritableError

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def file_lock(path: Path) -> Iterator[bool]:
    """Hold the lock on ``path`` meanwhile; ``False`` when another process holds it.

    Raises:
        FolderNotWritableError: the file cannot be created.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = path.open("ab")
    except OSError as error:
        raise FolderNotWritableError(f"{path}: {error.strerror or error}") from error
    with stream:
        try:
            _lock(stream.fileno())
        except OSError:
            yield False
        else:
            yield True
