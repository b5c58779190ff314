"""The engine's state in the words of the API."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from inspector.clock import utc_datetime
from inspector.domain.alarm import Alarm as GateAlarm
from inspector.domain.alarm import Reaction
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.camera import CameraLostError, SettingNotKeptError
from inspector.domain.errors.model import InferenceError
from inspector.domain.errors.plc import PipeError, PlcConnectionError
from inspector.domain.errors.state import DeadlineUnreachableError
from inspector.domain.errors.store import StoreError
from inspector.domain.evaluation import Evaluation, Outcome
from inspector.domain.feature import FeatureDifference
from inspector.domain.record import OutcomeUpdate, ResultRecord
from inspector.domain.station import StationState
from inspector.engine.budget import DeadlineBudget
from inspector.engine.engine import Engine
from inspector.engine.fault_watch import CONSECUTIVE_FAILURES
from inspector.engine.lane import Lane
from inspector.pipe.records import GateStatus
from inspector.services.alarm_clearing import clearing_roles
from inspector.services.gate_alarms import gate_alarms
from inspector.wire.station import (
    Alarm,
    Counters,
    DeadlineTerm,
    LiveResult,
    Reconciliation,
    Severity,
)
from inspector.wire.station import DeadlineBudget as WireBudget


def counters(status: GateStatus | None, recorded: int) -> Counters:
    """The gate's counts beside the number of rows that were stored when they arrived."""
    if status is None:
        return Counters(recorded=recorded)
    decided = status.ok + status.not_ok + status.not_decidable + status.undefined
    closed = status.passed + status.rejected + status.unconfirmed + status.unknown
    return Counters(
        triggered=status.triggered,
        ok=status.ok,
        not_ok=status.not_ok,
        not_decidable=status.not_decidable,
        undefined=status.undefined,
        passed=status.passed,
        rejected=status.rejected,
        unconfirmed=status.unconfirmed,
        unknown=status.unknown,
        pending=decided - closed,
        recorded=recorded,
    )


def reconciliation(status: GateStatus | None, recorded: int) -> Reconciliation:
    """Whether triggers, verdicts, outcomes, rows and the PLC's own counters agree.

    Parts on their way are allowed for: a count may lag behind the one before it, never lead it.
    """
    if status is None:
        return Reconciliation(agreed=False, detail="the gate is not connected")
    count = counters(status, recorded)
    decided = count.ok + count.not_ok + count.not_decidable + count.undefined
    faults = [
        text
        for wrong, text in (
            (decided > count.triggered, "more verdicts than triggers"),
            (count.pending < 0, "more outcomes than verdicts"),
            (recorded > decided, "more rows than verdicts"),
            (status.plc_passed < status.passed, "the PLC counts fewer passed parts"),
            (status.plc_rejected < status.rejected, "the PLC counts fewer rejected parts"),
            (status.plc_triggered < status.triggered, "the PLC counts fewer triggers"),
            (status.unknown > 0, f"{status.unknown} parts with unknown outcome"),
            (status.unconfirmed > 0, f"{status.unconfirmed} rejects not confirmed"),
        )
        if wrong
    ]
    return Reconciliation(
        agreed=not faults,
        detail="; ".join(faults),
        plc_triggered=status.plc_triggered,
        plc_passed=status.plc_passed,
        plc_rejected=status.plc_rejected,
    )


def deadline_budget(budget: DeadlineBudget) -> WireBudget:
    """The terms that a verdict's time is made of."""
    return WireBudget(
        met=budget.met,
        deadline_ms=budget.deadline_ms,
        needed_ms=round(budget.needed_ms, 3),
        terms=[
            DeadlineTerm(name=term.name, ms=round(term.ms, 3), detail=term.detail)
            for term in budget.terms
        ],
    )


