"""Alarms as they came and went, and what else happened at a station.

The words are those of ISA-18.2: an alarm that stands is *unacknowledged* until a person has seen
it, then *acknowledged*; one whose cause is over before anybody has seen it is *returned*. One that
stays until somebody clears it, although its cause may be over, is *latched*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from inspector.domain.alarm import AlarmState, Effect, EndedBy, Severity
from inspector.domain.history import StoredAlarm
from inspector.domain.phrase import Phrase


@dataclass(frozen=True, slots=True)
class AlarmIdentity:
    """What makes two alarms the same one; ``subject`` is such as a camera's name."""

    code: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class NewAlarm:
    """An alarm that is raised.

    Attributes:
        identity: Which.
        severity: How bad it is.
        effect: What it does to the line.
        message: What happened, in English.
        raised_utc_ns: When.
        trigger_index: The part that raised it, 0 for none.
        reasons: The message as phrases; empty for words that no phrase stands for.
    """

    identity: AlarmIdentity
    severity: Severity
    effect: Effect
    message: str
    raised_utc_ns: int
    trigger_index: int = 0
    reasons: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class AlarmOccurrence:
    """One alarm from its raising to its end.

    Attributes:
        occurrence_id: Grows from occurrence to occurrence.
        alarm: What was raised.
        times: How often it came, when it came and went in quick succession.
        ended_utc_ns: When it ended; ``None`` while it stands.
        ended_by: Why.
        cleared_by: The person who asked to clear it; empty for nobody.
        acknowledged_utc_ns: When a person said to have seen it; ``None`` for not yet.
        acknowledged_by: Who; empty for whoever had the station's token.
    """

    occurrence_id: int
    alarm: NewAlarm
    times: int = 1
    ended_utc_ns: int | None = None
    ended_by: EndedBy = EndedBy.NOTHING
    cleared_by: str = ""
    acknowledged_utc_ns: int | None = None
    acknowledged_by: str = ""

    @property
    def identity(self) -> AlarmIdentity:
        """Which alarm."""
        return self.alarm.identity

    @property
    def state(self) -> AlarmState:
        """Its state by ISA-18.2."""
        seen = self.acknowledged_utc_ns is not None
        if self.ended_utc_ns is None:
            return AlarmState.ACKNOWLEDGED if seen else AlarmState.UNACKNOWLEDGED
        return AlarmState.NORMAL if seen else AlarmState.RETURNED


@dataclass(frozen=True, slots=True)
class AlarmEnd:
    """An occurrence ends."""

    occurrence_id: int
    utc_ns: int
    by: EndedBy


@dataclass(frozen=True, slots=True)
class AlarmChanges:
    """What one look found; stored all or nothing.

    Attributes:
        begun: New occurrences.
        again: Occurrences that had ended and go on.
        ended: Occurrences that end.
        earlier: Occurrences of which the gate told when they really began, and with which part.
        position: The last change of the gate's alarms that was taken in.
    """

    begun: Sequence[NewAlarm] = ()
    again: Sequence[int] = ()
    ended: Sequence[AlarmEnd] = ()
    earlier: Sequence[tuple[int, int, int]] = ()
    position: int | None = None

    def __bool__(self) -> bool:
        return bool(self.begun or self.again or self.ended or self.earlier) or (
            self.position is not None
        )


@dataclass(frozen=True, slots=True)
class AlarmQuery:
    """Which occurrences are wanted; ``None`` and an empty text do not filter.

    An occurrence lies in a time when it was raised in it: ``since_utc_ns`` is inclusive and
    ``until_utc_ns`` exclusive.
    """

    since_utc_ns: int | None = None
    until_utc_ns: int | None = None
    code: str = ""
    severity: Severity | None = None
    unacknowledged: bool = False


class AlarmMoment(StrEnum):
    """The three moments of an occurrence."""

    RAISED = "raised"
    ENDED = "ended"
    ACKNOWLEDGED = "acknowledged"


@dataclass(frozen=True, slots=True)
class AlarmFigure:
    """How often an alarm came in a time, and how long it stood in sum."""

    identity: AlarmIdentity
    severity: Severity
    occurrences: int
    times: int
    stood_ns: int


class EventKind(StrEnum):
    """What else happens at a station."""

    ENGINE_STARTED = "engine_started"
    ENGINE_STOPPED = "engine_stopped"
    STATE = "state"
    RECIPE = "recipe"
    MODEL = "model"
    MAINTENANCE = "maintenance"


@dataclass(frozen=True, slots=True)
class StationEvent:
    """Something that happened; ``old`` and ``new`` are what changed."""

    utc_ns: int
    kind: EventKind
    old: str = ""
    new: str = ""


class AlarmLog(Protocol):
    """Where alarms are kept. All methods may be called from several threads."""

    def waiting(self, limit: int) -> Sequence[AlarmOccurrence]:
        """What stands, oldest first, then the newest of what returned unseen."""

    def position(self) -> int:
        """The last change of the gate's alarms that was taken in."""

    def gate_changes(self, after: int, limit: int) -> Sequence[StoredAlarm]:
        """Changes of the gate's alarms with an id above ``after``, oldest first."""

    def apply(self, changes: AlarmChanges) -> None:
        """Store what a look found."""

    def acknowledge(self, occurrence_ids: Sequence[int], utc_ns: int, by: str) -> Sequence[int]:
        """A person has seen these; those that were not acknowledged before."""

    def note_clearing(self, codes: Sequence[str], by: str) -> None:
        """A person asks to clear what stands of these codes."""

    def page(self, query: AlarmQuery, before: int | None, limit: int) -> Sequence[AlarmOccurrence]:
        """At most ``limit`` occurrences with an id below ``before``, newest first."""

    def every(self, query: AlarmQuery) -> Iterator[AlarmOccurrence]:
        """All occurrences of a query, newest first, read page by page."""

    def figures(self, since_utc_ns: int, until_utc_ns: int) -> Sequence[AlarmFigure]:
        """Every alarm that stood in a time; what stood longer counts for that time only."""

    def moments(
        self, moment: AlarmMoment, since_utc_ns: int, until_utc_ns: int, limit: int
    ) -> Sequence[AlarmOccurrence]:
        """The newest occurrences of which a moment lies in a time, newest first."""

    def add_events(self, events: Sequence[StationEvent]) -> None:
        """Store what happened."""

    def events(self, since_utc_ns: int, until_utc_ns: int, limit: int) -> Sequence[StationEvent]:
        """The newest events in a time, newest first; ``until_utc_ns`` is exclusive."""
