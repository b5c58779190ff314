"""Records for the tests of the store and of the API."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.inspection import StageTimings
from inspector.domain.model import ModelIdentity
from inspector.domain.record import (
    ArchivedImage,
    OutcomeUpdate,
    Provenance,
    ResultRecord,
    ViewRecord,
)
from inspector.domain.result_id import make_result_id

JOURNAL = 0xC0FFEE
START_UTC_NS = 1_750_000_000_000_000_000

PROVENANCE = Provenance(
    station_id="line-3",
    app_version="0.1.0",
    config_hash="c" * 64,
    recipe_id="bracket",
    recipe_revision="d" * 64,
    model_id="machined-part/1.0.0",
    model_sha256="e" * 64,
    model_variant="int8-static",
    provider="CPUExecutionProvider",
    is_simulated=True,
)

MODEL = ModelIdentity(
    PROVENANCE.model_id,
    "1.0.0",
    PROVENANCE.model_sha256,
    PROVENANCE.model_variant,
    PROVENANCE.provider,
    ("good", "scratch"),
    frozenset({"good"}),
)


def example(index: int, **changes: Any) -> ResultRecord:
    """The record of the part with this trigger index."""
    seen = START_UTC_NS + index * 100_000_000
    record = ResultRecord(
        result_id=make_result_id(JOURNAL, index),
        journal_id=JOURNAL,
        trigger_index=index,
        part_id=4_000_000_000 + index,
        encoder=index * 17,
        triggered_utc_ns=seen,
        decided_utc_ns=seen + 9_000_000,
        latency_ns=9_000_000,
        evaluation=Evaluation.OK,
        reason=Reason.CLASSIFIED,
        provenance=PROVENANCE,
        class_name="good",
        score=0.97,
        threshold=0.5,
        scores={"good": 0.97, "scratch": 0.03},
        timings=StageTimings(1_000, 2_000, 3_000, 4_000, 5_000),
        frame_id=index,
        frame_source="sim:0",
        pixel_format="BGR8",
        image=ArchivedImage(f"2025/06/15/15/{index}.png", "f" * 64),
    )
    return replace(record, **changes)


def view_of(record: ResultRecord, view: int, camera: str, **changes: Any) -> ViewRecord:
    """What one camera saw of a part: the same as the record says, but for the changes."""
    seen = ViewRecord(
        view=view,
        camera=camera,
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
        missed_since_last=2,
        device_ns=123_456_789_012,
        image=record.image,
    )
    return replace(seen, **changes)


def with_view(record: ResultRecord, camera: str = "top") -> ResultRecord:
    """The record of a station with one camera."""
    return replace(record, views=(view_of(record, record.view, camera),))


def passed(record: ResultRecord) -> OutcomeUpdate:
    """The PLC saw this part pass."""
    return OutcomeUpdate(record.result_id, Outcome.PASSED, record.decided_utc_ns + 1)
