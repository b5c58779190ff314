"""The audit trail as a client sees it."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field, JsonValue

from inspector.wire.model import WireModel

_Text = Annotated[str, Field(max_length=128)]


class AuditFilter(WireModel):
    """What of the trail is asked for; all that is given has to match.

    ``person`` is a whole name, ``what`` the beginning of a word such as ``people.``, ``target`` a
    part of one; ``failed`` leaves out what was done.
    """

    person: _Text | None = None
    what: _Text | None = None
    target: _Text | None = None
    since: datetime | None = None
    until: datetime | None = None
    failed: bool = False


class AuditRow(WireModel):
    """One entry. ``seq`` is missing in lines from before the chain, ``sha256`` is of the line."""

    seq: int | None
    at: datetime
    who: str
    role: str | None
    what: str
    target: str
    old: JsonValue
    new: JsonValue
    reason: str
    outcome: str
    client: str
    approved_by: str
    sha256: str


class AuditPage(WireModel):
    """Entries, newest first. ``next_before`` continues, also when no row was found so far."""

    rows: list[AuditRow]
    next_before: str | None


class AuditFaultKind(StrEnum):
    """What was done to the trail."""

    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    REORDERED = "reordered"
    TRUNCATED = "truncated"


class AuditFaultRow(WireModel):
    """The first thing that is wrong; ``line`` 0 where it is in no line of a file."""

    kind: AuditFaultKind
    file: str
    line: int
    seq: int
    detail: str


class AuditSeal(WireModel):
    """Bytes outside of the chain that an entry vouches for: ``older`` than it, or ``torn``."""

    kind: str
    file: str
    line: int
    lines: int


class AuditVerification(WireModel):
    """What came of checking the whole trail."""

    whole: bool
    entries: int
    files: int
    anchors: int | None
    head_seq: int
    head_sha256: str
    sealed: list[AuditSeal]
    fault: AuditFaultRow | None
