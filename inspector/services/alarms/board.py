"""The alarms that stand now, as clients see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Protocol

from inspector.clock import utc_datetime
from inspector.domain.alarm import Alarm as GateAlarm
from inspector.domain.alarm import Reaction
from inspector.domain.alarm_log import AlarmIdentity, AlarmOccurrence
from inspector.services.alarms.clearing import clearing_roles
from inspector.services.alarms.conditions import Condition
from inspector.services.alarms.places import place_of
from inspector.wire.reasons import phrases_of
from inspector.wire.station import Alarm


class KnownOccurrences(Protocol):
    """What the alarm log knows of alarms; may be called from several threads."""

    def standing(self) -> Mapping[AlarmIdentity, AlarmOccurrence]:
        """What stands, as it was recorded."""

    def returned(self) -> int:
        """How many came and went without anybody having seen them."""


class NothingKnown:
    """A station whose alarms nobody records."""

    def standing(self) -> Mapping[AlarmIdentity, AlarmOccurrence]:
        """Nothing."""
        return {}

    def returned(self) -> int:
        """None."""
        return 0


class AlarmBoard:
    """Remembers since when each condition has stood.

    Args:
        conditions: What needs a person now.
        reactions: What the gate's alarms do; one that is not named warns.
        log: What was recorded of alarms.
    """

    def __init__(
        self,
        conditions: Callable[[], Iterable[Condition]],
        reactions: Mapping[GateAlarm, Reaction],
        log: KnownOccurrences | None = None,
    ) -> None:
        self._conditions = conditions
        self._clearing = clearing_roles(reactions)
        self._log: KnownOccurrences = log or NothingKnown()
        self._since: dict[AlarmIdentity, datetime] = {}

    @property
    def returned(self) -> int:
        """How many alarms came and went without anybody having seen them."""
        return self._log.returned()

    def active(self, now: datetime) -> list[Alarm]:
        """The alarms that stand; one that did not stand before stands since ``now``."""
        found = list(self._conditions())
        self._since = {each.identity: self._since.get(each.identity, now) for each in found}
        known = self._log.standing()
        return [self._alarm(each, known.get(each.identity)) for each in found]

    def _alarm(self, condition: Condition, recorded: AlarmOccurrence | None) -> Alarm:
        code = condition.error.code
        since = self._since[condition.identity]
        return Alarm(
            code=code,
            severity=condition.severity,
            message=condition.error.detail,
            remedy=condition.error.remedy,
            **phrases_of(condition.error),
            since=utc_datetime(recorded.alarm.raised_utc_ns) if recorded else since,
            clearing=self._clearing.get(code),
            occurrence_id=recorded.occurrence_id if recorded else None,
            subject=condition.subject,
            effect=condition.effect,
            acknowledged=recorded is not None and recorded.acknowledged_utc_ns is not None,
            fixed_on=place_of(code),
        )
