"""The engine's state in the words of the API."""

from __future__ import annotations

from inspector.clock import utc_datetime
from inspector.domain.evaluation import Evaluation, Outcome
from inspector.domain.record import OutcomeUpdate, ResultRecord
from inspector.engine.judging.budget import DeadlineBudget
from inspector.pipe.records import GateStatus
from inspector.wire.station import Counters, DeadlineTerm, LiveResult, Reconciliation
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
            DeadlineTerm(name=term.name, ms=round(term.ms, 3), detail=str(term.origin))
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
