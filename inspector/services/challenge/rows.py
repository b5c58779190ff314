"""Challenges as clients see them."""

from __future__ import annotations

from datetime import datetime

from inspector.clock import utc_datetime
from inspector.domain.challenge import ChallengePart, ChallengeRun, RunState, Step, StepState
from inspector.domain.people import Role
from inspector.services.challenge.desk import Standing
from inspector.services.challenge.due import Due
from inspector.wire.challenge import (
    ChallengeDue,
    ChallengeLock,
    ChallengeOutlook,
    ChallengePartRow,
    ChallengeRunRow,
    ChallengeState,
    ChallengeStep,
)
from inspector.wire.reasons import phrases_of


def part_row(part: ChallengePart, now_utc_ns: int) -> ChallengePartRow:
    """A part."""
    return ChallengePartRow(
        part_id=part.part_id,
        name=part.name,
        defective=part.defective,
        class_name=part.class_name,
        note=part.note,
        valid_until=_optional(part.valid_until_utc_ns),
        position=part.position,
        valid=part.is_valid(now_utc_ns),
    )


def run_row(run: ChallengeRun) -> ChallengeRunRow:
    """A run with its steps."""
    return ChallengeRunRow(
        run_id=run.run_id,
        cause=run.cause,
        person=run.person,
        begun_at=utc_datetime(run.begun_utc_ns),
        ended_at=_optional(run.ended_utc_ns),
        state=run.state,
        detail=run.detail,
        reasons=list(run.reasons),
        recipe_id=run.recipe_id,
        model_sha256=run.model_sha256,
        steps=[_step(step) for step in run.steps],
    )


def state(standing: Standing, parts: int, begins: Role) -> ChallengeState:
    """How it stands."""
    due, lock, passed = standing.due, standing.lock, standing.passed
    return ChallengeState(
        run=None if standing.run is None else run_row(standing.run),
        passed_at=None if passed is None else utc_datetime(passed.begun_utc_ns),
        due=_due(due),
        lock=None
        if lock is None
        else ChallengeLock(
            code=lock.code, detail=lock.detail, remedy=lock.remedy, **phrases_of(lock)
        ),
        parts=parts,
        begins=begins,
    )


def outlook(standing: Standing) -> ChallengeOutlook:
    """What a line must know of it at a glance."""
    run = standing.run
    steps = () if run is None or run.state is not RunState.RUNNING else run.steps
    return ChallengeOutlook(
        due=_due(standing.due),
        parts=len(steps),
        judged=sum(step.state in (StepState.RIGHT, StepState.WRONG) for step in steps),
    )


def _due(due: Due | None) -> ChallengeDue | None:
    if due is None:
        return None
    return ChallengeDue(
        cause=due.cause,
        since=utc_datetime(due.since_utc_ns),
        locks_at=utc_datetime(due.locks_utc_ns),
    )


def _step(step: Step) -> ChallengeStep:
    return ChallengeStep(
        name=step.part.name,
        defective=step.part.defective,
        class_name=step.part.class_name,
        state=step.state,
        fault=step.fault,
        result_id=step.result_id,
        evaluation=step.evaluation,
        reason=step.reason,
        found=step.class_name,
        score=step.score,
        outcome=step.outcome,
    )


def _optional(moment_utc_ns: int | None) -> datetime | None:
    return None if moment_utc_ns is None else utc_datetime(moment_utc_ns)
