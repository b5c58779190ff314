"""Rows of the history as clients see them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from inspector.clock import utc_datetime, utc_ns_of
from inspector.domain.drift import ImageHealth
from inspector.domain.errors.history import WhatIfUnknownError
from inspector.domain.evaluation import Evaluation
from inspector.domain.history import HistoryFilter, Neighbours, ResultSummary, StoredResult
from inspector.domain.inspection import StageTimings
from inspector.domain.record import ResultRecord, ViewRecord
from inspector.domain.review import Standing
from inspector.wire.history import (
    PictureHealth,
    ResultDetail,
    ResultFilter,
    ResultRow,
    ReviewStanding,
    StageTimingsMs,
    ViewDetail,
)

_NS_PER_MS = 1e6


Changed = Callable[[str, Evaluation | None], Sequence[int]]
"""The parts that the answer to a what-if question changes, ascending: all, or to one verdict."""


def nobody_asked(question_id: str, would_be: Evaluation | None) -> Sequence[int]:
    """Where no what-if question is ever asked."""
    del would_be
    raise WhatIfUnknownError(f"no question {question_id} was asked")


def domain_filter(criteria: ResultFilter, changed: Changed = nobody_asked) -> HistoryFilter:
    """A filter as the history takes it.

    Raises:
        WhatIfUnknownError: nobody asked the question that it names.
    """
    asked = criteria.what_if
    review = criteria.review
    return HistoryFilter(
        evaluation=criteria.evaluation,
        reason=criteria.reason,
        class_name=criteria.class_name,
        part_id=criteria.part_id,
        since_utc_ns=_utc_ns(criteria.since),
        until_utc_ns=_utc_ns(criteria.until),
        lot=criteria.lot,
        lot_id=criteria.lot_id,
        recipe_id=criteria.recipe_id,
        model_id=criteria.model_id,
        model_sha256=criteria.model_sha256,
        outcome=criteria.outcome,
        score_min=criteria.score_min,
        score_max=criteria.score_max,
        review=None if review is None else Standing[review.name],
        challenge=criteria.challenge,
        station_id=criteria.station_id,
        among=None if asked is None else changed(asked, criteria.would_be),
    )


def result_row(summary: ResultSummary, *, is_elsewhere: bool = False) -> ResultRow:
    """A row of a page."""
    return ResultRow(
        result_id=summary.result_id,
        sequence=summary.sequence,
        part_id=summary.part_id,
        trigger_index=summary.trigger_index,
        evaluation=summary.evaluation,
        reason=summary.reason,
        class_name=summary.class_name,
        score=summary.score,
        threshold=summary.threshold,
        outcome=summary.outcome,
        late=summary.late,
        latency_ms=_optional_ms(summary.latency_ns),
        triggered_at=utc_datetime(summary.triggered_utc_ns),
        decided_at=utc_datetime(summary.decided_utc_ns),
        has_image=summary.has_image,
        outcome_at=_optional_utc(summary.outcome_utc_ns),
        lot=summary.lot,
        lot_id=summary.lot_id,
        recipe_id=summary.recipe_id,
        model_id=summary.model_id,
        review=ReviewStanding[summary.review.name],
        challenge=summary.challenge,
        station_id=summary.station_id,
        is_elsewhere=is_elsewhere,
    )


def result_detail(
    stored: StoredResult, neighbours: Neighbours, *, is_elsewhere: bool = False
) -> ResultDetail:
    """One result with all that is known of it, and its place in the history."""
    record = stored.record
    provenance = record.provenance
    return ResultDetail(
        result_id=record.result_id,
        sequence=stored.sequence,
        part_id=record.part_id,
        trigger_index=record.trigger_index,
        evaluation=record.evaluation,
        reason=record.reason,
        class_name=record.class_name,
        score=record.score,
        threshold=record.threshold,
        outcome=stored.outcome,
        late=stored.late_evaluation is not None,
        latency_ms=_optional_ms(record.latency_ns),
        triggered_at=utc_datetime(record.triggered_utc_ns),
        decided_at=utc_datetime(record.decided_utc_ns),
        has_image=bool(record.image.path),
        view=record.view,
        views=[_view(view) for view in views_of(record)],
        encoder=record.encoder,
        scores=dict(record.scores),
        timings_ms=_timings(record.timings, record.latency_ns),
        frame_id=record.frame_id,
        frame_source=record.frame_source,
        pixel_format=record.pixel_format,
        image_path=record.image.path,
        image_sha256=record.image.sha256,
        image_note=record.image.note,
        recipe_id=provenance.recipe_id,
        recipe_revision=provenance.recipe_revision,
        model_id=provenance.model_id,
        model_sha256=provenance.model_sha256,
        model_variant=provenance.model_variant,
        provider=provenance.provider,
        config_hash=provenance.config_hash,
        app_version=provenance.app_version,
        runtime=provenance.runtime,
        station_id=provenance.station_id,
        is_elsewhere=is_elsewhere,
        is_simulated=provenance.is_simulated,
        outcome_at=_optional_utc(stored.outcome_utc_ns),
        lot=stored.lot,
        lot_id=record.lot_id,
        review=ReviewStanding[stored.review.name],
        challenge=record.challenge,
        late_evaluation=stored.late_evaluation,
        older_id=neighbours.older,
        newer_id=neighbours.newer,
    )


def _view(view: ViewRecord) -> ViewDetail:
    return ViewDetail(
        view=view.view,
        camera=view.camera,
        evaluation=view.evaluation,
        reason=view.reason,
        class_name=view.class_name,
        score=view.score,
        threshold=view.threshold,
        scores=dict(view.scores),
        timings_ms=_timings(view.timings, None),
        frame_id=view.frame_id,
        frame_source=view.frame_source,
        pixel_format=view.pixel_format,
        missed_since_last=view.missed_since_last,
        device_ns=view.device_ns,
        has_image=bool(view.image.path),
        image_path=view.image.path,
        image_sha256=view.image.sha256,
        image_note=view.image.note,
        health=None if view.health is None else _health(view.health),
    )


def _health(health: ImageHealth) -> PictureHealth:
    shift = health.shift
    return PictureHealth(
        focus=health.focus,
        brightness=health.brightness,
        contrast=health.contrast,
        saturated_percent=health.saturated_percent,
        shift_x_px=None if shift is None else shift.x_px,
        shift_y_px=None if shift is None else shift.y_px,
    )


def views_of(record: ResultRecord) -> tuple[ViewRecord, ...]:
    """What each camera saw of a part."""
    return record.views or _before_views(record)


def _before_views(record: ResultRecord) -> tuple[ViewRecord, ...]:
    """The view of a row from before views were kept; none of a part without a frame."""
    if record.frame_id is None:
        return ()
    view = ViewRecord(
        view=record.view,
        camera="",
        evaluation=record.evaluation,
        reason=record.reason,
        class_name=record.class_name,
        score=record.score,
        threshold=record.threshold,
        scores=record.scores,
        timings=record.timings,
        frame_id=record.frame_id,
        frame_source=record.frame_source,
        pixel_format=record.pixel_format,
        image=record.image,
        novelty=record.novelty,
    )
    return (view,)


def _timings(timings: StageTimings, latency_ns: int | None) -> StageTimingsMs:
    return StageTimingsMs(
        image_wait=timings.image_wait_ns / _NS_PER_MS,
        queue=timings.queue_ns / _NS_PER_MS,
        preprocessing=timings.preprocessing_ns / _NS_PER_MS,
        inference=timings.inference_ns / _NS_PER_MS,
        decision=timings.decision_ns / _NS_PER_MS,
        total=_optional_ms(latency_ns),
    )


def _utc_ns(moment: datetime | None) -> int | None:
    return None if moment is None else utc_ns_of(moment)


def _optional_utc(utc_ns: int | None) -> datetime | None:
    return None if utc_ns is None else utc_datetime(utc_ns)


def _optional_ms(nanoseconds: int | None) -> float | None:
    return None if nanoseconds is None else nanoseconds / _NS_PER_MS
