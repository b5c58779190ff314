"""Records every alarm from its raising to its end, in a thread of its own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from inspector.clock import monotonic_ns, utc_ns
from inspector.domain.alarm import Alarm, AlarmState, EndedBy
from inspector.domain.alarm_log import AlarmIdentity, AlarmLog, AlarmOccurrence
from inspector.engine.threads.bulkhead import Bulkhead
from inspector.engine.threads.rounds import Rounds
from inspector.services.alarms.changes import AlarmDraft, take_in
from inspector.services.alarms.conditions import Condition

_log = logging.getLogger(__name__)
INTERVAL_S = 0.25
SETTLING_NS = 5_000_000_000
"""While an engine comes up its cameras and its gate are not there yet; that is no alarm."""
GATE_GRACE_NS = 5_000_000_000
"""How long the gate's journal may lag behind what the gate says before it is not believed."""
WAITING_MAX = 500
_CHANGES_PER_LOOK = 50


class WatchedConditions(Protocol):
    """What needs a person, from every source."""

    @property
    def gate_tells(self) -> bool:
        """Whether the gate's alarms are known at all."""

    @property
    def gate_changes(self) -> int:
        """How many changes of the gate's alarms were stored since the engine has started."""

    @property
    def gate_codes(self) -> Collection[str]:
        """The codes of all alarms that the gate journals."""

    def now(self) -> Sequence[Condition]:
        """What needs a person now."""

    def of_gate(self, alarm: Alarm) -> Condition:
        """One alarm of the gate."""


class WatchedEvents(Protocol):
    """What else happens at the station; used by one thread."""

    def begin(self) -> None:
        """The engine has started."""

    def look(self) -> None:
        """Record what has changed since the last look."""

    def end(self) -> None:
        """The engine ends."""


class AlarmWatch:
    """All public members may be used from any thread.

    Alarms of the gate are recorded from its journal, to the nanosecond and also those that came
    and went while no engine ran; all others by looking every quarter of a second.

    Args:
        log: Where alarms are kept.
        conditions: What needs a person now.
        events: What else happens at the station.
    """

    def __init__(self, log: AlarmLog, conditions: WatchedConditions, events: WatchedEvents) -> None:
        self._log = log
        self._conditions = conditions
        self._events = events
        self._lock = threading.Lock()
        self._waiting: Sequence[AlarmOccurrence] = ()
        self._standing: Mapping[AlarmIdentity, AlarmOccurrence] = MappingProxyType({})
        self._position: int | None = None
        self._changes_read = -1
        self._began_ns = monotonic_ns()
        self._settled = False
        self._doubted_since_ns: dict[AlarmIdentity, int] = {}
        self._rounds = Rounds(
            "alarms",
            self.look,
            INTERVAL_S,
            Bulkhead(_log, recovered="alarms are recorded again"),
            opening=events.begin,
            closing=events.end,
        )

    def standing(self) -> Mapping[AlarmIdentity, AlarmOccurrence]:
        """What stands, as it was recorded."""
        return self._standing

    def returned(self) -> int:
        """How many came and went without anybody having seen them."""
        return sum(each.state is AlarmState.RETURNED for each in self._waiting)

    @property
    def waiting(self) -> Sequence[AlarmOccurrence]:
        """What stands, oldest first, then the newest of what returned unseen."""
        return self._waiting

    def start(self) -> None:
        """Begin to look; the engine has just been started."""
        self._began_ns = monotonic_ns()
        self._rounds.start()

    def stop(self) -> None:
        """End; what is over by then is recorded."""
        self._rounds.stop()

    def acknowledge(self, occurrence_ids: Sequence[int], by: str) -> Sequence[int]:
        """A person has seen these; those that were not acknowledged before.

        Raises:
            StoreError: it cannot be kept.
        """
        with self._lock:
            seen = self._log.acknowledge(occurrence_ids, utc_ns(), by)
            self._read()
            return seen

    def note_clearing(self, codes: Sequence[str], by: str) -> None:
        """A person asks to clear what stands of these codes.

        Raises:
            StoreError: it cannot be kept.
        """
        with self._lock:
            self._log.note_clearing(codes, by)

    def look(self) -> None:
        """Record what has changed.

        Raises:
            StoreError: it cannot be kept now; the next look records it.
        """
        with self._lock:
            if self._position is None:
                self._read()
                self._position = self._log.position()
            stored = self._conditions.gate_changes  # asked first: the next look reads what follows
            if stored != self._changes_read and self._take_in_journal(self._position):
                self._changes_read = stored
            if self._settled or monotonic_ns() - self._began_ns >= SETTLING_NS:
                self._compare(utc_ns())
                self._settled = True
            self._events.look()

    def _take_in_journal(self, position: int) -> bool:
        """Whether that was all that is stored."""
        changes = self._log.gate_changes(position, _CHANGES_PER_LOOK)
        for stored in changes:
            draft = AlarmDraft(self._waiting, stored.event_id)
            take_in(draft, stored.event, self._conditions.of_gate)
            self._store(draft)
            self._position = stored.event_id
        return len(changes) < _CHANGES_PER_LOOK

    def _compare(self, now_utc_ns: int) -> None:
        found = {each.identity: each for each in self._conditions.now()}
        draft = AlarmDraft(self._waiting)
        by = EndedBy.CAUSE if self._settled else EndedBy.UNSEEN
        of_gate = {each.identity for each in found.values() if each.of_gate}
        for each in found.values():
            if not each.of_gate or self._doubted(
                each.identity, each.identity not in self._standing
            ):
                draft.begin(each, now_utc_ns)
        for identity in self._standing:
            if identity.code in self._conditions.gate_codes:
                told = self._conditions.gate_tells
                if told and self._doubted(identity, identity not in of_gate):
                    draft.end(identity, now_utc_ns, EndedBy.UNSEEN)
            elif identity not in found:
                draft.end(identity, now_utc_ns, by)
        self._store(draft)

    def _doubted(self, identity: AlarmIdentity, differs: bool) -> bool:
        """Whether gate and journal have said different things for too long to wait on."""
        if not differs:
            self._doubted_since_ns.pop(identity, None)
            return False
        since = self._doubted_since_ns.setdefault(identity, monotonic_ns())
        return monotonic_ns() - since >= GATE_GRACE_NS

    def _store(self, draft: AlarmDraft) -> None:
        changes = draft.finished()
        if changes:
            self._log.apply(changes)
            self._read()

    def _read(self) -> None:
        self._waiting = self._log.waiting(WAITING_MAX)
        self._standing = MappingProxyType(
            {each.identity: each for each in self._waiting if each.ended_utc_ns is None}
        )
