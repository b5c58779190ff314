"""Values as columns hold them, and back."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from inspector.domain.inspection import StageTimings
from inspector.domain.phrase import Phrase, as_json, from_json
from inspector.domain.record import ArchivedImage, ResultRecord, ViewRecord

if TYPE_CHECKING:
    from sqlalchemy import RowMapping

Row = dict[str, str | int | float | None]
"""Column names and values, as an INSERT takes them."""


def seen_columns(record: ResultRecord | ViewRecord) -> Row:
    """The columns that a result and each of its views have in common."""
    timings = record.timings
    return {
        "view": record.view,
        "evaluation": record.evaluation.value,
        "reason": record.reason.value,
        "class_name": storable(record.class_name),
        "score": finite(record.score),
        "threshold": finite(record.threshold),
        "scores": _scores_json(record.scores),
        "image_wait_ns": timings.image_wait_ns,
        "queue_ns": timings.queue_ns,
        "preprocessing_ns": timings.preprocessing_ns,
        "inference_ns": timings.inference_ns,
        "decision_ns": timings.decision_ns,
        "frame_id": record.frame_id,
        "frame_source": storable(record.frame_source),
        "pixel_format": storable(record.pixel_format),
        "image_path": record.image.path,
        "image_sha256": record.image.sha256,
        "image_note": storable(record.image.note),
        "novelty": optional_number(record.novelty),
    }


def archived_image(row: RowMapping) -> ArchivedImage:
    """The picture of a row."""
    return ArchivedImage(row["image_path"], row["image_sha256"], row["image_note"])


def timings(row: RowMapping) -> StageTimings:
    """The durations of a row."""
    return StageTimings(
        image_wait_ns=row["image_wait_ns"],
        queue_ns=row["queue_ns"],
        preprocessing_ns=row["preprocessing_ns"],
        inference_ns=row["inference_ns"],
        decision_ns=row["decision_ns"],
    )


def scores(text: str) -> Mapping[str, float]:
    """The probability of every class."""
    stored = json.loads(text)
    if not isinstance(stored, dict):
        raise ValueError(f"{text!r} is no object")
    return MappingProxyType({name: number(score) for name, score in stored.items()})


def number(value: float | None) -> float:
    """NULL is a score that was no number."""
    return math.nan if value is None else value


def storable(text: str) -> str:
    """Text that UTF-8 can hold: a file name that is no valid UTF-8 must not cost a record."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


def finite(value: float) -> float | None:
    """SQLite knows no NaN: a score that is no number is stored as NULL."""
    return float(value) if math.isfinite(value) else None


def optional_number(value: float | None) -> float | None:
    """A number that need not be there; one that is no number counts as absent."""
    return None if value is None else finite(value)


def _scores_json(scores: Mapping[str, float]) -> str:
    if not scores:
        return "{}"
    return json.dumps({storable(name): finite(score) for name, score in scores.items()})


def reasons_json(reasons: Sequence[Phrase]) -> str:
    """Phrases as a column holds them; empty for none."""
    written = [as_json(each) for each in reasons]
    return storable(json.dumps(written, ensure_ascii=False)) if written else ""


def reasons_of(column: str) -> tuple[Phrase, ...]:
    """What :func:`reasons_json` made."""
    return tuple(map(from_json, json.loads(column))) if column else ()
