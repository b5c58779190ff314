"""The control chart: shares or defects per part against their limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.domain.evaluation import Evaluation
from inspector.domain.statistics.control_chart import ChartKind
from inspector.ui.i18n.formats import count, decimal
from inspector.ui.i18n.language import translate
from inspector.ui.pages.statistics.content import (
    Content,
    Line,
    Mark,
    Place,
    Scene,
    Shape,
    Stroke,
)
from inspector.ui.pages.statistics.words import (
    group_label,
    group_text,
    rule_text,
    share_text,
)
from inspector.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from inspector.wire.history import ResultFilter
    from inspector.wire.statistics import ChartPoint, ControlChartReply, Group

_OVERDISPERSED = 1.2
"""From here on the ordinary limits are told to be too narrow."""


def control_content(reply: ControlChartReply, rows: ResultFilter) -> Content:
    """A control chart with its words."""
    points = reply.points
    return Content(
        scene=_scene(reply),
        summary=_summary(reply),
        places=[_place(reply, point, rows) for point in points],
        header=[
            translate("Statistics", "From"),
            translate("Statistics", "To"),
            translate("Statistics", "Name"),
            translate("Statistics", "Parts"),
            _counted_caption(reply.chart),
            translate("Statistics", "Value"),
            translate("Statistics", "Lower limit"),
            translate("Statistics", "Upper limit"),
            translate("Statistics", "Rules broken"),
        ],
        rows=[_row(point) for point in points],
    )


def rows_of(rows: ResultFilter, group: Group, **wanted: object) -> ResultFilter:
    """The rows of one subgroup."""
    if group.lot_id is not None:
        return rows.model_copy(update={"lot_id": group.lot_id, **wanted})
    return rows.model_copy(update={"since": group.since, "until": group.until, **wanted})


def _scene(reply: ControlChartReply) -> Scene:
    points = reply.points
    centre = reply.centre
    return Scene(
        labels=[group_label(point, reply.subgroup) for point in points],
        lines=[
            Line(
                translate("Statistics", "upper limit"),
                [point.upper for point in points],
                Stroke.STEPPED,
                Tone.WARNING,
            ),
            Line(
                translate("Statistics", "lower limit"),
                [point.lower for point in points],
                Stroke.STEPPED,
                Tone.WARNING,
            ),
            Line(translate("Statistics", "mean"), [centre] * len(points), Stroke.DASHED),
            Line(
                translate("Statistics", "value"),
                [point.value if point.enough else None for point in points],
                Stroke.SOLID,
                Tone.ACCENT,
            ),
        ],
        marks=[_mark(place, point) for place, point in enumerate(points)],
        percent=reply.chart is not ChartKind.U,
        top=None if centre is None else centre * 1.5,
    )


def _mark(place: int, point: ChartPoint) -> Mark:
    if not point.enough:
        return Mark(place, point.value, Shape.RING, Tone.STALE)
    if point.broken:
        return Mark(place, point.value, Shape.DIAMOND, Tone.NOT_OK)
    return Mark(place, point.value, Shape.DISC, Tone.ACCENT)


def _summary(reply: ControlChartReply) -> str:
    if reply.centre is None:
        return translate("Statistics", "No parts were judged in this time.")
    broken = sum(bool(point.broken) for point in reply.points)
    few = sum(not point.enough for point in reply.points)
    sentences = [
        translate("Statistics", "Mean {mean} of {parts} parts.").format(
            mean=_value_text(reply.chart, reply.centre), parts=count(reply.parts)
        )
    ]
    if broken:
        sentences.append(
            translate("Statistics", "Points that chance does not explain: {points}.").format(
                points=count(broken)
            )
        )
    else:
        sentences.append(translate("Statistics", "Nothing that chance does not explain."))
    if few:
        sentences.append(translate("Statistics", "Hollow points have too few parts to be judged."))
    spread = reply.overdispersion
    if spread is not None and spread > _OVERDISPERSED and reply.chart is not ChartKind.LANEY:
        sentences.append(
            translate(
                "Statistics",
                "The points vary {times} times as much as chance does: Laney p′ widens the limits "
                "by as much.",
            ).format(times=decimal(spread, 1))
        )
    return " ".join(sentences)


def _place(reply: ControlChartReply, point: ChartPoint, rows: ResultFilter) -> Place:
    remarks = [rule_text(rule) for rule in point.broken]
    if not point.enough:
        remarks.append(translate("Statistics", "There are too few parts to judge this point."))
    wanted = {"evaluation": Evaluation.NOT_OK, "class_name": reply.class_name}
    counted = reply.chart is not ChartKind.U
    return Place(
        title=group_text(point),
        facts=[
            (
                translate("Statistics", "Parts not OK")
                if counted
                else translate("Statistics", "Defects per part"),
                _value_text(reply.chart, point.value),
            ),
            (_counted_caption(reply.chart), count(point.count)),
            (translate("Statistics", "Parts"), count(point.parts)),
            (translate("Statistics", "Upper limit"), _value_text(reply.chart, point.upper)),
            (translate("Statistics", "Lower limit"), _value_text(reply.chart, point.lower)),
        ],
        remarks=remarks,
        criteria=rows_of(rows, point, **wanted) if counted else rows_of(rows, point, **_NOT_OK),
        parts=point.count if counted else 0,
    )


_NOT_OK = {"evaluation": Evaluation.NOT_OK}


def _row(point: ChartPoint) -> list[str]:
    return [
        point.since.isoformat(),
        point.until.isoformat(),
        point.name,
        str(point.parts),
        str(point.count),
        f"{point.value:.6g}",
        f"{point.lower:.6g}",
        f"{point.upper:.6g}",
        " ".join(str(rule.value) for rule in point.broken),
    ]


def _counted_caption(kind: ChartKind) -> str:
    if kind is ChartKind.U:
        return translate("Statistics", "Defects")
    return translate("Statistics", "Not OK")


def _value_text(kind: ChartKind, value: float) -> str:
    return decimal(value, 4) if kind is ChartKind.U else share_text(value)
