"""Rows to records and back."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.history import ResultSummary, StoredResult
from inspector.domain.inspection import StageTimings
from inspector.domain.record import ArchivedImage, Provenance, ResultRecord

if TYPE_CHECKING:
    from sqlalchemy import RowMapping


def provenance_row(provenance: Provenance) -> dict[str, str | int]:
    """The columns of one provenance, without its id."""
    return {
        "station_id": provenance.station_id,
        "app_version": provenance.app_version,
        "config_hash": provenance.config_hash,
        "recipe_id": provenance.recipe_id,
        "recipe_revision": provenance.recipe_revision,
        "model_id": provenance.model_id,
        "model_sha256": provenance.model_sha256,
        "model_variant": provenance.model_variant,
        "provider": provenance.provider,
        "is_simulated": int(provenance.is_simulated),
    }


def result_row(record: ResultRecord, provenance_id: int) -> dict[str, str | int | float | None]:
    """The columns of one result that are known when it is written."""
    timings = record.timings
    return {
        "result_id": record.result_id,
        "journal_id": record.journal_id,
        "trigger_index": record.trigger_index,
        "part_id": record.part_id,
        "encoder": record.encoder,
        "triggered_utc_ns": record.triggered_utc_ns,
        "decided_utc_ns": record.decided_utc_ns,
        "latency_ns": record.latency_ns,
        "evaluation": record.evaluation.value,
        "reason": record.reason.value,
        "provenance_id": provenance_id,
        "class_name": _storable(record.class_name),
        "score": _finite(record.score),
        "threshold": _finite(record.threshold),
        "scores": _scores_json(record.scores),
        "image_wait_ns": timings.image_wait_ns,
        "queue_ns": timings.queue_ns,
        "preprocessing_ns": timings.preprocessing_ns,
        "inference_ns": timings.inference_ns,
        "decision_ns": timings.decision_ns,
        "frame_id": record.frame_id,
        "frame_source": _storable(record.frame_source),
        "pixel_format": _storable(record.pixel_format),
        "image_path": record.image.path,
        "image_sha256": record.image.sha256,
        "image_note": _storable(record.image.note),
    }


def summary(row: RowMapping) -> ResultSummary:
    """A row of a list."""
    return ResultSummary(
        sequence=row["sequence"],
        result_id=row["result_id"],
        part_id=row["part_id"],
        trigger_index=row["trigger_index"],
        evaluation=Evaluation(row["evaluation"]),
        reason=Reason(row["reason"]),
        class_name=row["class_name"],
        score=_number(row["score"]),
        threshold=_number(row["threshold"]),
        outcome=Outcome(row["outcome"]),
        late=row["late_evaluation"] is not None,
        latency_ns=row["latency_ns"],
        triggered_utc_ns=row["triggered_utc_ns"],
        decided_utc_ns=row["decided_utc_ns"],
        has_image=bool(row["image_path"]),
    )


def stored_result(row: RowMapping) -> StoredResult:
    """A row joined with its provenance."""
    late = row["late_evaluation"]
    return StoredResult(
        sequence=row["sequence"],
        record=_record(row),
        outcome=Outcome(row["outcome"]),
        outcome_utc_ns=row["outcome_utc_ns"],
        late_evaluation=None if late is None else Evaluation(late),
    )


def archived_image(row: RowMapping) -> ArchivedImage:
    """The picture of a row."""
    return ArchivedImage(row["image_path"], row["image_sha256"], row["image_note"])


def _record(row: RowMapping) -> ResultRecord:
    return ResultRecord(
        result_id=row["result_id"],
        journal_id=row["journal_id"],
        trigger_index=row["trigger_index"],
        part_id=row["part_id"],
        encoder=row["encoder"],
        triggered_utc_ns=row["triggered_utc_ns"],
        decided_utc_ns=row["decided_utc_ns"],
        latency_ns=row["latency_ns"],
        evaluation=Evaluation(row["evaluation"]),
        reason=Reason(row["reason"]),
        provenance=_provenance(row),
        class_name=row["class_name"],
        score=_number(row["score"]),
        threshold=_number(row["threshold"]),
        scores=_scores(row["scores"]),
        timings=_timings(row),
        frame_id=row["frame_id"],
        frame_source=row["frame_source"],
        pixel_format=row["pixel_format"],
        image=archived_image(row),
    )


def _provenance(row: RowMapping) -> Provenance:
    return Provenance(
        station_id=row["station_id"],
        app_version=row["app_version"],
        config_hash=row["config_hash"],
        recipe_id=row["recipe_id"],
        recipe_revision=row["recipe_revision"],
        model_id=row["model_id"],
        model_sha256=row["model_sha256"],
        model_variant=row["model_variant"],
        provider=row["provider"],
        is_simulated=bool(row["is_simulated"]),
    )


def _timings(row: RowMapping) -> StageTimings:
    return StageTimings(
        image_wait_ns=row["image_wait_ns"],
        queue_ns=row["queue_ns"],
        preprocessing_ns=row["preprocessing_ns"],
        inference_ns=row["inference_ns"],
        decision_ns=row["decision_ns"],
    )


def _storable(text: str) -> str:
    """Text that UTF-8 can hold: a file name that is no valid UTF-8 must not cost a record."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


def _finite(value: float) -> float | None:
    """SQLite knows no NaN: a score that is no number is stored as NULL."""
    return float(value) if math.isfinite(value) else None


def _number(value: float | None) -> float:
    return math.nan if value is None else value


def _scores_json(scores: Mapping[str, float]) -> str:
    if not scores:
        return "{}"
    return json.dumps({_storable(name): _finite(score) for name, score in scores.items()})


def _scores(text: str) -> Mapping[str, float]:
    stored: dict[str, float | None] = json.loads(text)
    return MappingProxyType({name: _number(score) for name, score in stored.items()})
