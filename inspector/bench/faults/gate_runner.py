"""Runs the shipped gate with a wall clock that the campaign can set; the monotonic one is real.

``python -m inspector.bench.faults.gate_runner CLOCK_FILE gate ...`` is ``inspector gate ...`` with
the nanoseconds in CLOCK_FILE added to the wall clock.
"""

from __future__ import annotations

import mmap
import runpy
import struct
import sys
import time
from collections.abc import Callable
from pathlib import Path

from inspector import clock

_OFFSET = struct.Struct("<q")


def write_offset(path: Path, offset_ns: int) -> None:
    """Set the wall clock of the gate that runs with this clock file."""
    if not path.exists():
        path.write_bytes(_OFFSET.pack(offset_ns))
    else:
        with path.open("r+b", buffering=0) as stream:
            stream.write(_OFFSET.pack(offset_ns))


def _shifted(path: Path) -> Callable[[], int]:
    with path.open("rb") as stream:
        offset = mmap.mmap(stream.fileno(), _OFFSET.size, access=mmap.ACCESS_READ)
    return lambda: time.time_ns() + int(_OFFSET.unpack(offset[: _OFFSET.size])[0])


def run() -> None:
    """Shift the clock before the gate is imported, then be `inspector`."""
    clock.__dict__["utc_ns"] = _shifted(Path(sys.argv[1]))
    sys.argv = ["inspector", *sys.argv[2:]]
    runpy.run_module("inspector", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    run()
