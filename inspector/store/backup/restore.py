"""Brings a station back from a backup, and proves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from inspector.domain.errors.backup import (
    BackupDamagedError,
    BackupNotWrittenError,
    RestoreRefusedError,
)
from inspector.paths import DataFolder
from inspector.store.backup.copying import copy_proven, hash_file
from inspector.store.backup.database import (
    count_results,
    last_sealed,
    named_pictures,
    require_sound,
)
from inspector.store.backup.layout import DATABASE, BackupFolder, Manifest
from inspector.store.backup.pictures import PicturesCopied, copy_pictures
from inspector.store.backup.take import Begin, small_files

_BESIDE = ("", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Restored:
    """What stands in the data folder now."""

    name: str
    manifest: Manifest
    results: int
    last_sealed: int
    """The sequence of the newest result under seal; 0 for none."""
    pictures: PicturesCopied
    set_aside: str
    """Folder that holds what was there before; empty when nothing was."""


def restore(
    folder: BackupFolder, data: DataFolder, begin: Begin, name: str | None, *, replace: bool
) -> Restored:
    """Copy a backup into a data folder; every file is held against its hash.

    What stood there is moved aside, never deleted; the gate's journal stays, so that what it holds
    beyond the backup is recorded again at the next start.

    Args:
        folder: Where the backups are.
        data: Of a station that does not run.
        begin: Hears how far it is.
        name: Of the backup; the newest by default.
        replace: Whether a database may be there.

    Raises:
        BackupNotFoundError: there is no such backup.
        BackupDamagedError: a file of it is not the one that was written; nothing was changed.
        RestoreRefusedError: a database is there.
        BackupNotWrittenError: the data folder cannot be written.
    """
    name, manifest = folder.find(name)
    place = folder.snapshot(name)
    _prove(place, manifest.files, begin)
    require_sound(place / DATABASE, "integrity_check")
    database = data.database / DATABASE
    if database.exists() and not replace:
        raise RestoreRefusedError(f"{database} exists")
    aside = _set_aside(data)
    advance = begin("database and settings", len(manifest.files))
    for file, sha256 in manifest.files.items():
        target = database if file == DATABASE else data.root / Path(file).relative_to("files")
        _copy(place / file, target, sha256)
        advance()
    advance = begin("pictures", manifest.pictures)
    pictures = copy_pictures(
        named_pictures(database), folder.archive, data.archive, advance, prove_present=True
    )
    results, sealed = count_results(database), last_sealed(database)
    return Restored(name, manifest, results, sealed, pictures, aside)


def _prove(place: Path, files: Mapping[str, str], begin: Begin) -> None:
    advance = begin("prove", len(files))
    for file, sha256 in files.items():
        path = (place / file).resolve()
        if not path.is_relative_to(place.resolve()):
            raise BackupDamagedError(f"{file} lies outside of the backup")
        try:
            found = hash_file(path)
        except OSError as error:
            raise BackupDamagedError(f"{path}: {error.strerror}") from error
        if found != sha256:
            raise BackupDamagedError(f"{path} is not the file that was written")
        advance()


def _set_aside(data: DataFolder) -> str:
    """Move what the backup brings out of the way; the folder that it went to."""
    aside = data.root / f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    present = [Path("db") / f"{DATABASE}{suffix}" for suffix in _BESIDE]
    present = [path for path in present if (data.root / path).exists()]
    present += list(small_files(data.root))
    try:
        for path in present:
            (aside / path).parent.mkdir(parents=True, exist_ok=True)
            (data.root / path).rename(aside / path)
    except OSError as error:
        raise BackupNotWrittenError(f"{aside}: {error.strerror}") from error
    return aside.name if present else ""


def _copy(source: Path, target: Path, sha256: str) -> None:
    try:
        if copy_proven(source, target) != sha256:
            raise BackupDamagedError(f"{source} has changed while it was read")
    except OSError as error:
        raise BackupNotWrittenError(f"{target}: {error.strerror}") from error
