"""What people said of verdicts: false rejects and escapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.domain.evaluation import Evaluation
from inspector.ui.i18n.formats import count
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.texts import evaluation_text
from inspector.ui.pages.statistics.content import Bars, Content, Place, Scene
from inspector.ui.pages.statistics.words import interval_text, of_text, share_text
from inspector.ui.theme.tokens import Tone
from inspector.wire.history import ReviewStanding

if TYPE_CHECKING:
    from inspector.wire.history import ResultFilter
    from inspector.wire.statistics import ClassReviews, ReviewedShare, ReviewFigures


def review_content(reply: ReviewFigures, rows: ResultFilter) -> Content:
    """Reviewed parts of each class by what people said."""
    classes = reply.classes
    layers = (
        (translate("Statistics", "confirmed"), [each.confirmed for each in classes], Tone.OK),
        (
            translate("Statistics", "wrong verdict"),
            [each.wrong for each in classes],
            Tone.NOT_OK,
        ),
        (
            translate("Statistics", "other class"),
            [each.overridden - each.wrong for each in classes],
            Tone.NOT_DECIDABLE,
        ),
        (translate("Statistics", "disputed"), [each.disputed for each in classes], Tone.UNDEFINED),
    )
    return Content(
        scene=Scene(
            labels=[_name(each) for each in classes],
            bars=[Bars(name, values, tone) for name, values, tone in layers],
        ),
        summary=_summary(reply),
        places=[_place(each, rows) for each in classes],
        header=[
            translate("Statistics", "Verdict"),
            translate("Statistics", "Class"),
            translate("Statistics", "Parts"),
            translate("Statistics", "Confirmed"),
            translate("Statistics", "Wrong verdict"),
            translate("Statistics", "Other class"),
            translate("Statistics", "Disputed"),
        ],
        rows=[
            [
                evaluation_text(each.evaluation),
                each.class_name,
                str(each.verdicts),
                str(each.confirmed),
                str(each.wrong),
                str(each.overridden - each.wrong),
                str(each.disputed),
            ]
            for each in classes
        ],
    )


def _name(each: ClassReviews) -> str:
    return f"{evaluation_text(each.evaluation)}\n{each.class_name}"


def _summary(reply: ReviewFigures) -> str:
    sentences = [
        _sentence(
            translate(
                "Statistics",
                "False rejects: {share} of reviewed rejects ({interval}); "
                "{reviewed} were reviewed.",
            ),
            translate("Statistics", "False rejects: not known, no reject was reviewed."),
            reply.false_rejects,
        ),
        _sentence(
            translate(
                "Statistics",
                "Escapes: {share} of reviewed OK parts ({interval}); {reviewed} were reviewed.",
            ),
            translate("Statistics", "Escapes: not known, no OK part was reviewed."),
            reply.escapes,
        ),
    ]
    if reply.classes:
        sentences.append(
            translate(
                "Statistics", "Reviewed parts are chosen by people: the shares hold for them only."
            )
        )
    return " ".join(sentences)


def _sentence(known: str, unknown: str, share: ReviewedShare) -> str:
    if share.share is None:
        return unknown
    return known.format(
        share=share_text(share.share.value),
        interval=interval_text(share.share),
        reviewed=of_text(share.confirmed + share.overridden, share.verdicts),
    )


def _place(each: ClassReviews, rows: ResultFilter) -> Place:
    share = each.share
    wanted = {
        "evaluation": each.evaluation,
        "class_name": each.class_name or None,
        "review": ReviewStanding.OVERRIDDEN,
    }
    remarks = []
    if each.overridden:
        remarks.append(
            translate(
                "Statistics", "The list shows the {parts} parts with a corrected verdict or class."
            ).format(parts=count(each.overridden))
        )
    return Place(
        title=f"{evaluation_text(each.evaluation)} · {each.class_name}",
        facts=[
            (
                _wrong_caption(each.evaluation),
                share_text(share.value if share else None),
            ),
            (translate("Statistics", "95 % interval"), interval_text(share) if share else ""),
            (translate("Statistics", "Confirmed"), count(each.confirmed)),
            (translate("Statistics", "Wrong verdict"), count(each.wrong)),
            (translate("Statistics", "Other class"), count(each.overridden - each.wrong)),
            (translate("Statistics", "Disputed"), count(each.disputed)),
            (translate("Statistics", "Parts"), count(each.verdicts)),
        ],
        remarks=remarks,
        criteria=rows.model_copy(update=wanted) if each.overridden else None,
        parts=each.overridden,
    )


def _wrong_caption(evaluation: Evaluation) -> str:
    if evaluation is Evaluation.OK:
        return translate("Statistics", "Escapes")
    if evaluation is Evaluation.NOT_OK:
        return translate("Statistics", "False rejects")
    return translate("Statistics", "Wrong verdict")
