"""A station's alarm log on a real database, whose conditions a test sets."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from inspector.domain.alarm import Alarm, Effect, Reaction, Severity
from inspector.domain.errors.base import InspectorError
from inspector.services.alarms.clearing import CODES
from inspector.services.alarms.conditions import Condition, gate_condition
from inspector.services.alarms.desk import AlarmDesk
from inspector.services.alarms.timeline import Timeline
from inspector.services.alarms.troubles import AlarmServices
from inspector.services.alarms.watch import AlarmWatch
from inspector.services.people.audit import AuditTrail
from inspector.store.result_store import SqliteResultStore

REACTIONS = {Alarm.BIN_FULL: Reaction.STOP}


@dataclass
class SetConditions:
    """What stands is what a test says."""

    standing: list[Condition] = field(default_factory=list)
    gate: Alarm = field(default_factory=lambda: Alarm(0))
    gate_tells: bool = True
    gate_codes: frozenset[str] = frozenset(CODES.values())
    news: Iterator[int] = field(default_factory=itertools.count)

    @property
    def gate_changes(self) -> int:
        """A test stores what it likes behind the engine's back: there may always be more."""
        return next(self.news)

    def now(self) -> list[Condition]:
        return [*self.standing, *(self.of_gate(alarm) for alarm in self.gate)]

    def of_gate(self, alarm: Alarm) -> Condition:
        return gate_condition(alarm, REACTIONS.get(alarm, Reaction.WARN))

    def fault(self, error: InspectorError, subject: str = "") -> None:
        self.standing.append(Condition(error, Severity.FAULT, Effect.REJECTS, subject))

    def warn(self, error: InspectorError, subject: str = "") -> None:
        self.standing.append(Condition(error, Severity.WARNING, Effect.WARNS, subject))


class NoEvents:
    def begin(self) -> None:
        pass

    look = end = begin


@dataclass
class AlarmBench:
    conditions: SetConditions
    watch: AlarmWatch
    desk: AlarmDesk
    services: AlarmServices

    def look(self) -> None:
        self.watch.look()


def alarm_bench(
    folder: Path, store: SqliteResultStore, conditions: SetConditions | None = None
) -> AlarmBench:
    found = conditions or SetConditions()
    log = store.alarm_log()
    watch = AlarmWatch(log, found, NoEvents())
    audit = AuditTrail(folder / "audit.jsonl")
    desk = AlarmDesk(watch, log, REACTIONS, audit)
    return AlarmBench(found, watch, desk, AlarmServices(desk, Timeline(log, audit.files)))
