"""Pareto: which few classes make most of the parts not OK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.domain.evaluation import Evaluation
from inspector.ui.i18n.formats import count
from inspector.ui.i18n.language import translate
from inspector.ui.pages.statistics.content import (
    Bars,
    Content,
    Line,
    Mark,
    Place,
    Scene,
    Shape,
)
from inspector.ui.pages.statistics.words import of_text, share_text
from inspector.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from inspector.wire.history import ResultFilter
    from inspector.wire.statistics import ParetoClass, ParetoReply


def pareto_content(reply: ParetoReply, rows: ResultFilter) -> Content:
    """Bars of classes with the line of their sum."""
    classes = reply.classes
    return Content(
        scene=Scene(
            labels=[each.class_name for each in classes],
            bars=[
                Bars(
                    translate("Statistics", "share of parts not OK"),
                    [each.share for each in classes],
                    Tone.NOT_OK,
                )
            ],
            lines=[
                Line(
                    translate("Statistics", "with those before it"),
                    [each.cumulative for each in classes],
                )
            ],
            marks=[
                Mark(place, each.cumulative, Shape.DISC, Tone.NEUTRAL)
                for place, each in enumerate(classes)
            ],
            percent=True,
            top=1.0,
        ),
        summary=_summary(reply),
        places=[_place(reply, each, rows) for each in classes],
        header=[
            translate("Statistics", "Class"),
            translate("Statistics", "Parts"),
            translate("Statistics", "Share"),
            translate("Statistics", "Cumulative share"),
        ],
        rows=[
            [each.class_name, str(each.parts), f"{each.share:.6g}", f"{each.cumulative:.6g}"]
            for each in classes
        ],
    )


def _summary(reply: ParetoReply) -> str:
    if not reply.classes:
        return translate("Statistics", "No part was judged not OK in this time.")
    text = translate(
        "Statistics", "Not OK: {parts} parts. The most frequent class is {name}: {share}."
    )
    first = reply.classes[0]
    return text.format(
        parts=of_text(reply.not_ok, reply.judged),
        name=first.class_name,
        share=share_text(first.share),
    )


def _place(reply: ParetoReply, each: ParetoClass, rows: ResultFilter) -> Place:
    of_judged = each.parts / reply.judged if reply.judged else None
    return Place(
        title=each.class_name,
        facts=[
            (translate("Statistics", "Parts"), count(each.parts)),
            (translate("Statistics", "Of parts not OK"), share_text(each.share)),
            (translate("Statistics", "With those before it"), share_text(each.cumulative)),
            (translate("Statistics", "Of all parts"), share_text(of_judged)),
        ],
        criteria=rows.model_copy(
            update={"evaluation": Evaluation.NOT_OK, "class_name": each.class_name}
        ),
        parts=each.parts,
    )
