"""What the audit trail says of some parts, line by line as it stands there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from inspector.domain.errors.people import AuditNotReadableError
from inspector.services.people.audit_file import AuditFiles
from inspector.services.people.audit_line import ChainedLine, read_line
from inspector.services.people.deeds import (
    HISTORY_RESTORED,
    HISTORY_SEALED,
    LOT_REPORT_ISSUED,
    LOT_SIGNED,
)

_NOTHING = "(?!)"
_OF_LOTS = (LOT_SIGNED, LOT_REPORT_ISSUED)
_WANTED = (*_OF_LOTS, HISTORY_SEALED, HISTORY_RESTORED)
_MARKS = re.compile("|".join(f'"{re.escape(what)}"' for what in _WANTED).encode())


@dataclass(frozen=True, slots=True)
class NotedHead:
    """The head of the seals as the audit trail noted it.

    Attributes:
        last_sequence: It vouches for all results up to this one.
        digest: Of the block that was the newest.
        entry: The number of the entry.
        at: When.
        place: Of the entry among all lines.
        line: The entry.
    """

    last_sequence: int
    digest: str
    entry: int
    at: str
    place: int
    line: bytes


@dataclass(slots=True)
class TrailOfParts:
    """What was found.

    Attributes:
        lines: Entries that name one of the parts, and signatures and reports of their lots, by
            their places in the trail.
        heads: Heads of the seals, oldest first.
    """

    lines: dict[int, bytes] = field(default_factory=dict)
    heads: list[NotedHead] = field(default_factory=list)

    def head_behind(self, sequence: int) -> NotedHead | None:
        """The first one that vouches for a result."""
        return next((each for each in self.heads if each.last_sequence >= sequence), None)


def trail_of(
    files: AuditFiles, result_ids: Collection[str], lot_ids: Collection[int]
) -> TrailOfParts:
    """Read the whole trail once.

    Raises:
        AuditNotReadableError: a file cannot be read.
    """
    names = re.compile(("|".join(map(re.escape, result_ids)) or _NOTHING).encode())
    found = TrailOfParts()
    for place, raw in enumerate(_lines(files)):
        if names.search(raw):
            found.lines[place] = raw
        elif _MARKS.search(raw) and (line := read_line(raw)):
            _take(found, place, raw, line, lot_ids)
    return found


def _lines(files: AuditFiles) -> Iterator[bytes]:
    try:
        with files.parts() as parts:
            for part in parts:
                yield from part.read().split(b"\n")
    except OSError as error:
        name = error.filename or "the audit trail"
        raise AuditNotReadableError(f"{name}: {error.strerror or error}") from error


def _take(
    found: TrailOfParts, place: int, raw: bytes, line: ChainedLine, lot_ids: Collection[int]
) -> None:
    what, new = line.fields.get("what"), line.fields.get("new")
    if not isinstance(new, dict):
        return
    last = new.get("last_sequence")
    if what in _OF_LOTS and new.get("lot_id") in lot_ids:
        found.lines[place] = raw
    elif what == HISTORY_RESTORED and isinstance(last, int):
        found.heads = [head for head in found.heads if head.last_sequence <= last]
    elif what == HISTORY_SEALED and isinstance(last, int):
        at, digest = str(line.fields.get("at")), str(new.get("digest"))
        found.heads.append(NotedHead(last, digest, line.seq, at, place, raw))
