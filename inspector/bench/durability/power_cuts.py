"""What a disk would hold if the power failed now: copies of a database that is being written.

The writing process is halted while database and write-ahead log are copied, so both are of one
moment. Of every copy there is a second one with its log cut off at a random byte of what is not in
the database yet: what a drive leaves behind that forgets the newest of what it has confirmed.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psutil

from inspector.bench.durability.write_ahead_log import LooseEnd, loose_end

_ROWS = "SELECT sequence, result_id, trigger_index, part_id, evaluation FROM result ORDER BY 1"
_POSITIONS = "SELECT journal_id, position FROM journal_position"
_TALLY = "SELECT coalesce(sum(results), 0) FROM tally"
_STOP_LOOKS = 200
_STANDING = "TtZX"
"""Stopped, traced, or ended."""
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Remains:
    """What one copy holds after SQLite has recovered it.

    Attributes:
        sound: Whether its integrity check passes and its counts are those of its rows.
        rows: Its results, in the order of their storing.
    """

    sound: bool
    rows: tuple[Row, ...]


class PowerCuts:
    """Takes copies and, at the end, opens them.

    Args:
        database: Of the running station.
        folder: For the copies.
        seed: Of the places where logs are cut off.
    """

    def __init__(self, database: Path, folder: Path, seed: int) -> None:
        self._database = database
        self._folder = folder
        self._random = random.Random(seed)  # noqa: S311 - moments, no secrets
        self.copies: list[Path] = []

    def cut(self, writer: psutil.Process) -> None:
        """Copy what is on the disk at this moment."""
        place = self._folder / f"{len(self.copies):04d}"
        place.mkdir(parents=True)
        writer.suspend()
        try:
            _await_stop(writer.pid)
            for path in (self._database, _log(self._database), _index(self._database)):
                if path.exists():
                    shutil.copyfile(path, place / path.name)
        finally:
            writer.resume()
        copy = place / self._database.name
        log, index = _log(copy), _index(copy)
        loose = loose_end(log, index) if log.exists() and index.exists() else None
        index.unlink(missing_ok=True)
        self.copies += [place, self._torn(place, loose)]

    def remains(self) -> Iterator[Remains]:
        """Open every copy, as the station would after the power has come back."""
        for place in self.copies:
            yield _opened(place / self._database.name)

    def _torn(self, place: Path, loose: LooseEnd | None) -> Path:
        torn = place.with_name(f"{place.name}-torn")
        shutil.copytree(place, torn)
        if loose is not None:
            with _log(torn / self._database.name).open("rb+") as stream:
                stream.truncate(self._random.randrange(loose.start, loose.end))
        return torn


def _await_stop(pid: int) -> None:
    """Until every thread stands; the others write on until the first has got round to the signal.

    One that waits for the disk within the kernel is not waited for any longer.
    """
    pause = threading.Event()
    for _ in range(_STOP_LOOKS):
        if all(_state(path) in _STANDING for path in Path(f"/proc/{pid}/task").glob("*/stat")):
            return
        pause.wait(0.001)


def _state(stat: Path) -> str:
    """Of a thread, a letter as proc(5) has it."""
    try:
        return stat.read_text("ascii", "replace").rpartition(")")[2].split()[0]
    except OSError:
        return "X"


def stored_rows(database: Path) -> tuple[Row, ...]:
    """All results of a database, in the order of their storing."""
    with closing(sqlite3.connect(database)) as connection:
        return tuple(connection.execute(_ROWS))


def _opened(database: Path) -> Remains:
    try:
        with closing(sqlite3.connect(database)) as connection:
            checked = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            rows = tuple(connection.execute(_ROWS))
            counted = connection.execute(_TALLY).fetchone()[0] == len(rows)
            known = bool(connection.execute(_POSITIONS).fetchall()) or not rows
    except sqlite3.DatabaseError:
        return Remains(sound=False, rows=())
    return Remains(checked and counted and known, rows)


def _log(database: Path) -> Path:
    return database.with_name(f"{database.name}-wal")


def _index(database: Path) -> Path:
    return database.with_name(f"{database.name}-shm")
