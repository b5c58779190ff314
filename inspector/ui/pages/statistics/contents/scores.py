"""How the scores of a class are spread, beside its limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.domain.statistics.counts import SCORE_BINS
from inspector.ui.i18n.formats import count, decimal
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.texts import evaluation_text
from inspector.ui.pages.statistics.content import Bars, Content, Limit, Place, Scene
from inspector.ui.pages.statistics.words import share_text
from inspector.ui.theme.tokens import EVALUATION_TONES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.wire.history import ResultFilter
    from inspector.wire.statistics import ScoreClass, ScoresReply


def score_class_names(reply: ScoresReply) -> list[str]:
    """The classes that can be shown, the most frequent first."""
    return list(dict.fromkeys(each.class_name for each in reply.classes))


def score_content(reply: ScoresReply, rows: ResultFilter, class_name: str | None) -> Content:
    """The scores of one class, by default of the most frequent one, by verdict."""
    names = score_class_names(reply)
    shown_name = class_name if class_name in names else (names[0] if names else "")
    shown = [each for each in reply.classes if each.class_name == shown_name]
    places = [_place(shown, at, rows) for at in range(SCORE_BINS)] if shown else []
    return Content(
        scene=Scene(
            labels=[decimal(at / SCORE_BINS, 2) for at in range(len(places))],
            bars=[
                Bars(evaluation_text(each.evaluation), each.bins, EVALUATION_TONES[each.evaluation])
                for each in shown
            ],
            limits=[
                Limit(
                    each.threshold * SCORE_BINS - 0.5,
                    translate("Statistics", "limit {limit}").format(
                        limit=decimal(each.threshold, 2)
                    ),
                )
                for each in shown[:1]
                if each.threshold is not None
            ],
        ),
        summary=_summary(shown, shown_name),
        places=places,
        header=[
            translate("Statistics", "Class"),
            translate("Statistics", "Verdict"),
            translate("Statistics", "Score from"),
            translate("Statistics", "Score to"),
            translate("Statistics", "Parts"),
        ],
        rows=[
            [
                each.class_name,
                evaluation_text(each.evaluation),
                f"{at / SCORE_BINS:g}",
                f"{(at + 1) / SCORE_BINS:g}",
                str(parts),
            ]
            for each in reply.classes
            for at, parts in enumerate(each.bins)
        ],
    )


def _summary(shown: Sequence[ScoreClass], name: str) -> str:
    if not shown:
        return translate("Statistics", "No part has a score in this time.")
    text = translate("Statistics", "Scores of class {name}: {parts} parts.")
    return text.format(name=name, parts=count(sum(sum(each.bins) for each in shown)))


def _place(shown: Sequence[ScoreClass], at: int, rows: ResultFilter) -> Place:
    total = sum(sum(each.bins) for each in shown)
    parts = sum(each.bins[at] for each in shown)
    last = at == SCORE_BINS - 1
    ends = decimal(at / SCORE_BINS, 2), decimal((at + 1) / SCORE_BINS, 2)
    return Place(
        title=translate("Statistics", "Scores {begin} to {end}").format(begin=ends[0], end=ends[1]),
        facts=[
            (translate("Statistics", "Parts"), count(parts)),
            (translate("Statistics", "Share"), share_text(parts / total if total else None)),
            *((evaluation_text(each.evaluation), count(each.bins[at])) for each in shown),
        ],
        criteria=rows.model_copy(
            update={
                "class_name": shown[0].class_name,
                "score_min": at / SCORE_BINS,
                "score_max": None if last else (at + 1) / SCORE_BINS,
            }
        ),
        parts=parts,
    )
