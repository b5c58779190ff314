"""A disk that is slow or read-only and a wall clock that is set, for real processes in mid-run.

A small library is compiled and preloaded into the processes of the station. It lets each write and
each fsync below some folders wait or fail, and moves what the wall clock says; the monotonic clock
is real.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_SOURCE = Path(__file__).with_name("world.c")
_STATE = struct.Struct("<qqqq")


def missing_for_world() -> str:
    """Why there can be no such world on this computer; empty where there can."""
    if sys.platform != "linux":
        return "needs Linux: a library is preloaded into the station's processes"
    return "" if shutil.which("gcc") else "needs gcc: a small library is compiled"


class World:
    """What the station's processes are told of the disk and of the time.

    Args:
        folder: For the library and the state; not below the station's own.
        syncs: Below which folders an fsync is slow.
        writes: Below which a write is.
        disk: What can become read-only.
    """

    def __init__(
        self, folder: Path, syncs: Sequence[Path], writes: Sequence[Path], disk: Path
    ) -> None:
        self._syncs, self._writes, self._disk = _joined(syncs), _joined(writes), _joined([disk])
        self._state = folder / "world.state"
        self._library = folder / "world.so"
        folder.mkdir(parents=True, exist_ok=True)
        self.set()
        command = ["gcc", "-O2", "-shared", "-fPIC", "-o", str(self._library), str(_SOURCE), "-ldl"]
        subprocess.run(command, check=True, capture_output=True)

    def set(
        self,
        *,
        sync_ms: float = 0,
        write_ms: float = 0,
        clock_s: float = 0,
        read_only: bool = False,
    ) -> None:
        """What holds from now on, in all processes at once."""
        state = _STATE.pack(int(sync_ms * 1e6), int(write_ms * 1e6), int(clock_s * 1e9), read_only)
        self._state.touch()
        with self._state.open("r+b", buffering=0) as stream:
            stream.write(state)

    @contextmanager
    def around_children(self) -> Iterator[None]:
        """Processes that are started meanwhile live in this world."""
        told = {
            "LD_PRELOAD": str(self._library),
            "INSPECTOR_WORLD": str(self._state),
            "INSPECTOR_WORLD_SYNCS": self._syncs,
            "INSPECTOR_WORLD_WRITES": self._writes,
            "INSPECTOR_WORLD_READ_ONLY": self._disk,
        }
        before = {name: os.environ.get(name) for name in told}
        os.environ.update(told)
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value


def _joined(folders: Sequence[Path]) -> str:
    return ":".join(str(folder.resolve()) for folder in folders)
