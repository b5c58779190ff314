"""Alarms: what stands, what was, who has seen it, and how to clear it."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from inspector.domain.alarm import AlarmState as AlarmState
from inspector.domain.alarm import Effect, Severity
from inspector.domain.alarm import EndedBy as EndedBy
from inspector.domain.people import Role
from inspector.domain.phrase import Phrase
from inspector.domain.place import Place
from inspector.wire.model import WireModel
from inspector.wire.station import Alarm

OccurrenceId = Annotated[int, Field(ge=1, lt=2**63)]

AlarmCode = Annotated[str, Field(pattern=r"^[A-Z]{3}-\d{3}$")]


class ClearRequest(WireModel):
    """Codes of the alarms that a person has seen to; what was raised since is not cleared."""

    codes: list[AlarmCode] = Field(min_length=1, max_length=16)


class AlarmWord(WireModel):
    """An alarm of the gate by its name in the register map and by its code."""

    name: str
    code: str


class AlarmChange(WireModel):
    """The gate's alarms changed at one moment.

    ``cleared_by`` is ``nobody`` (the cause went away by itself), ``plc`` or ``person``;
    ``trigger_index`` is the part that raised it, ``null`` for none.
    """

    event_id: int
    at: datetime
    raised: list[AlarmWord]
    cleared: list[AlarmWord]
    standing: list[AlarmWord]
    cleared_by: str
    trigger_index: int | None


class AlarmPage(WireModel):
    """What stands now, and a page of changes, newest first.

    ``next_before`` continues it and is ``null`` on the last page.
    """

    active: list[Alarm]
    changes: list[AlarmChange]
    next_before: int | None


class AcknowledgeRequest(WireModel):
    """Occurrences that a person has seen; what was raised since is not acknowledged."""

    occurrence_ids: list[OccurrenceId] = Field(min_length=1, max_length=500)


class AlarmQuery(WireModel):
    """Which occurrences are wanted; what is left out does not filter.

    A time holds against the raising: ``since`` is inclusive, ``until`` exclusive.
    """

    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    code: AlarmCode | None = None
    severity: Severity | None = None
    unacknowledged: bool = False


class AlarmRow(WireModel):
    """One alarm from its raising to its end; the states are those of ISA-18.2.

    ``latched`` alarms stay until somebody clears them, although their cause may be over;
    ``clearing`` is the least role that may, ``null`` for one that ends with its cause. ``cause``
    says what the code stands for, ``message`` what happened this time and ``reasons`` the same as
    phrases, empty where no phrase says it. ``times`` is how often it
    came in quick succession, ``times_today`` how often in the last 24 hours. ``ended_by`` is
    empty while it stands, and ``unseen`` when it ended while no engine ran. ``first_out`` is the
    first of several that came together; all of those have the same ``group``.
    """

    occurrence_id: int
    code: str
    subject: str
    severity: Severity
    effect: Effect
    state: AlarmState
    latched: bool
    message: str
    reasons: list[Phrase] = Field(default_factory=list)
    cause: str
    remedy: str
    raised_at: datetime
    ended_at: datetime | None = None
    ended_by: EndedBy = EndedBy.NOTHING
    cleared_by: str = ""
    acknowledged_at: datetime | None = None
    acknowledged_by: str = ""
    duration_s: float = Field(ge=0)
    times: int = 1
    times_today: int = 0
    trigger_index: int | None = None
    clearing: Role | None = None
    fixed_on: Place = Place.ALARMS
    group: int = 0
    first_out: bool = False


class AlarmsWaiting(WireModel):
    """What stands or returned unseen, the most urgent first.

    ``faults`` and ``warnings`` count what stands, ``unacknowledged`` what nobody has seen yet.
    """

    at: datetime
    rows: list[AlarmRow]
    faults: int
    warnings: int
    unacknowledged: int


class AlarmLogPage(WireModel):
    """A page of the alarm log, newest first; ``next_before`` continues it, ``null`` ends it."""

    rows: list[AlarmRow]
    next_before: int | None


class AlarmFigure(WireModel):
    """How often an alarm came in a time, and how long it stood in sum."""

    code: str
    subject: str
    cause: str
    severity: Severity
    occurrences: int
    times: int
    stood_s: float


class AlarmFigures(WireModel):
    """The alarms of a time, the most frequent first and the longest first; ten each.

    ``per_hour`` is the rate of all; more than 6 an hour and operator is more than somebody can
    attend to for long (EEMUA 191: one in ten minutes).
    """

    since: datetime
    until: datetime
    occurrences: int
    per_hour: float
    by_count: list[AlarmFigure]
    by_time: list[AlarmFigure]
