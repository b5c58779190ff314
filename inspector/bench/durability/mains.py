"""A disk whose computer loses its power: what the file system had not written is gone.

The disk is an ext4 file system in a file. What programs wrote lies in the memory of the operating
system until that writes it there by itself or is told to; a copy of the file is therefore what the
disk holds if the power fails at that moment. No drive is imitated that forgets what it was given.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psutil

from inspector.bench.durability.mounting import missing_for, run

_COPIES = 100
_TICK_S = 0.02
_TICK_NS = int(_TICK_S * 1e9)
"""Longer than the ticks in which a file system tells when a file was written."""


def missing_for_mains() -> str:
    """Why no disk can lose its power on this computer; empty where it can."""
    return missing_for("mount", "umount", "mkfs.ext4", "cp")


class Mains:
    """A mounted file system, and its power.

    Args:
        folder: Where it is mounted.
        image: The file that holds it.
    """

    def __init__(self, folder: Path, image: Path) -> None:
        self._folder = folder
        self._image = image
        self._names = (image.with_name(f"{image.name}-{number}") for number in count(1))

    def fail(self, processes: Iterable[psutil.Process]) -> None:
        """End these at once, and go back to what the disk holds.

        Raises:
            OSError: the computer does not let it be mounted again.
        """
        running = list(processes)
        try:
            for process in running:
                process.suspend()
            left = next(self._names)
            _copy(self._image, left)
            run("umount", "-l", self._folder)
            run("mount", "-o", "loop", left, self._folder)
            self._image.unlink()
            self._image = left
        finally:
            for process in running:
                process.kill()


@contextmanager
def mains(folder: Path, image: Path, size_mb: int) -> Iterator[Mains]:
    """Mount an empty file system for a while.

    Raises:
        OSError: the computer does not let it be mounted.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with image.open("wb") as stream:
        stream.truncate(size_mb << 20)
    run("mkfs.ext4", "-q", "-F", image)
    run("mount", "-o", "loop", image, folder)
    try:
        yield Mains(folder, image)
    finally:
        run("umount", "-l", folder)


def _copy(image: Path, copy: Path) -> None:
    """Copy what is of one moment: the operating system may go on to write meanwhile."""
    for _ in range(_COPIES):
        time.sleep(_TICK_S)
        written_ns = image.stat().st_mtime_ns
        if time.time_ns() - written_ns < _TICK_NS:
            continue
        run("cp", "--sparse=always", image, copy)
        if image.stat().st_mtime_ns == written_ns:
            return
    raise OSError(f"{image} did not stand still")
