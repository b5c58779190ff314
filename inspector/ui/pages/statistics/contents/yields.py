"""Yield: the share of OK parts with how certain it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.ui.i18n.formats import count
from inspector.ui.i18n.language import translate
from inspector.ui.pages.statistics.content import Content, Line, Mark, Place, Scene, Shape
from inspector.ui.pages.statistics.contents.control import rows_of
from inspector.ui.pages.statistics.words import (
    group_label,
    group_text,
    interval_text,
    share_text,
)
from inspector.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from inspector.wire.history import ResultFilter
    from inspector.wire.statistics import YieldGroup, YieldReply

_WIDE = 0.1
"""An interval as wide as this says that there are too few parts."""


def yield_content(reply: YieldReply, rows: ResultFilter) -> Content:
    """Yield by subgroup, each with its interval."""
    groups = [each for each in reply.groups if each.first_pass is not None]
    shares = [each.first_pass for each in groups if each.first_pass is not None]
    return Content(
        scene=Scene(
            labels=[group_label(each, reply.subgroup) for each in groups],
            lines=[
                Line(
                    translate("Statistics", "yield"), [each.value for each in shares], tone=Tone.OK
                )
            ],
            marks=[
                Mark(place, each.value, _shape(each.upper - each.lower), Tone.OK)
                for place, each in enumerate(shares)
            ],
            whiskers=[(place, each.lower, each.upper) for place, each in enumerate(shares)],
            percent=True,
        ),
        summary=_summary(reply),
        places=[_place(each, rows) for each in groups],
        header=[
            translate("Statistics", "From"),
            translate("Statistics", "To"),
            translate("Statistics", "Name"),
            translate("Evaluation", "OK"),
            translate("Evaluation", "NOT OK"),
            translate("Evaluation", "NOT DECIDABLE"),
            translate("Evaluation", "UNDEFINED"),
            translate("Statistics", "Yield"),
            translate("Statistics", "Lower end, 95 %"),
            translate("Statistics", "Upper end, 95 %"),
        ],
        rows=[_row(each) for each in groups],
    )


def parts_of(group: YieldGroup) -> int:
    """All parts of a group."""
    return group.ok + group.not_ok + group.not_decidable + group.undefined


def _shape(width: float) -> Shape:
    return Shape.RING if width > _WIDE else Shape.DISC


def _summary(reply: YieldReply) -> str:
    total = reply.total
    if total.first_pass is None:
        return translate("Statistics", "No parts came in this time.")
    text = translate("Statistics", "Yield {share} of {parts} parts. Bars tell the 95 % interval.")
    return text.format(share=share_text(total.first_pass.value), parts=count(parts_of(total)))


def _place(group: YieldGroup, rows: ResultFilter) -> Place:
    share = group.first_pass
    remarks = []
    if share is not None and share.upper - share.lower > _WIDE:
        remarks.append(translate("Statistics", "There are too few parts to judge this point."))
    return Place(
        title=group_text(group),
        facts=[
            (translate("Statistics", "Yield"), share_text(share.value if share else None)),
            (translate("Statistics", "95 % interval"), interval_text(share) if share else ""),
            (translate("Statistics", "Parts"), count(parts_of(group))),
            (translate("Evaluation", "OK"), count(group.ok)),
            (translate("Evaluation", "NOT OK"), count(group.not_ok)),
            (translate("Evaluation", "NOT DECIDABLE"), count(group.not_decidable)),
            (translate("Evaluation", "UNDEFINED"), count(group.undefined)),
        ],
        remarks=remarks,
        criteria=rows_of(rows, group),
        parts=parts_of(group),
    )


def _row(group: YieldGroup) -> list[str]:
    share = group.first_pass
    ends = ("", "", "") if share is None else (share.value, share.lower, share.upper)
    return [
        group.since.isoformat(),
        group.until.isoformat(),
        group.name,
        str(group.ok),
        str(group.not_ok),
        str(group.not_decidable),
        str(group.undefined),
        *(f"{each:.6g}" if isinstance(each, float) else each for each in ends),
    ]
