"""Figures over all rows behind one, for reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from inspector.domain.evaluation import Evaluation, Outcome
from inspector.store.connections import reader_engine
from inspector.store.faults import translated
from inspector.store.schema.tables import ResultTable


@dataclass(frozen=True, slots=True)
class RunFigures:
    """Counts and times of the rows behind a sequence.

    Attributes:
        evaluations: Rows by evaluation.
        outcomes: Rows by outcome.
        latency_ms: Trigger to verdict of each part that the engine judged.
        overhead_ms: The same without waiting for the image, preprocessing and inference.
        classes: The class that was found, by part id.
        parts_per_s: Rows from the first to the last decision.
    """

    evaluations: Mapping[Evaluation, int]
    outcomes: Mapping[Outcome, int]
    latency_ms: list[float]
    overhead_ms: list[float]
    classes: Mapping[int, str]
    parts_per_s: float


def last_sequence(path: Path) -> int:
    """The sequence of the newest row, 0 for none."""
    engine = reader_engine(path)
    with translated(path), engine.connect() as connection:
        newest = connection.scalar(select(func.max(ResultTable.sequence))) or 0
    engine.dispose()
    return newest


def run_figures(path: Path, after: int) -> RunFigures:
    """Read all rows behind ``after``."""
    table = ResultTable
    query = select(
        table.evaluation,
        table.outcome,
        table.part_id,
        table.class_name,
        table.latency_ns,
        table.image_wait_ns,
        table.preprocessing_ns,
        table.inference_ns,
        table.decided_utc_ns,
    ).where(table.sequence > after)
    evaluations = dict.fromkeys(Evaluation, 0)
    outcomes = dict.fromkeys(Outcome, 0)
    latency_ms, overhead_ms, classes = [], [], {}
    decided = []
    engine = reader_engine(path)
    with translated(path), engine.connect() as connection:
        for row in connection.execute(query):
            evaluations[Evaluation(row.evaluation)] += 1
            outcomes[Outcome(row.outcome)] += 1
            classes[row.part_id] = row.class_name
            decided.append(row.decided_utc_ns)
            if row.inference_ns and row.latency_ns is not None:
                work_ns = row.image_wait_ns + row.preprocessing_ns + row.inference_ns
                latency_ms.append(row.latency_ns / 1e6)
                overhead_ms.append((row.latency_ns - work_ns) / 1e6)
    engine.dispose()
    span_s = (max(decided) - min(decided)) / 1e9 if decided else 0.0
    parts_per_s = (len(decided) - 1) / span_s if span_s > 0 else 0.0
    return RunFigures(evaluations, outcomes, latency_ms, overhead_ms, classes, parts_per_s)
