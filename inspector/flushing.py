"""Bringing files and their names to the disk itself, not only to the memory of the system."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

_AT_ONCE = 8


def flush_files(paths: Sequence[Path]) -> None:
    """Make new files survive a power cut, contents and names.

    Several go to the disk at once: a file system writes down in one go what waits together.

    Raises:
        OSError: one of them may not be on the disk.
    """
    if len(paths) > 1:
        with ThreadPoolExecutor(min(len(paths), _AT_ONCE)) as pool:
            list(pool.map(_flush_file, paths))
    else:
        for path in paths:
            _flush_file(path)
    for folder in {path.parent for path in paths}:
        flush_folder(folder)


def flush_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut, where the platform keeps them apart.

    Raises:
        OSError: they may not be on the disk.
    """
    directory: int | None = getattr(os, "O_DIRECTORY", None)
    if directory is None:
        return
    descriptor = os.open(folder, os.O_RDONLY | directory)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _flush_file(path: Path) -> None:
    with path.open("r+b", buffering=0) as stream:
        os.fsync(stream.fileno())
