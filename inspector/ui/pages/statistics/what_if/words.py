"""A what-if answer in words and rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from inspector.domain.evaluation import Evaluation
from inspector.ui.i18n.formats import count, decimal
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.i18n.texts import evaluation_text
from inspector.ui.pages.products.rows_table import TableRow
from inspector.ui.pages.statistics.words import interval_text, share_text
from inspector.wire.what_if import LeftOut, TruthSource, WhatIfPhase

if TYPE_CHECKING:
    from inspector.wire.what_if import (
        KnownTruth,
        SweepPoint,
        VerdictChange,
        WhatIfAnswer,
        WhatIfState,
    )

WHY: Mapping[LeftOut, str] = MappingProxyType(
    {
        LeftOut.NO_SCORES: QT_TRANSLATE_NOOP("WhatIf", "no scores are stored"),
        LeftOut.MODEL_GONE: QT_TRANSLATE_NOOP("WhatIf", "their model is not at the station"),
        LeftOut.RECIPE_GONE: QT_TRANSLATE_NOOP("WhatIf", "their recipe revision is nowhere"),
        LeftOut.CAMERA_SILENT: QT_TRANSLATE_NOOP("WhatIf", "another camera had rejected them"),
        LeftOut.NO_PICTURE: QT_TRANSLATE_NOOP("WhatIf", "no picture was kept"),
        LeftOut.PICTURE_LOST: QT_TRANSLATE_NOOP("WhatIf", "the picture is gone or damaged"),
    }
)


def why_text(why: LeftOut) -> str:
    """Why parts are not decided again."""
    return translate("WhatIf", WHY[why])


def headline(state: WhatIfState) -> str:
    """How many parts change, and how far the answer has come."""
    answer = state.answer
    changes = translate("WhatIf", "{changed} of {parts} parts would change").format(
        changed=count(answer.changed), parts=count(answer.parts)
    )
    if state.phase is WhatIfPhase.ANSWERED:
        return changes
    so_far = translate("WhatIf", "so far: {seen} of {total} looked at").format(
        seen=count(state.looked_at), total=count(state.total)
    )
    return f"{changes} · {so_far}"


def remarks(answer: WhatIfAnswer) -> Iterator[str]:
    """What is known of the truth, what is not decided, and what the sample is."""
    for known in answer.truth:
        yield _known_text(known)
    if not answer.truth:
        yield translate(
            "WhatIf",
            "Nobody has reviewed these parts: show those that would change and say what they are.",
        )
    left_out: dict[LeftOut, int] = {}
    for each in answer.left_out:
        left_out[each.why] = left_out.get(each.why, 0) + each.parts
    for why, parts in left_out.items():
        said = translate("WhatIf", "{parts} not decided again: {why}")
        yield said.format(parts=count(parts), why=why_text(why))
    without_picture = left_out.keys() & {LeftOut.NO_PICTURE, LeftOut.PICTURE_LOST}
    for sample in answer.samples if without_picture else ():
        if sample.decided < sample.parts and sample.share is not None:
            said = translate(
                "WhatIf", "Of {parts} {verdict} a sample of {decided}: {share} would change"
            )
            yield said.format(
                parts=count(sample.parts),
                verdict=evaluation_text(sample.was),
                decided=count(sample.decided),
                share=f"{share_text(sample.share.value)} ({interval_text(sample.share)})",
            )
    if answer.unexplained:
        said = translate("WhatIf", "{parts} verdicts do not follow from their scores of then")
        yield said.format(parts=count(answer.unexplained))


def _known_text(known: KnownTruth) -> str:
    if known.source is TruthSource.REVIEWS:
        said = translate(
            "WhatIf",
            "Reviewed: escapes {before} → {after} of {defective}{share} · good rejected "
            "{rejects_before} → {rejects_after} of {good} · cost {cost_before} → {cost_after}",
        )
    else:
        said = translate(
            "WhatIf",
            "Challenge parts: escapes {before} → {after} of {defective}{share} · good rejected "
            "{rejects_before} → {rejects_after} of {good}",
        )
    before, after = known.before, known.after
    share = "" if after.escape_share is None else f" ({interval_text(after.escape_share)})"
    return said.format(
        before=count(before.escapes),
        after=count(after.escapes),
        defective=count(known.defective),
        share=share,
        rejects_before=count(before.false_rejects),
        rejects_after=count(after.false_rejects),
        good=count(known.good),
        cost_before=decimal(before.cost, 0),
        cost_after=decimal(after.cost, 0),
    )


def change_rows(answer: WhatIfAnswer) -> list[TableRow]:
    """All that changes, then each change, then what stays as it was."""
    changes = sorted((e for e in answer.changes if e.was is not e.now), key=lambda e: -e.parts)
    stays = [each for each in answer.changes if each.was is each.now]
    unknown = sum(each.truth_unknown for each in changes)
    everything = translate("WhatIf", "All that would change")
    return [
        TableRow("", (everything, count(answer.changed), count(unknown)), strong=True),
        *(_row(e, f"{evaluation_text(e.was)} → {evaluation_text(e.now)}") for e in changes),
        *(
            _row(each, translate("WhatIf", "{verdict} stays").format(verdict=verdict))
            for each in stays
            for verdict in [evaluation_text(each.was)]
        ),
    ]


def _row(change: VerdictChange, words: str) -> TableRow:
    key = f"{change.was.value}>{change.now.value}"
    return TableRow(key, (words, count(change.parts), count(change.truth_unknown)))


def headers() -> tuple[str, ...]:
    """Of these rows."""
    return (
        translate("WhatIf", "Verdict"),
        translate("WhatIf", "Parts"),
        translate("WhatIf", "Not reviewed"),
    )


def verdicts_of(key: str) -> tuple[Evaluation, Evaluation] | None:
    """Old and new verdict of a row that changes."""
    was, arrow, now = key.partition(">")
    if not arrow or was == now:
        return None
    return Evaluation(int(was)), Evaluation(int(now))


def least_text(points: list[SweepPoint]) -> str:
    """Where the swept limit costs least; the middle of such a stretch."""
    if not points:
        return ""
    least = min(each.cost for each in points)
    best = [each.limit for each in points if each.cost == least]
    return translate("WhatIf", "Least cost {cost} at {limit}").format(
        cost=decimal(least, 0), limit=decimal(best[len(best) // 2], 3)
    )
