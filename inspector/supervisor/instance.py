"""One station a data folder: who runs it, and how to end it from outside."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import psutil

from inspector.domain.errors.state import StationAlreadyRunningError, StationNotRunningError
from inspector.paths import DataFolder, write_atomically

_NAME = "station.json"
_STOP_S = 30.0


@contextlib.contextmanager
def sole_instance(data: DataFolder) -> Iterator[None]:
    """Claim the data folder for this process.

    Raises:
        StationAlreadyRunningError: another process has it.
    """
    other = running_process(data)
    if other is not None:
        raise StationAlreadyRunningError(f"process {other.pid} runs a station in {data.root}")
    path = _path(data)
    created = psutil.Process().create_time()
    write_atomically(path, json.dumps({"pid": os.getpid(), "created": created}), owner_only=True)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def running_process(data: DataFolder) -> psutil.Process | None:
    """The process that supervises the station of a data folder, if one does."""
    try:
        document = json.loads(_path(data).read_text(encoding="utf-8"))
        process = psutil.Process(document["pid"])
        return process if process.create_time() == document["created"] else None
    except (OSError, ValueError, KeyError, TypeError, psutil.Error):
        return None


def stop_running(data: DataFolder) -> None:
    """End the station of a data folder and wait for it.

    Raises:
        StationNotRunningError: none runs.
    """
    process = running_process(data)
    if process is None:
        raise StationNotRunningError(f"no station runs in {data.root}")
    process.terminate()
    process.wait(_STOP_S)


def _path(data: DataFolder) -> Path:
    return data.run_file.with_name(_NAME)
