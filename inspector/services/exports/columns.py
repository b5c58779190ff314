"""What stands in each column of a table that leaves the station.

Names and order are a contract with those who read the files; new columns come last.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from inspector.clock import utc_datetime
from inspector.domain.history import ExportedResult

Cell = str | int | float | bool | datetime | None
Row = Mapping[str, Cell]
_NS_PER_MS = 1e6


class Kind(Enum):
    """What a column holds."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"
    TIME = "time"
    """An instant in UTC."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``value`` is ``None`` where there is none."""

    name: str
    kind: Kind
    value: Callable[[ExportedResult], Cell]


COLUMNS: tuple[Column, ...] = (
    Column("result_id", Kind.TEXT, lambda row: row.summary.result_id),
    Column("part_id", Kind.INTEGER, lambda row: row.summary.part_id),
    Column("trigger_index", Kind.INTEGER, lambda row: row.summary.trigger_index),
    Column("triggered_at", Kind.TIME, lambda row: utc_datetime(row.summary.triggered_utc_ns)),
    Column("decided_at", Kind.TIME, lambda row: utc_datetime(row.summary.decided_utc_ns)),
    Column("latency_ms", Kind.NUMBER, lambda row: _ms(row.summary.latency_ns)),
    Column("evaluation", Kind.TEXT, lambda row: row.summary.evaluation.name),
    Column("reason", Kind.TEXT, lambda row: row.summary.reason.name),
    Column("class_name", Kind.TEXT, lambda row: row.summary.class_name),
    Column("score", Kind.NUMBER, lambda row: _finite(row.summary.score)),
    Column("threshold", Kind.NUMBER, lambda row: _finite(row.summary.threshold)),
    Column("novelty", Kind.NUMBER, lambda row: row.novelty),
    Column("outcome", Kind.TEXT, lambda row: row.summary.outcome.name),
    Column("outcome_at", Kind.TIME, lambda row: _time(row.summary.outcome_utc_ns)),
    Column("late_evaluation", Kind.TEXT, lambda row: _late(row)),
    Column("review", Kind.TEXT, lambda row: row.summary.review.name),
    Column("challenge", Kind.FLAG, lambda row: row.summary.challenge),
    Column("lot", Kind.TEXT, lambda row: row.summary.lot or None),
    Column("lot_id", Kind.INTEGER, lambda row: row.summary.lot_id),
    Column("camera", Kind.TEXT, lambda row: row.camera),
    Column("view", Kind.INTEGER, lambda row: row.view),
    Column("recipe_id", Kind.TEXT, lambda row: row.provenance.recipe_id),
    Column("recipe_revision", Kind.TEXT, lambda row: row.provenance.recipe_revision),
    Column("model_id", Kind.TEXT, lambda row: row.provenance.model_id),
    Column("model_sha256", Kind.TEXT, lambda row: row.provenance.model_sha256),
    Column("model_variant", Kind.TEXT, lambda row: row.provenance.model_variant),
    Column("provider", Kind.TEXT, lambda row: row.provenance.provider),
    Column("app_version", Kind.TEXT, lambda row: row.provenance.app_version),
    Column("config_hash", Kind.TEXT, lambda row: row.provenance.config_hash),
    Column("station_id", Kind.TEXT, lambda row: row.provenance.station_id),
    Column("is_simulated", Kind.FLAG, lambda row: row.provenance.is_simulated),
    Column("image_path", Kind.TEXT, lambda row: row.image.path or None),
    Column("image_sha256", Kind.TEXT, lambda row: row.image.sha256 or None),
    Column("image_note", Kind.TEXT, lambda row: row.image.note or None),
)


def row_of(result: ExportedResult) -> Row:
    """The cells of one result by the names of their columns."""
    return {column.name: column.value(result) for column in COLUMNS}


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _ms(nanoseconds: int | None) -> float | None:
    return None if nanoseconds is None else nanoseconds / _NS_PER_MS


def _time(utc_ns: int | None) -> datetime | None:
    return None if utc_ns is None else utc_datetime(utc_ns)


def _late(row: ExportedResult) -> str | None:
    return None if row.late_evaluation is None else row.late_evaluation.name