def live_result(row: ResultRecord, update: OutcomeUpdate | None = None) -> LiveResult:
    """One part for the live view."""
    return LiveResult(
        result_id=row.result_id,
        part_id=row.part_id,
        trigger_index=row.trigger_index,
        evaluation=Evaluation(row.evaluation),
        reason=row.reason,
        class_name=row.class_name,
        score=row.score,
        threshold=row.threshold,
        latency_ms=None if row.latency_ns is None else row.latency_ns / 1e6,
        decided_at=utc_datetime(row.decided_utc_ns),
        outcome=Outcome.PENDING if update is None else update.outcome,
        has_image=bool(row.image.path),
        view=row.view,
    )


@dataclass(frozen=True, slots=True)
class _Condition:
    """What needs a person; ``subject`` tells those of one code apart, such as a camera's name."""

    error: InspectorError
    severity: Severity
    subject: str = ""

    @property
    def identity(self) -> tuple[str, str]:
        return self.error.code, self.subject


class AlarmBoard:
    """Remembers since when each condition has stood.

    Args:
        reactions: What the gate's alarms do; one that is not named warns.
    """

    def __init__(self, reactions: Mapping[GateAlarm, Reaction]) -> None:
        self._reactions = reactions
        self._clearing = clearing_roles(reactions)
        self._since: dict[tuple[str, str], datetime] = {}

    def active(
        self, engine: Engine, now: datetime, told: Iterable[tuple[InspectorError, str]] = ()
    ) -> list[Alarm]:
        """The conditions that need a person now.

        Args:
            engine: The running engine.
            now: Since when a condition stands that did not stand before.
            told: Warnings from elsewhere, each with its subject.
        """
        found = [_Condition(error, Severity.FAULT) for error in _faults(engine)]
        found += _of_cameras(engine.lanes)
        found += [_Condition(*each) for each in gate_alarms(engine.alarms, self._reactions)]
        found += [_Condition(error, Severity.WARNING, subject) for error, subject in told]
        self._since = {each.identity: self._since.get(each.identity, now) for each in found}
        return [
            Alarm(
                code=each.error.code,
                severity=each.severity,
                message=each.error.detail,
                remedy=each.error.remedy,
                since=self._since[each.identity],
                clearing=self._clearing.get(each.error.code),
            )
            for each in found
        ]


def _faults(engine: Engine) -> Sequence[InspectorError]:
    status = engine.gate.status
    found: list[InspectorError] = []
    if not engine.gate_connected:
        found.append(PipeError("the gate does not answer; it rejects every part"))
    elif status is not None and not status.plc_connected:
        found.append(PlcConnectionError("the PLC's heartbeat is silent"))
    if engine.states.state is StationState.ERROR:
        found.append(
            InferenceError(
                f"the model failed on {CONSECUTIVE_FAILURES} parts in a row",
                remedy="Check the model package and the camera's picture, then Reset and Start.",
            )
        )
    if engine.recorder.fault:
        found.append(
            StoreError(engine.recorder.fault, remedy="Free disk space on the data folder.")
        )
    if engine.changeover.fault is not None:
        found.append(engine.changeover.fault)
    if not (budget := engine.deadline.budget()).met:
        found.append(DeadlineUnreachableError(str(budget)))
    return found


def _of_cameras(lanes: Sequence[Lane]) -> Iterator[_Condition]:
    """Each camera's own, faults first."""
    for lane in lanes:
        if not lane.connected:
            yield _Condition(_absence(lane), Severity.FAULT, lane.settings.name)
    for lane in lanes:
        name = lane.settings.name
        for each in lane.acquisition.differences:
            warning = _setting_not_kept(name, each)
            yield _Condition(warning, Severity.WARNING, f"{name}.{each.name}")


def _absence(lane: Lane) -> InspectorError:
    name = lane.settings.name
    error = lane.acquisition.error
    if error is None:
        return CameraLostError(f"{name}: {lane.acquisition.last_error or 'connecting'}")
    return type(error)(f"{name}: {error.detail}", remedy=error.remedy)


def _setting_not_kept(name: str, each: FeatureDifference) -> InspectorError:
    return SettingNotKeptError(f"{name} keeps {each.name} = {each.actual!r}, not {each.wanted!r}")
