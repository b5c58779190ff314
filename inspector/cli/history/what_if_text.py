"""A what-if answer as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from inspector.wire.what_if import LeftOut, TruthSource, WhatIfPhase

if TYPE_CHECKING:
    from inspector.wire.statistics import ShareReply
    from inspector.wire.what_if import (
        ChangedPart,
        KnownTruth,
        Mistakes,
        Sample,
        SweepPoint,
        WhatIfAnswer,
        WhatIfState,
    )

_WHY = {
    LeftOut.NO_SCORES: "no scores are stored",
    LeftOut.MODEL_GONE: "the station does not have the model that judged",
    LeftOut.RECIPE_GONE: "the recipe revision that judged is nowhere",
    LeftOut.CAMERA_SILENT: "a camera said nothing, for another had rejected the part",
    LeftOut.NO_PICTURE: "no picture was kept",
    LeftOut.PICTURE_LOST: "the picture is gone or damaged",
}
_WHO = {
    TruthSource.REVIEWS: "parts that people reviewed",
    TruthSource.CHALLENGE_PARTS: "challenge parts",
}


def lines_of(state: WhatIfState, parts: Sequence[ChangedPart]) -> Iterator[str]:
    """All of it, in the order in which somebody reads it."""
    answer = state.answer
    if state.phase is WhatIfPhase.CANCELLED:
        yield f"PARTIAL: the newest {state.looked_at} of {_total(state)} parts"
    yield f"{answer.changed} of {answer.parts} parts would change"
    yield from _changes(answer)
    yield from _gaps(answer)
    for known in answer.truth:
        yield from _known(known)
    if answer.sweep:
        yield f"{'limit':>8} {'OK':>9} {'NOT_OK':>9} {'escapes':>8} {'f.rejects':>9} {'cost':>12}"
        yield from map(_point, answer.sweep)
    yield from map(_part, parts)
    rate = state.looked_at / state.took_ms * 1000 if state.took_ms else 0
    yield f"{state.looked_at} parts in {state.took_ms / 1000:.2f} s, {rate:.0f} per second"


def _total(state: WhatIfState) -> str:
    return f"{state.total}{' or more' if state.total_is_more else ''}"


def _changes(answer: WhatIfAnswer) -> Iterator[str]:
    for each in answer.changes:
        arrow = f"{each.was.name:13} -> {each.now.name:13}"
        if each.was is each.now:
            yield f"  {arrow} {each.parts:9}"
        else:
            yield f"* {arrow} {each.parts:9}, of {each.truth_unknown} nobody knows what they are"


def _gaps(answer: WhatIfAnswer) -> Iterator[str]:
    for each in answer.left_out:
        yield f"  not decided: {each.parts} {each.was.name}, {_WHY[each.why]}"
    if answer.unexplained:
        yield f"  {answer.unexplained} verdicts do not follow from their scores and limits of then"
    pictureless = {each.why for each in answer.left_out} & {
        LeftOut.NO_PICTURE,
        LeftOut.PICTURE_LOST,
    }
    for sample in answer.samples if pictureless else ():
        if sample.decided < sample.parts:
            yield _sample(sample)


def _sample(sample: Sample) -> str:
    return (
        f"  of {sample.parts} {sample.was.name} parts {sample.decided} were decided again, "
        f"{_share(sample.share)} of them would change"
    )


def _known(known: KnownTruth) -> Iterator[str]:
    yield f"{_WHO[known.source]}: {known.good} good, {known.defective} defective"
    yield f"  before: {_mistakes(known.before)}"
    yield f"  after:  {_mistakes(known.after)}"


def _mistakes(found: Mistakes) -> str:
    return (
        f"{found.escapes} escapes {_share(found.escape_share)}, "
        f"{found.false_rejects} false rejects {_share(found.false_reject_share)}, "
        f"{found.undecided} undecided, cost {found.cost:.2f}"
    )


def _share(share: ShareReply | None) -> str:
    if share is None:
        return "(none of that kind)"
    return f"{share.value:.2%} ({share.lower:.2%} to {share.upper:.2%})"


def _point(point: SweepPoint) -> str:
    return (
        f"{point.limit:8.3f} {point.ok:9} {point.not_ok:9} {point.escapes:8} "
        f"{point.false_rejects:9} {point.cost:12.2f}"
    )


def _part(part: ChangedPart) -> str:
    row = part.row
    was = f"{row.evaluation.name} {row.class_name} {row.score:.4f}"
    now = f"{part.now.name} {part.class_name} {part.score:.4f}"
    return f"{row.result_id} part {row.part_id}: {was} -> {now}"
