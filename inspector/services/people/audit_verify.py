"""Proves the audit trail whole, or names the first line that is wrong and how."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from inspector.domain.audit import AuditAnchor
from inspector.services.people.audit_file import AuditFiles, Part, loose_kind
from inspector.services.people.audit_line import GENESIS, SEAL, ChainedLine, read_line, sha256

_LINES_AT_A_TIME = 200
_PAUSE_S = 0.001
"""Others in this process shall not wait for us: so long a pause after so many lines."""


class FaultKind(StrEnum):
    """What was done to the trail."""

    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    REORDERED = "reordered"
    TRUNCATED = "truncated"


@dataclass(frozen=True, slots=True)
class AuditFault:
    """The first thing that is wrong.

    Attributes:
        kind: What was done.
        file: In which file; empty where the line is in none.
        line: In which line of it, from 1; 0 where the line is in none.
        seq: The number of the entry that it is about.
        detail: In plain words.
    """

    kind: FaultKind
    file: str
    line: int
    seq: int
    detail: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """Bytes outside of the chain that an entry vouches for. ``kind`` is ``older`` or ``torn``."""

    kind: str
    file: str
    line: int
    lines: int


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What came of a check.

    Attributes:
        entries: So many entries of the chain were read.
        files: In so many files.
        anchors: So many anchors of the database were held against them; ``None`` where there was
            no database to ask.
        head_seq: The number of the last entry.
        head_sha256: Of its line.
        sealed: What stands outside of the chain with good reason.
        fault: The first thing that is wrong; ``None`` when the trail is whole.
    """

    entries: int
    files: int
    anchors: int | None
    head_seq: int
    head_sha256: str
    sealed: Sequence[Sealed]
    fault: AuditFault | None

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return self.fault is None


@dataclass(frozen=True, slots=True)
class _Place:
    """One line and where it stands."""

    part: Part
    number: int
    raw: bytes
    ended: bool

    def fault(self, kind: FaultKind, seq: int, detail: str) -> AuditFault:
        return AuditFault(kind, self.part.name, self.number, seq, detail)


@dataclass(slots=True)
class _Walk:
    """How far the check has come."""

    seq: int = 0
    sha256: str = GENESIS
    entries: int = 0
    before: _Place | None = None
    loose: list[_Place] = field(default_factory=list)
    known: dict[str, int] = field(default_factory=dict)
    sealed: list[Sealed] = field(default_factory=list)
    wanted: dict[int, str] = field(default_factory=dict)


def verify(files: AuditFiles, anchors: Sequence[AuditAnchor] | None) -> AuditReport:
    """Read all files and follow the chain.

    Args:
        files: The trail.
        anchors: What the database knows of it; ``None`` where there is none to ask.

    Raises:
        OSError: a file cannot be read.
    """
    walk = _Walk(wanted={each.seq: "" for each in anchors or ()})
    with files.parts() as parts:
        places = list(_places(parts))
        fault = _follow(walk, places)
    if fault is None:
        fault = _fault_at_end(walk) or _fault_of_anchors(walk, anchors or ())
    count = None if anchors is None else len(anchors)
    return AuditReport(
        walk.entries, len(parts), count, walk.seq, walk.sha256, tuple(walk.sealed), fault
    )


def _places(parts: Sequence[Part]) -> Iterator[_Place]:
    for part in parts:
        lines = part.read().split(b"\n")
        for number, raw in enumerate(lines, start=1):
            last = number == len(lines)
            if raw or not last:
                yield _Place(part, number, raw, ended=not last)


def _follow(walk: _Walk, places: Sequence[_Place]) -> AuditFault | None:
    for index, place in enumerate(places):
        if index % _LINES_AT_A_TIME == _LINES_AT_A_TIME - 1:
            time.sleep(_PAUSE_S)
        line = read_line(place.raw)
        if line is None:
            walk.loose.append(place)
            continue
        fault = _fault_of_loose(walk, line) or _fault_of_link(walk, place, line, places[index:])
        if fault is not None:
            return fault
        _take(walk, place, line)
    return None


