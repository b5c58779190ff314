"""A small disk of the line's own, which can be filled."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspector.bench.durability.mounting import missing_for, run

_PIECE = 1 << 20


def missing_for_disk() -> str:
    """Why no disk can be mounted on this computer; empty where it can."""
    return missing_for("mount", "umount")


class SmallDisk:
    """A mounted file system of a fixed size."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    @property
    def free_bytes(self) -> int:
        """What can still be written."""
        return shutil.disk_usage(self.folder).free

    def fill(self, leave_bytes: int) -> None:
        """Somebody else's file grows until only so much is left."""
        with self._ballast.open("ab", buffering=0) as ballast:
            while (room := self.free_bytes - leave_bytes) > 0:
                try:
                    ballast.write(bytes(min(room, _PIECE)))
                except OSError:
                    return

    def clear(self) -> None:
        """Somebody removes that file."""
        self._ballast.unlink(missing_ok=True)


@contextmanager
def small_disk(folder: Path, size_mb: int) -> Iterator[SmallDisk]:
    """Mount it for a while.

    Raises:
        OSError: the computer does not let it be mounted.
    """
    folder.mkdir(parents=True, exist_ok=True)
    run("mount", "-t", "tmpfs", "-o", f"size={size_mb}m", "tmpfs", folder)
    try:
        yield SmallDisk(folder)
    finally:
        run("umount", "-l", folder)
