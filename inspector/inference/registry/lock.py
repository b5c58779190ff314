"""One program at a time changes the station's packages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspector.domain.errors.release import RegistryBusyError
from inspector.file_lock import sole_holder
from inspector.paths import ensure_writable

_NAME = ".lock"
_PATIENCE_S = 10.0


@contextmanager
def registry_lock(folder: Path, patience_s: float = _PATIENCE_S) -> Iterator[None]:
    """Hold the folder's lock meanwhile; whoever else holds it is waited for.

    Raises:
        FolderNotWritableError: the folder takes no files.
        RegistryBusyError: another program holds it for longer than that.
    """
    ensure_writable(folder)
    busy = RegistryBusyError(f"another program changes {folder}")
    with sole_holder(folder / _NAME, busy, patience_s):
        yield
