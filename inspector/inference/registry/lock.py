"""One program at a time changes the station's packages."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspector.clock import monotonic_ns
from inspector.domain.errors.release import RegistryBusyError
from inspector.file_lock import lock_exclusively
from inspector.paths import ensure_writable

_NAME = ".lock"
_PATIENCE_NS = 10_000_000_000
_LOOK_S = 0.02


@contextmanager
def registry_lock(folder: Path, patience_ns: int = _PATIENCE_NS) -> Iterator[None]:
    """Hold the folder's lock meanwhile; whoever else holds it is waited for.

    Raises:
        FolderNotWritableError: the folder takes no files.
        RegistryBusyError: another program holds it for longer than that.
    """
    ensure_writable(folder)
    deadline = monotonic_ns() + patience_ns
    with (folder / _NAME).open("ab") as stream:
        while True:
            try:
                lock_exclusively(stream)
                break
            except OSError as error:
                if monotonic_ns() > deadline:
                    raise RegistryBusyError(f"another program changes {folder}") from error
                time.sleep(_LOOK_S)
        yield
