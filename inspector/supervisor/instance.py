"""One station a data folder: who runs it, and how to end it from outside.

A lock says whether a station runs, a file beside it which process that is. The file alone would
mislead: it survives a power cut, process ids are used again, and the wall clock may step.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from inspector.clock import monotonic_ns
from inspector.domain.errors.state import (
    StationAlreadyRunningError,
    StationNotEndingError,
    StationNotRunningError,
)
from inspector.file_lock import sole_holder
from inspector.paths import DataFolder, write_atomically

_NAME = "station.json"
_LOCK_NAME = "station.lock"
_STOP_S = 30.0
_LOOK_S = 0.02
_LOOKED_AT_S = 0.5
"""Whoever looks whether a station runs has the lock for a moment, which is no station."""


@contextlib.contextmanager
def sole_instance(data: DataFolder) -> Iterator[None]:
    """Claim the data folder for this process.

    Raises:
        StationAlreadyRunningError: another process has it.
    """
    path = _path(data)
    busy = StationAlreadyRunningError(f"another process runs a station in {data.root}")
    with sole_holder(_lock_path(data), busy, _LOOKED_AT_S):
        write_atomically(path, json.dumps({"pid": os.getpid()}), owner_only=True)
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def running_process(data: DataFolder) -> psutil.Process | None:
    """The process that supervises the station of a data folder, if one does."""
    if not _is_claimed(data):
        return None
    try:
        document = json.loads(_path(data).read_text(encoding="utf-8"))
        return psutil.Process(document["pid"])
    except (OSError, ValueError, KeyError, TypeError, psutil.Error):
        return None


def stop_running(data: DataFolder) -> None:
    """End the station of a data folder and wait for it.

    Raises:
        StationNotRunningError: none runs.
        StationNotEndingError: it belongs to another account, or does not end.
    """
    process = running_process(data)
    if process is None:
        raise StationNotRunningError(f"no station runs in {data.root}")
    try:
        process.terminate()
    except psutil.NoSuchProcess:
        return
    except psutil.AccessDenied as error:
        raise StationNotEndingError(f"process {process.pid} is somebody else's") from error
    deadline = monotonic_ns() + int(_STOP_S * 1e9)
    while running_process(data) is not None:  # a process that nobody waits for never vanishes
        if monotonic_ns() > deadline:
            raise StationNotEndingError(f"process {process.pid} runs on after {_STOP_S:.0f} s")
        time.sleep(_LOOK_S)


def _is_claimed(data: DataFolder) -> bool:
    path = _lock_path(data)
    try:
        if path.exists():
            with sole_holder(path, StationAlreadyRunningError("it runs")):
                pass
        return False
    except StationAlreadyRunningError:
        return True


def _path(data: DataFolder) -> Path:
    return data.run_file.with_name(_NAME)


def _lock_path(data: DataFolder) -> Path:
    return data.run_file.with_name(_LOCK_NAME)
