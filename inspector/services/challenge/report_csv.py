"""All challenges of a time as CSV."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.clock import utc_datetime
from inspector.domain.challenge import ChallengeRun, Step
from inspector.domain.spreadsheet import csv_text

_COLUMNS = (
    "run_id",
    "begun_utc",
    "ended_utc",
    "state",
    "cause",
    "person",
    "recipe_id",
    "model_sha256",
    "place",
    "part",
    "defective",
    "step",
    "fault",
    "result_id",
    "evaluation",
    "class_name",
    "score",
    "outcome",
)


def report_csv(runs: Sequence[ChallengeRun]) -> str:
    """One line for each part of each run."""
    lines = (
        (*_of_run(run), place, *_of_step(step))
        for run in runs
        for place, step in enumerate(run.steps, 1)
    )
    return csv_text([_COLUMNS, *lines])


def _of_run(run: ChallengeRun) -> tuple[object, ...]:
    ended = "" if run.ended_utc_ns is None else utc_datetime(run.ended_utc_ns).isoformat()
    return (
        run.run_id,
        utc_datetime(run.begun_utc_ns).isoformat(),
        ended,
        run.state.value,
        run.cause.value,
        run.person,
        run.recipe_id,
        run.model_sha256,
    )


def _of_step(step: Step) -> tuple[object, ...]:
    return (
        step.part.name,
        step.part.defective,
        step.state.value,
        step.fault,
        step.result_id,
        "" if step.evaluation is None else step.evaluation.name,
        step.class_name,
        step.score,
        step.outcome.name,
    )
