"""How a measure of pictures or scores moves."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from inspector.domain.drift import Measure
from inspector.ui.i18n.formats import count
from inspector.ui.i18n.language import translate
from inspector.ui.pages.statistics.content import Content, Line, Mark, Place, Scene, Shape
from inspector.ui.pages.statistics.words import (
    clock_text,
    day_text,
    measure_text,
    measured_text,
    span_text,
)
from inspector.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.wire.drift import DriftSeries, SeriesPoint
    from inspector.wire.history import ResultFilter

_DAY = timedelta(days=1, hours=1)
"""The longest: that on which clocks are put back."""
_FEW = 10
"""Fewer pictures than this make a point that is not judged."""


def drift_content(series: DriftSeries, rows: ResultFilter) -> Content:
    """The measure of one camera after the other, each in the order of time."""
    wanted = [each for each in series.points if rows.recipe_id in (None, each.recipe_id)]
    points = sorted(wanted, key=lambda point: (point.camera, point.start))
    middle = [_middle(series, point) for point in points]
    rejects = series.measure is Measure.REJECTED
    lines = [
        Line(translate("Statistics", "median"), values, tone=Tone.ACCENT)
        for values in _runs(points, middle)
    ]
    whiskers = [] if rejects else [(at, each.p10, each.p90) for at, each in enumerate(points)]
    return Content(
        scene=Scene(
            labels=[_label(series, points, place) for place in range(len(points))],
            lines=lines,
            marks=[
                Mark(
                    place,
                    middle[place],
                    Shape.RING if each.count < _FEW else Shape.DISC,
                    Tone.ACCENT,
                )
                for place, each in enumerate(points)
            ],
            whiskers=whiskers,
            percent=rejects,
        ),
        summary=_summary(series, points),
        places=[_place(series, each, rows) for each in points],
        header=[
            translate("Statistics", "From"),
            translate("Statistics", "Camera"),
            translate("Statistics", "Pictures"),
            translate("Statistics", "Mean"),
            translate("Statistics", "Median"),
            "P10",
            "P90",
        ],
        rows=[
            [
                each.start.isoformat(),
                each.camera,
                str(each.count),
                *(f"{value:.6g}" for value in (each.mean, each.median, each.p10, each.p90)),
            ]
            for each in points
        ],
    )


def _middle(series: DriftSeries, point: SeriesPoint) -> float:
    return point.mean if series.measure is Measure.REJECTED else point.median


def _new_line(before: SeriesPoint, after: SeriesPoint) -> bool:
    """Another camera, recipe or model is no drift."""
    return (before.camera, before.recipe_revision, before.model_sha256) != (
        after.camera,
        after.recipe_revision,
        after.model_sha256,
    )


def _runs(points: Sequence[SeriesPoint], values: Sequence[float]) -> list[list[float | None]]:
    """The values of each camera, recipe and model apart, ``None`` in all other places."""
    runs: list[list[float | None]] = []
    for place, value in enumerate(values):
        if place == 0 or _new_line(points[place - 1], points[place]):
            runs.append([None] * len(values))
        runs[-1][place] = value
    return runs


def _label(series: DriftSeries, points: list[SeriesPoint], place: int) -> str:
    """The time of day, the day where there are several, and the camera at its first point."""
    point = points[place]
    lines = [clock_text(point.start)]
    if series.until - series.since > _DAY:
        lines.append(day_text(point.start))
    if point.camera and (place == 0 or points[place - 1].camera != point.camera):
        lines.append(point.camera)
    return "\n".join(lines)


def _summary(series: DriftSeries, points: list[SeriesPoint]) -> str:
    name = measure_text(series.measure)
    if not points:
        return translate("Statistics", "{measure}: nothing was measured in this time.").format(
            measure=name
        )
    text = translate("Statistics", "{measure}: {pictures} pictures. Bars tell the middle 80 %.")
    told = text.format(measure=name, pictures=count(sum(each.count for each in points)))
    if series.sampled:
        told += " " + translate("Statistics", "Of so many parts only some were read.")
    return told


def _place(series: DriftSeries, point: SeriesPoint, rows: ResultFilter) -> Place:
    until = point.start + timedelta(seconds=series.bucket_s)
    remarks = []
    if point.count < _FEW:
        remarks.append(translate("Statistics", "There are too few parts to judge this point."))
    camera = f"{point.camera} · " if point.camera else ""
    return Place(
        title=f"{camera}{span_text(point.start, until)}",
        facts=[
            (translate("Statistics", "Pictures"), count(point.count)),
            (translate("Statistics", "Median"), measured_text(point.median)),
            (translate("Statistics", "Mean"), measured_text(point.mean)),
            ("P10", measured_text(point.p10)),
            ("P90", measured_text(point.p90)),
        ],
        remarks=remarks,
        criteria=rows.model_copy(
            update={
                "since": point.start,
                "until": until,
                "recipe_id": point.recipe_id,
                "model_id": None,
                "model_sha256": point.model_sha256,
            }
        ),
    )
