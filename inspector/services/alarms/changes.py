"""From what stands now, and what the gate journaled, to what the alarm log has to store."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from inspector.domain.alarm import Alarm, ClearedBy, EndedBy
from inspector.domain.alarm_log import (
    AlarmChanges,
    AlarmEnd,
    AlarmIdentity,
    AlarmOccurrence,
    NewAlarm,
)
from inspector.domain.record import AlarmEvent
from inspector.services.alarms.conditions import Condition

QUICK_SUCCESSION_NS = 60_000_000_000
"""An alarm that comes back this soon, before anybody has seen it, is the same occurrence."""
_ENDED_BY = {
    ClearedBy.NOBODY: EndedBy.CAUSE,
    ClearedBy.PLC: EndedBy.PLC,
    ClearedBy.PERSON: EndedBy.PERSON,
}


@dataclass(slots=True)
class AlarmDraft:
    """Collects changes; what begins in it cannot end in it.

    Args:
        waiting: What stands, and what returned unseen.
        position: The change of the gate's alarms that is taken in with it.
    """

    waiting: Iterable[AlarmOccurrence]
    position: int | None = None
    standing: dict[AlarmIdentity, AlarmOccurrence] = field(default_factory=dict)
    _returned: dict[AlarmIdentity, AlarmOccurrence] = field(default_factory=dict)
    _begun: dict[AlarmIdentity, NewAlarm] = field(default_factory=dict)
    _again: list[int] = field(default_factory=list)
    _ended: list[AlarmEnd] = field(default_factory=list)
    _earlier: list[tuple[int, int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for each in self.waiting:
            if each.ended_utc_ns is None:
                self.standing[each.identity] = each
            elif each.ended_utc_ns > self._last_end(each.identity):
                self._returned[each.identity] = each

    def begin(self, condition: Condition, utc_ns: int, trigger_index: int = 0) -> bool:
        """A condition stands since a time; ``False`` when that is known."""
        identity = condition.identity
        if identity in self.standing:
            return False
        before = self._returned.pop(identity, None)
        if before is not None and utc_ns - (before.ended_utc_ns or 0) < QUICK_SUCCESSION_NS:
            self._again.append(before.occurrence_id)
            self.standing[identity] = before
            return True
        self._begun[identity] = NewAlarm(
            identity,
            condition.severity,
            condition.effect,
            condition.error.detail,
            utc_ns,
            trigger_index,
            condition.error.reasons,
        )
        return True

    def really_began(self, identity: AlarmIdentity, utc_ns: int, trigger_index: int) -> None:
        """The gate tells when something began that stands in the log already."""
        known = self.standing.get(identity)
        if known is not None and utc_ns < known.alarm.raised_utc_ns:
            self._earlier.append((known.occurrence_id, utc_ns, trigger_index))

    def end(self, identity: AlarmIdentity, utc_ns: int, by: EndedBy) -> None:
        """Something does not stand any more."""
        known = self.standing.pop(identity, None)
        if known is not None:
            self._ended.append(AlarmEnd(known.occurrence_id, utc_ns, by))

    def finished(self) -> AlarmChanges:
        """All that was collected."""
        return AlarmChanges(
            tuple(self._begun.values()),
            tuple(self._again),
            tuple(self._ended),
            tuple(self._earlier),
            self.position,
        )

    def _last_end(self, identity: AlarmIdentity) -> int:
        before = self._returned.get(identity)
        return -1 if before is None or before.ended_utc_ns is None else before.ended_utc_ns


def take_in(draft: AlarmDraft, event: AlarmEvent, of_gate: Callable[[Alarm], Condition]) -> None:
    """One change of the gate's alarms; what was cleared may have been raised again with it."""
    for alarm in event.cleared:
        draft.end(of_gate(alarm).identity, event.utc_ns, _ENDED_BY[event.cleared_by])
    for alarm in event.raised:
        condition = of_gate(alarm)
        if not draft.begin(condition, event.utc_ns, event.trigger_index):
            draft.really_began(condition.identity, event.utc_ns, event.trigger_index)
