"""Mends what can be mended without inventing anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from inspector.paths import DataFolder
from inspector.store.backup.copying import hash_file
from inspector.store.backup.database import named_pictures
from inspector.store.backup.layout import BackupFolder
from inspector.store.backup.pictures import PicturesCopied, copy_pictures
from inspector.store.connections import writer_engine
from inspector.store.consistency.verify import database_faults
from inspector.store.faults import translated
from inspector.store.opening import DATABASE_NAME

Begin = Callable[[str, int], Callable[[], object]]
ORPHANS = "orphans"
"""Folder beside the archive that files go to which no row names."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was done.

    Attributes:
        indexes_rebuilt: Whether an index disagreed with its table.
        pictures: Pictures brought back from the backup; ``None`` without one.
        orphans_moved: Files that no row names, moved aside.
        drafts_removed: Cut-off files that were removed.
    """

    indexes_rebuilt: bool
    pictures: PicturesCopied | None
    orphans_moved: int
    drafts_removed: int


def repair(
    data: DataFolder, orphans: list[str], drafts: list[str], backup: BackupFolder | None
) -> Repaired:
    """Rebuild indexes, bring pictures back from a backup, and move stray files aside.

    A damaged page of the database cannot be mended: it takes a backup. Rows are never changed: one
    whose picture is lost goes on saying which file it was, and its hash.

    Args:
        data: Of a station that does not run.
        orphans: Paths in the archive, from :func:`~inspector.store.consistency.verify.verify`.
        drafts: As ``orphans``.
        backup: Where lost or altered pictures are looked for.

    Raises:
        StoreError: the database cannot be written.
    """
    database = data.database / DATABASE_NAME
    rebuilt = _rebuild_indexes(database)
    pictures = None if backup is None else _bring_back(database, data, backup)
    moved = sum(_move(data.archive / path, data.root / ORPHANS / path) for path in orphans)
    removed = sum(_remove(data.archive / path) for path in drafts)
    return Repaired(rebuilt, pictures, moved, removed)


def _rebuild_indexes(database: Path) -> bool:
    if not any("index" in fault for fault in database_faults(database)):
        return False
    engine = writer_engine(database)
    try:
        with translated(database), engine.begin() as connection:
            connection.execute(text("REINDEX"))
    finally:
        engine.dispose()
    return True


def _bring_back(database: Path, data: DataFolder, backup: BackupFolder) -> PicturesCopied:
    lost = (
        picture
        for picture in named_pictures(database)
        if not _is(data.archive / picture.path, picture.sha256)
    )
    proven = (each for each in lost if _is(backup.archive / each.path, each.sha256))
    return copy_pictures(proven, backup.archive, data.archive, lambda: None, prove_present=True)


def _is(path: Path, sha256: str) -> bool:
    try:
        return hash_file(path) == sha256
    except OSError:
        return False


def _move(source: Path, target: Path) -> int:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
    except OSError:
        return 0
    return 1


def _remove(path: Path) -> int:
    try:
        path.unlink()
    except OSError:
        return 0
    return 1
