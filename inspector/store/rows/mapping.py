"""Rows to records and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from inspector.domain.drift import ImageHealth
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.history import ExportedResult, ResultSummary, StoredResult
from inspector.domain.record import Provenance, ResultRecord, ViewRecord
from inspector.domain.review import Standing
from inspector.store.faults import readable
from inspector.store.rows.values import Row, archived_image, number, scores, seen_columns, timings
from inspector.store.rows.view_mapping import deciding_camera, views

if TYPE_CHECKING:
    from sqlalchemy import RowMapping


_Key = TypeVar("_Key", int, str)
_Made = TypeVar("_Made")


def in_order(
    make: Callable[[RowMapping], _Made], rows: Mapping[_Key, RowMapping], order: Sequence[_Key]
) -> list[_Made]:
    """What is made of each row.

    Raises:
        DatabaseDamagedError: one of them is not there, or holds what nobody writes.
    """
    made = []
    for key in order:
        with readable(key):
            made.append(make(rows[key]))
    return made


def provenance_row(provenance: Provenance) -> dict[str, str | int]:
    """The columns of one provenance, without its id."""
    return {
        "station_id": provenance.station_id,
        "app_version": _with_runtime(provenance.app_version, provenance.runtime),
        "config_hash": provenance.config_hash,
        "recipe_id": provenance.recipe_id,
        "recipe_revision": provenance.recipe_revision,
        "model_id": provenance.model_id,
        "model_sha256": provenance.model_sha256,
        "model_variant": provenance.model_variant,
        "provider": provenance.provider,
        "is_simulated": int(provenance.is_simulated),
    }


def _with_runtime(app_version: str, runtime: str) -> str:
    """The program with its runtime as a local version label (PEP 440): `0.1.0+onnxruntime.1.23.2`.

    A column of its own would take a new table in place of the one that all results refer to.
    """
    return f"{app_version}+{runtime.replace(' ', '.', 1)}" if runtime else app_version


def _without_runtime(told: str) -> tuple[str, str]:
    app_version, _, label = told.rpartition("+")
    name, dot, version = label.partition(".")
    if app_version and name.isalpha() and dot:
        return app_version, f"{name} {version}"
    return told, ""


def result_row(record: ResultRecord, provenance_id: int) -> Row:
    """The columns of one result that are known when it is written."""
    return {
        "result_id": record.result_id,
        "journal_id": record.journal_id,
        "trigger_index": record.trigger_index,
        "part_id": record.part_id,
        "encoder": record.encoder,
        "triggered_utc_ns": record.triggered_utc_ns,
        "decided_utc_ns": record.decided_utc_ns,
        "latency_ns": record.latency_ns,
        "provenance_id": provenance_id,
        "lot_id": record.lot_id,
        "challenge": int(record.challenge),
        **seen_columns(record),
        **deciding_camera(record),
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
        score=number(row["score"]),
        threshold=number(row["threshold"]),
        outcome=Outcome(row["outcome"]),
        late=row["late_evaluation"] is not None,
        latency_ns=row["latency_ns"],
        triggered_utc_ns=row["triggered_utc_ns"],
        decided_utc_ns=row["decided_utc_ns"],
        has_image=bool(row["image_path"]),
        outcome_utc_ns=row["outcome_utc_ns"],
        lot_id=row["lot_id"],
        lot=row["lot"] or "",
        recipe_id=row["recipe_id"],
        model_id=row["model_id"],
        review=Standing(row["review"]),
        challenge=bool(row["challenge"]),
        station_id=row["station_id"],
    )


def exported_result(row: RowMapping) -> ExportedResult:
    """A row joined with its provenance and its lot."""
    late = row["late_evaluation"]
    return ExportedResult(
        summary=summary(row),
        provenance=provenance_of(row),
        camera=row["camera"],
        view=row["view"],
        novelty=row["novelty"],
        late_evaluation=None if late is None else Evaluation(late),
        image=archived_image(row),
    )


def stored_result(
    row: RowMapping, view_rows: Sequence[RowMapping], health: Mapping[int, ImageHealth]
) -> StoredResult:
    """A row joined with its provenance, the rows of its views by number, and their health."""
    late = row["late_evaluation"]
    return StoredResult(
        sequence=row["sequence"],
        record=_record(row, views(row, view_rows, health)),
        outcome=Outcome(row["outcome"]),
        outcome_utc_ns=row["outcome_utc_ns"],
        late_evaluation=None if late is None else Evaluation(late),
        lot=row["lot"] or "",
        review=Standing(row["review"]),
    )


def _record(row: RowMapping, seen: tuple[ViewRecord, ...]) -> ResultRecord:
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
        provenance=provenance_of(row),
        class_name=row["class_name"],
        score=number(row["score"]),
        threshold=number(row["threshold"]),
        scores=scores(row["scores"]),
        timings=timings(row),
        frame_id=row["frame_id"],
        frame_source=row["frame_source"],
        pixel_format=row["pixel_format"],
        image=archived_image(row),
        view=row["view"],
        views=seen,
        novelty=row["novelty"],
        lot_id=row["lot_id"],
        challenge=bool(row["challenge"]),
    )


def provenance_of(row: RowMapping) -> Provenance:
    """The columns of a provenance."""
    app_version, runtime = _without_runtime(row["app_version"])
    return Provenance(
        station_id=row["station_id"],
        app_version=app_version,
        runtime=runtime,
        config_hash=row["config_hash"],
        recipe_id=row["recipe_id"],
        recipe_revision=row["recipe_revision"],
        model_id=row["model_id"],
        model_sha256=row["model_sha256"],
        model_variant=row["model_variant"],
        provider=row["provider"],
        is_simulated=bool(row["is_simulated"]),
    )
