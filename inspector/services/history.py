"""The history as clients see it: pages, details and pictures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol

from inspector.clock import utc_datetime
from inspector.domain.history import HistoryFilter, ResultHistory, ResultSummary, StoredResult
from inspector.domain.inspection import StageTimings
from inspector.domain.record import ArchivedImage
from inspector.services.thumbnail import thumbnail_jpeg
from inspector.wire.history import (
    ResultDetail,
    ResultFilter,
    ResultPage,
    ResultRow,
    StageTimingsMs,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NS_PER_MS = 1e6


class ImageReader(Protocol):
    """Where the pictures are; may be called from several threads."""

    def read(self, image: ArchivedImage) -> bytes:
        """The bytes of a picture, exactly as they were written.

        Raises:
            ImageMissingError: there is none.
            ImageDamagedError: it is not the one that was written.
        """


class HistoryService:
    """Answers questions about past results. All methods may be called from several threads."""

    def __init__(self, history: ResultHistory, images: ImageReader) -> None:
        self._history = history
        self._images = images

    def page(self, criteria: ResultFilter, before: int | None, limit: int) -> ResultPage:
        """Up to ``limit`` results, newest first, that were stored before sequence ``before``."""
        rows = self._history.page(_domain_filter(criteria), before, limit + 1)
        shown = rows[:limit]
        return ResultPage(
            rows=[_row(row) for row in shown],
            next_before=shown[-1].sequence if len(rows) > limit else None,
        )

    def detail(self, result_id: str) -> ResultDetail:
        """All that is known of one result.

        Raises:
            ResultNotFoundError: there is none of this id.
        """
        stored = self._history.result(result_id)
        neighbours = self._history.neighbours(stored.sequence)
        return _detail(stored).model_copy(
            update={"older_id": neighbours.older, "newer_id": neighbours.newer}
        )

    def image(self, result_id: str) -> bytes:
        """The archived PNG of one result.

        Raises:
            ResultNotFoundError: there is no such result.
            ImageMissingError: it has no picture; the message says why.
            ImageDamagedError: the file is not the one that was recorded.
        """
        return self._images.read(self._history.image(result_id))

    def thumbnail(self, result_id: str, size_px: int) -> bytes:
        """A JPEG of the picture that fits a square of ``size_px``; raises as :meth:`image`."""
        return thumbnail_jpeg(self.image(result_id), size_px)


def _domain_filter(criteria: ResultFilter) -> HistoryFilter:
    return HistoryFilter(
        evaluation=criteria.evaluation,
        reason=criteria.reason,
        class_name=criteria.class_name,
        part_id=criteria.part_id,
        since_utc_ns=_utc_ns(criteria.since),
        until_utc_ns=_utc_ns(criteria.until),
    )


def _utc_ns(moment: datetime | None) -> int | None:
    """Unix nanoseconds without the rounding of a float."""
    if moment is None:
        return None
    return (moment - _EPOCH) // timedelta(microseconds=1) * 1000


def _row(summary: ResultSummary) -> ResultRow:
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
    )


def _detail(stored: StoredResult) -> ResultDetail:
    record = stored.record
    provenance = record.provenance
    confirmed = stored.outcome_utc_ns
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
        station_id=provenance.station_id,
        is_simulated=provenance.is_simulated,
        outcome_at=None if confirmed is None else utc_datetime(confirmed),
        late_evaluation=stored.late_evaluation,
    )


def _timings(timings: StageTimings, latency_ns: int | None) -> StageTimingsMs:
    return StageTimingsMs(
        image_wait=timings.image_wait_ns / _NS_PER_MS,
        queue=timings.queue_ns / _NS_PER_MS,
        preprocessing=timings.preprocessing_ns / _NS_PER_MS,
        inference=timings.inference_ns / _NS_PER_MS,
        decision=timings.decision_ns / _NS_PER_MS,
        total=_optional_ms(latency_ns),
    )


def _optional_ms(nanoseconds: int | None) -> float | None:
    return None if nanoseconds is None else nanoseconds / _NS_PER_MS
