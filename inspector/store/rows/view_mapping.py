"""Which views of a part have rows of their own, and those rows to records and back.

Most stations have one camera. The row in ``result`` then says all that its view could, so no second
row is written: it would cost a third of the speed (docs/decisions/0010-views-in-the-history.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from inspector.domain.drift import ImageHealth
from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.record import ResultRecord, ViewRecord
from inspector.store.rows.values import (
    Row,
    archived_image,
    number,
    scores,
    seen_columns,
    storable,
    timings,
)

if TYPE_CHECKING:
    from sqlalchemy import RowMapping


def deciding_camera(record: ResultRecord) -> Row:
    """What the row of a result keeps of the view that decided."""
    for view in record.views:
        if view.view == record.view:
            return _camera_columns(view)
    return {"camera": "", "missed_since_last": 0, "device_ns": None}


def view_rows(record: ResultRecord) -> list[Row]:
    """The rows of the views of one part; none where the row of the result says it all.

    The score of a single view is then the one that the gate's journal carried, in 32 bits.
    """
    if not record.views or _said_by_the_result(record):
        return []
    return [
        {**seen_columns(view), **_camera_columns(view), "of_result": record.result_id}
        for view in record.views
    ]


def views(
    row: RowMapping, rows: Sequence[RowMapping], health: Mapping[int, ImageHealth]
) -> tuple[ViewRecord, ...]:
    """All views of a result, from its row, the rows of its views, and what was measured."""
    if not rows and row["camera"]:
        return (_view(row, health),)
    return tuple(_view(one, health) for one in rows)


def _said_by_the_result(record: ResultRecord) -> bool:
    (view, *others) = record.views
    return not others and (view.view, view.evaluation, view.reason, view.class_name) == (
        record.view,
        record.evaluation,
        record.reason,
        record.class_name,
    )


def _camera_columns(view: ViewRecord) -> Row:
    return {
        "camera": storable(view.camera),
        "missed_since_last": view.missed_since_last,
        "device_ns": view.device_ns,
    }


def _view(row: RowMapping, health: Mapping[int, ImageHealth]) -> ViewRecord:
    return ViewRecord(
        view=row["view"],
        camera=row["camera"],
        evaluation=Evaluation(row["evaluation"]),
        reason=Reason(row["reason"]),
        class_name=row["class_name"],
        score=number(row["score"]),
        threshold=number(row["threshold"]),
        scores=scores(row["scores"]),
        timings=timings(row),
        frame_id=row["frame_id"],
        frame_source=row["frame_source"],
        pixel_format=row["pixel_format"],
        missed_since_last=row["missed_since_last"],
        device_ns=row["device_ns"],
        image=archived_image(row),
        novelty=row["novelty"],
        health=health.get(row["view"]),
    )
