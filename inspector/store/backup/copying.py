"""Copying files so that a name stands for a whole and proven copy, or for nothing."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from inspector.domain.errors.backup import BackupNotWrittenError

_CHUNK_BYTES = 1 << 20


def hash_file(path: Path) -> str:
    """SHA-256 of a file's content, 64 hex digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def copy_proven(source: Path, target: Path) -> str:
    """Copy one file and return the SHA-256 of what was read.

    Raises:
        BackupNotWrittenError: the target cannot be written.
        OSError: the source cannot be read.
    """
    digest = hashlib.sha256()
    with source.open("rb") as stream, draft_of(target) as draft, draft.open("wb") as written:
        while chunk := stream.read(_CHUNK_BYTES):
            digest.update(chunk)
            try:
                written.write(chunk)
            except OSError as error:
                raise BackupNotWrittenError(f"{target}: {error.strerror}") from error
    return digest.hexdigest()


@contextmanager
def draft_of(target: Path) -> Iterator[Path]:
    """A file beside ``target`` that takes its name when the block ends well, else vanishes.

    Raises:
        BackupNotWrittenError: it cannot be made, or not be renamed.
    """
    draft = target.with_name(f".{target.name}.{os.getpid():x}")
    try:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            draft.touch()
        except OSError as error:
            raise BackupNotWrittenError(f"{target}: {error.strerror}") from error
        yield draft
        try:
            with draft.open("rb+") as stream:
                os.fsync(stream.fileno())
            draft.replace(target)
        except OSError as error:
            raise BackupNotWrittenError(f"{target}: {error.strerror}") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
