"""A folder appears whole or not at all, also when the program is killed or the power fails."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspector.domain.errors.model import ModelPackageError
from inspector.flushing import flush_folder

_PREFIX = ".draft-"


@contextmanager
def draft_in(folder: Path) -> Iterator[Path]:
    """An empty folder inside ``folder`` to fill and then to :func:`place`; gone at the end if not.

    Raises:
        ModelPackageError: the disk is full, or the folder takes no files.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder))
        try:
            yield draft
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise ModelPackageError(
            f"{folder} cannot be written: {error.strerror or error}",
            remedy="Free disk space, or choose a folder that takes files.",
        ) from error


def place(draft: Path, target: Path) -> None:
    """Let a finished draft appear as ``target``, which must not exist."""
    draft.chmod(0o755)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft.rename(target)
    flush_folder(target.parent)


def write_file(draft: Path, name: str, content: bytes) -> None:
    """Write one file of a draft to the disk itself, not only to the system's memory."""
    path = draft / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def sweep_drafts(folder: Path) -> None:
    """Remove what killed programs left behind; the caller holds the lock of the folder."""
    for left in folder.glob(f"{_PREFIX}*"):
        shutil.rmtree(left, ignore_errors=True)


def discard(folder: Path, beside: Path) -> None:
    """Remove a folder in one step: it is whole, or it is nowhere to be found.

    Raises:
        ModelPackageError: the system refuses, such as on Windows while a file of it is open.
    """
    try:
        grave = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=beside))
        folder.rename(grave / folder.name)
    except OSError as error:
        raise ModelPackageError(
            f"{folder} cannot be removed: {error.strerror or error}",
            remedy="Close what uses it, and try again.",
        ) from error
    shutil.rmtree(grave, ignore_errors=True)
