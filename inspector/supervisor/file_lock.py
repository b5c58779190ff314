"""A lock that the operating system drops when its process ends, however it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspector.domain.errors.config import FolderNotWritableError
from inspector.file_lock import lock_exclusively


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
            lock_exclusively(stream)
        except OSError:
            yield False
        else:
            yield True
