"""Takes a backup of a station, whether it runs or not."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from inspector import __version__
from inspector.domain.errors.backup import BackupNotFoundError, BackupNotWrittenError
from inspector.paths import DataFolder, write_atomically
from inspector.store.backup.copying import copy_proven, draft_of, hash_file
from inspector.store.backup.database import (
    copy_database,
    count_pictures,
    count_results,
    named_pictures,
    require_sound,
)
from inspector.store.backup.layout import DATABASE, FORMAT, MANIFEST, BackupFolder, Manifest
from inspector.store.backup.pictures import PicturesCopied, copy_pictures
from inspector.store.probe import check_file
from inspector.store.schema.migration import CURRENT_REVISION

Begin = Callable[[str, int], Callable[[], object]]
"""Tells that a step of so many parts begins; what it returns is called after each part."""


@dataclass(frozen=True, slots=True)
class BackupTaken:
    """A backup that is complete."""

    name: str
    manifest: Manifest
    pictures: PicturesCopied


def take_backup(data: DataFolder, folder: BackupFolder, begin: Begin) -> BackupTaken:
    """Copy database, settings, models and those pictures that the folder lacks.

    It counts as taken when its manifest stands there, which is written last.

    Args:
        data: Of the station.
        folder: Holds the backups that were taken before.
        begin: Hears how far it is.

    Raises:
        BackupNotFoundError: the station has no database.
        BackupNotWrittenError: the folder cannot be written.
        DatabaseDamagedError: the database is damaged; an older backup is worth more now.
    """
    database = data.database / DATABASE
    if not database.is_file():
        raise BackupNotFoundError(
            f"{database} does not exist", remedy="Name the data folder of a station that has run."
        )
    check_file(database)
    taken = datetime.now(UTC)
    name = taken.strftime("%Y%m%dT%H%M%S%fZ")
    place = _make(folder.snapshot(name))
    try:
        files = _copy_small(data, database, place, begin)
        copy = place / DATABASE
        pictures = count_pictures(copy)
        advance = begin("pictures", pictures)
        copied = copy_pictures(named_pictures(copy), data.archive, folder.archive, advance)
        manifest = Manifest(
            format=FORMAT,
            taken_at=taken.isoformat(timespec="seconds"),
            app_version=__version__,
            schema=CURRENT_REVISION,
            results=count_results(copy),
            pictures=pictures,
            pictures_missing=copied.missing,
            files=files,
        )
        write_atomically(place / MANIFEST, manifest.to_json())
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    return BackupTaken(name, manifest, copied)


def forget_old(folder: BackupFolder, keep: int) -> int:
    """Remove all but the newest backups; their pictures stay. How many were removed."""
    old = folder.names()[: -max(keep, 1)]
    for name in old:
        shutil.rmtree(folder.snapshot(name), ignore_errors=True)
    return len(old)


def small_files(root: Path) -> Iterator[Path]:
    """Settings, people, audit trail and models, as paths below the data folder."""
    for pattern in ("config/**/*", "people.toml", "audit*", "audit/**/*", "models/**/*"):
        for path in sorted(root.glob(pattern)):
            if path.is_file() and not path.name.startswith("."):
                yield path.relative_to(root)


def _make(place: Path) -> Path:
    """A folder that nobody else writes."""
    try:
        place.mkdir(parents=True)
    except OSError as error:
        raise BackupNotWrittenError(f"{place}: {error.strerror}") from error
    return place


def _copy_small(data: DataFolder, database: Path, place: Path, begin: Begin) -> dict[str, str]:
    files: dict[str, str] = {}
    small = list(small_files(data.root))
    advance = begin("database and settings", 1 + len(small))
    with draft_of(place / DATABASE) as draft:
        copy_database(database, draft)
        require_sound(draft, "quick_check")
        files[DATABASE] = hash_file(draft)
    advance()
    for path in small:
        try:
            files[f"files/{path.as_posix()}"] = copy_proven(
                data.root / path, place / "files" / path
            )
        except FileNotFoundError:
            continue  # a file that the running station has just replaced or removed
        except OSError as error:
            raise BackupNotWrittenError(f"{path}: {error.strerror}") from error
        advance()
    return files
