"""What an evaluation cannot tell, said before anybody believes that it does."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.domain.phrase import Phrase
from inspector.domain.phrases.evaluation import EvaluationPhrase
from inspector.training.evaluation.class_figures import ClassFigures
from inspector.training.evaluation.limits import FEWEST_PER_KIND
from inspector.training.evaluation.proportion import Proportion
from inspector.training.evaluation.quality import Quality

SHORTCUT_LIMIT = 0.7
"""Above this AUC of border or file size, the score may be one of the background."""


def remarks(
    quality: Quality,
    classes: tuple[ClassFigures, ...],
    left_out: int,
    shortcut_auc: float | None,
    *,
    with_good: bool,
    held_out: bool,
) -> Iterator[Phrase]:
    """One phrase for each thing that is missing.

    Args:
        quality: Counts.
        classes: Figures of each class.
        left_out: Pictures that could not be used.
        shortcut_auc: How well border or file size alone predict the label, if it was measured.
        with_good: Whether the model has a good class at all.
        held_out: Whether none of the pictures was trained on, as far as is known.
    """
    if not held_out:
        yield EvaluationPhrase.LEARNED_FROM_THESE()
    yield from _of_kinds(quality, with_good=with_good)
    commonest = max(sum(row) for row in quality.confusion)
    if Proportion(quality.correct, quality.samples).low <= commonest / quality.samples:
        yield EvaluationPhrase.NOT_BETTER_THAN_COMMONEST(count=commonest, of=quality.samples)
    missing = [each.name for each in classes if each.recall.total == 0]
    if missing:
        yield EvaluationPhrase.CLASSES_NOT_JUDGED(classes=missing)
    if left_out:
        yield EvaluationPhrase.PICTURES_LEFT_OUT(count=left_out)
    if shortcut_auc is None:
        yield EvaluationPhrase.BACKGROUND_UNCHECKED()
    elif shortcut_auc > SHORTCUT_LIMIT:
        yield EvaluationPhrase.BACKGROUND_PREDICTS(auc=f"{shortcut_auc:.2f}")


def _of_kinds(quality: Quality, *, with_good: bool) -> Iterator[Phrase]:
    """Whether there are enough good pictures and enough defective ones."""
    if not with_good:
        yield EvaluationPhrase.MODEL_ONLY_SORTS()
    elif quality.good == 0:
        yield EvaluationPhrase.NO_GOOD_PICTURES()
    elif quality.good < FEWEST_PER_KIND:
        yield EvaluationPhrase.FEW_GOOD_PICTURES(count=quality.good)
    if quality.defective == 0:
        yield EvaluationPhrase.NO_DEFECTIVE_PICTURES()
    elif quality.defective < FEWEST_PER_KIND:
        least = Proportion(0, quality.defective).high
        yield EvaluationPhrase.FEW_DEFECTIVE_PICTURES(
            count=quality.defective, percent=f"{100 * least:.0f}"
        )
