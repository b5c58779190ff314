"""What happened at a station, on one time line."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field, JsonValue

from inspector.domain.alarm import Severity
from inspector.domain.phrase import Phrase
from inspector.wire.model import WireModel


class EventGroup(StrEnum):
    """Who or what makes events of a group happen."""

    ALARMS = "alarms"
    STATION = "station"
    PEOPLE = "people"


class EventRow(WireModel):
    """Something that happened.

    ``kind`` is ``alarm.raised``, ``alarm.ended``, ``alarm.acknowledged``, ``engine_started``,
    ``engine_stopped``, ``state``, ``recipe``, ``model``, ``maintenance``, or for people what the
    audit trail calls it, such as ``station.start``. ``subject`` is what it happened to, ``who``
    the person; ``outcome`` is the code of the error where it was refused. ``reasons`` say what
    ``text`` says as phrases, for alarms that have them; ``old`` and ``new`` are what changed, for
    people as the audit trail has it.
    """

    at: datetime
    group: EventGroup
    kind: str
    subject: str = ""
    text: str = ""
    reasons: list[Phrase] = Field(default_factory=list)
    who: str = ""
    old: JsonValue = ""
    new: JsonValue = ""
    outcome: str = ""
    severity: Severity | None = None


class EventPage(WireModel):
    """A page, newest first.

    ``next_before_ns`` continues it, ``null`` ends it: a time in Unix nanoseconds.
    """

    rows: list[EventRow]
    next_before_ns: int | None = Field(default=None, ge=0)
