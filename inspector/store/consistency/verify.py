"""Holds every picture against its row, every file against the rows, and the database to its rules.

Reads only; a station may run meanwhile, and what it writes meanwhile is left out.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import case, func, or_, select, text

from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.review import Standing
from inspector.paths import DataFolder
from inspector.store.backup.copying import hash_file
from inspector.store.backup.database import (
    NamedPicture,
    count_pictures,
    count_results,
    named_pictures,
)
from inspector.store.connections import reader_engine
from inspector.store.consistency.findings import Findings
from inspector.store.faults import translated
from inspector.store.opening import DATABASE_NAME
from inspector.store.schema.tables import ResultTable

Begin = Callable[[str, int], Callable[[], object]]
SETTLED_S = 60.0
"""A younger file may belong to a row that is about to be stored."""
FAULTS_MAX = 100
_ROW = ResultTable
_STRANGE = (
    select(_ROW.result_id)
    .where(
        or_(
            _ROW.evaluation.not_in(list(Evaluation)),
            _ROW.late_evaluation.not_in(list(Evaluation)),
            _ROW.reason.not_in(list(Reason)),
            _ROW.outcome.not_in(list(Outcome)),
            _ROW.review.not_in(list(Standing)),
            case((func.json_valid(_ROW.scores), func.json_type(_ROW.scores)), else_="") != "object",
        )
    )
    .order_by(_ROW.sequence)
    .limit(FAULTS_MAX)
)


def verify(data: DataFolder, begin: Begin) -> Findings:
    """Look at everything once.

    Args:
        data: Of a station whose database has the present schema.
        begin: Hears how far it is.

    Raises:
        StoreError: the database cannot be read.
    """
    database = data.database / DATABASE_NAME
    advance = begin("database", 1)
    found = Findings(
        results=count_results(database),
        pictures=count_pictures(database),
        database=database_faults(database),
    )
    advance()
    advance = begin("pictures", found.pictures)
    named: set[str] = set()
    for picture in named_pictures(database):
        named.add(picture.path)
        _hold_against(picture, data.archive, found)
        advance()
    advance = begin("files", 0)
    for path in _settled_files(data.archive):
        relative = path.relative_to(data.archive).as_posix()
        if path.name.startswith("."):
            found.drafts.append(relative)
        elif relative not in named:
            found.orphans.append(relative)
        advance()
    return found


def database_faults(path: Path) -> list[str]:
    """Damaged pages, wrong indexes, rows that point nowhere, and values that nobody writes."""
    engine = reader_engine(path)
    try:
        with translated(path), engine.connect() as connection:
            faults = connection.execute(text(f"PRAGMA integrity_check({FAULTS_MAX})")).scalars()
            found = [str(fault) for fault in faults if fault != "ok"]
            dangling = connection.execute(text("PRAGMA foreign_key_check")).fetchmany(FAULTS_MAX)
            strange = connection.scalars(_STRANGE).all()
    finally:
        engine.dispose()
    found += [f"row {row[1]} of {row[0]} points to a missing {row[2]}" for row in dangling]
    return found + [f"result {each} holds a value that nobody writes" for each in strange]


def _hold_against(picture: NamedPicture, archive: Path, found: Findings) -> None:
    try:
        same = hash_file(archive / picture.path) == picture.sha256
    except OSError:
        found.missing.append(picture.path)
        return
    if same:
        found.sound += 1
    else:
        found.changed.append(picture.path)


def _settled_files(archive: Path) -> Iterator[Path]:
    before = time.time() - SETTLED_S
    for path in archive.rglob("*"):
        try:
            if path.is_file() and path.stat().st_mtime < before:
                yield path
        except OSError:
            continue  # it was renamed or removed this moment
