"""Figures that have no time axis: reviews and scores."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from inspector.domain.evaluation import Evaluation
from inspector.domain.review import Standing
from inspector.domain.statistics.counts import SCORE_BINS, ReviewCount, ScoreCount
from inspector.domain.statistics.wilson import Share, wilson_share
from inspector.wire.statistics import (
    ClassReviews,
    ReviewedShare,
    ReviewFigures,
    ScoreClass,
    ShareReply,
)


def share_reply(share: Share | None) -> ShareReply | None:
    """A share as a client sees it."""
    if share is None:
        return None
    return ShareReply(value=share.value, lower=share.lower, upper=share.upper)


def review_figures(
    verdicts: Mapping[tuple[Evaluation, str], int], reviews: Sequence[ReviewCount]
) -> ReviewFigures:
    """What people said of verdicts, beside how many verdicts there are."""
    by_class: dict[tuple[Evaluation, str], list[ReviewCount]] = defaultdict(list)
    for each in reviews:
        by_class[each.evaluation, each.class_name].append(each)

    def of(evaluation: Evaluation) -> ReviewedShare:
        total = sum(number for (found, _), number in verdicts.items() if found is evaluation)
        return _reviewed(total, [each for each in reviews if each.evaluation is evaluation])

    return ReviewFigures(
        false_rejects=of(Evaluation.NOT_OK),
        escapes=of(Evaluation.OK),
        classes=[
            ClassReviews(
                **dict(_reviewed(verdicts.get(key, 0), found)), evaluation=key[0], class_name=key[1]
            )
            for key, found in sorted(by_class.items())
        ],
    )


def score_classes(
    counts: Sequence[ScoreCount], thresholds: Mapping[str, float]
) -> list[ScoreClass]:
    """The scores of each class under each verdict, the most frequent first."""
    bins: dict[tuple[Evaluation, str], list[int]] = defaultdict(lambda: [0] * SCORE_BINS)
    for each in counts:
        if each.class_name:
            bins[each.evaluation, each.class_name][each.score_bin] += each.parts
    return [
        ScoreClass(
            evaluation=evaluation,
            class_name=name,
            threshold=thresholds.get(name),
            bins=found,
        )
        for (evaluation, name), found in sorted(
            bins.items(), key=lambda item: (-sum(item[1]), item[0])
        )
    ]


def _reviewed(verdicts: int, counts: Sequence[ReviewCount]) -> ReviewedShare:
    standings: Counter[Standing] = Counter()
    wrong = 0
    for each in counts:
        standings[each.standing] += each.parts
        if each.standing is Standing.OVERRIDDEN and each.said is not each.evaluation:
            wrong += each.parts
    confirmed, overridden = standings[Standing.CONFIRMED], standings[Standing.OVERRIDDEN]
    return ReviewedShare(
        verdicts=verdicts,
        confirmed=confirmed,
        overridden=overridden,
        wrong=wrong,
        disputed=standings[Standing.DISPUTED],
        share=share_reply(wilson_share(wrong, confirmed + overridden)),
    )