def _take(walk: _Walk, place: _Place, line: ChainedLine) -> None:
    walk.seq, walk.sha256, walk.before = line.seq, line.sha256, place
    walk.entries += 1
    walk.known[line.sha256] = line.seq
    if line.seq in walk.wanted:
        walk.wanted[line.seq] = line.sha256


def _fault_of_loose(walk: _Walk, line: ChainedLine) -> AuditFault | None:
    """What stands before this entry and is none: sealed by it, or wrong."""
    if not walk.loose:
        return None
    loose, walk.loose = walk.loose, []
    first, region = loose[0], b"".join(place.raw + b"\n" for place in loose)
    kind = loose_kind(region, walk.seq)
    sealed_by = line.fields.get("new") if line.fields.get("what") == SEAL else None
    vouched = isinstance(sealed_by, dict) and sealed_by.get("sha256") == sha256(region)
    if vouched and line.fields.get("target") == kind and kind != "damaged":
        walk.sealed.append(Sealed(kind, first.part.name, first.number, len(loose)))
        return None
    following = walk.seq + 1
    if kind == "older" and sealed_by is not None:
        detail = "lines from before the chain are not what was sealed"
        return first.fault(FaultKind.CHANGED, 0, detail)
    if line.seq == following and line.previous == walk.sha256 and sealed_by is None:
        return first.fault(FaultKind.INSERTED, following, "this line is no entry of the chain")
    return first.fault(FaultKind.CHANGED, following, "this line is not what was written")


def _fault_of_link(
    walk: _Walk, place: _Place, line: ChainedLine, rest: Sequence[_Place]
) -> AuditFault | None:
    """Whether an entry that is sound in itself follows the one before."""
    following = walk.seq + 1
    if line.seq == following and line.previous == walk.sha256:
        return None
    if line.sha256 in walk.known or any(each.raw == place.raw for each in rest[1:]):
        return place.fault(FaultKind.INSERTED, line.seq, "this entry stands here a second time")
    if line.seq > following:
        if any(_seq_of(each) == following for each in rest):
            detail = f"entry {line.seq} stands before entry {following}"
            return place.fault(FaultKind.REORDERED, line.seq, detail)
        detail = f"entries {following} to {line.seq - 1} are missing before this line"
        return place.fault(FaultKind.REMOVED, following, detail)
    before = walk.before or place
    if line.previous in walk.known or line.previous == GENESIS:
        return before.fault(FaultKind.INSERTED, walk.seq, "the next entry does not follow this one")
    return before.fault(FaultKind.CHANGED, walk.seq, "the next entry knows another line here")


def _seq_of(place: _Place) -> int:
    line = read_line(place.raw)
    return 0 if line is None else line.seq


def _fault_at_end(walk: _Walk) -> AuditFault | None:
    """What stands behind the last entry; the next one will seal what a crash tore off."""
    if not walk.loose:
        return None
    first, region = walk.loose[0], b"".join(place.raw + b"\n" for place in walk.loose)
    kind = loose_kind(region, walk.seq)
    if kind == "older" or (kind == "torn" and not first.ended):
        walk.sealed.append(Sealed(kind, first.part.name, first.number, len(walk.loose)))
        return None
    return first.fault(FaultKind.CHANGED, walk.seq + 1, "this line is not what was written")


def _fault_of_anchors(walk: _Walk, anchors: Sequence[AuditAnchor]) -> AuditFault | None:
    for anchor in anchors:
        if anchor.seq > walk.seq:
            detail = f"the database knows entry {anchor.seq}, the trail ends with {walk.seq}"
            return AuditFault(FaultKind.TRUNCATED, "", 0, walk.seq + 1, detail)
        if walk.wanted[anchor.seq] != anchor.sha256:
            detail = f"the database knows another entry {anchor.seq}: the trail was written anew"
            return AuditFault(FaultKind.CHANGED, "", 0, anchor.seq, detail)
    return None
