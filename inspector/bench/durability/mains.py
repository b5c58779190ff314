"""A disk whose computer loses its power: what the file system had not written is gone.

The disk is an ext4 file system in a file. What programs wrote lies in the memory of the operating
system until that writes it there by itself or is told to; a copy of the file is therefore what the
disk holds if the power fails at that moment. No drive is imitated that forgets what it was given.
"""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

_NEEDED = ("mount", "umount", "mkfs.ext4")
_COPIES = 20


def missing_for_mains() -> str:
    """Why no disk can lose its power on this computer; empty where it can."""
    if sys.platform != "linux":
        return "needs Linux: a file system in a file is mounted"
    if os.geteuid() != 0:
        return "needs root: a file system in a file is mounted"
    if missing := [name for name in _NEEDED if shutil.which(name) is None]:
        return f"needs {', '.join(missing)}"
    return ""


class Mains:
    """A mounted file system, and its power.

    Args:
        folder: Where it is mounted.
        image: The file that holds it.
    """

    def __init__(self, folder: Path, image: Path) -> None:
        self._folder = folder
        self._image = image

    def fail(self, processes: Iterable[psutil.Process]) -> None:
        """End these at once, and go back to what the disk holds.

        Raises:
            OSError: the computer does not let it be mounted again.
        """
        running = list(processes)
        for process in running:
            process.suspend()
        left = _copied(self._image)
        _run("umount", "-l", self._folder)
        _run("mount", "-o", "loop", left, self._folder)
        self._image.unlink()
        self._image = left
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
    _run("mkfs.ext4", "-q", "-F", image)
    _run("mount", "-o", "loop", image, folder)
    try:
        yield Mains(folder, image)
    finally:
        _run("umount", "-l", folder)


def _copied(image: Path) -> Path:
    """A copy of one moment: the operating system may go on to write while it is made."""
    copy = image.with_name(f"{image.name}+")
    for _ in range(_COPIES):
        _run("cp", "--sparse=always", image, copy)
        if filecmp.cmp(image, copy, shallow=False):
            return copy
    raise OSError(f"{image} did not stand still")


def _run(*command: str | Path) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise OSError(done.stderr.strip() or f"{command[0]} failed")
