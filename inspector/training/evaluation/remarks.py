"""What an evaluation cannot tell, said before anybody believes that it does."""

from __future__ import annotations

from collections.abc import Iterator

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
) -> Iterator[str]:
    """One sentence for each thing that is missing.

    Args:
        quality: Counts.
        classes: Figures of each class.
        left_out: Pictures that could not be used.
        shortcut_auc: How well border or file size alone predict the label, if it was measured.
        with_good: Whether the model has a good class at all.
        held_out: Whether none of the pictures was trained on, as far as is known.
    """
    if not held_out:
        yield (
            "These are the pictures of the training's own dataset, those that it learned from "
            "among them: the figures look better than they are. Name its split with --split."
        )
    yield from _of_kinds(quality, with_good=with_good)
    commonest = max(sum(row) for row in quality.confusion)
    if Proportion(quality.correct, quality.samples).low <= commonest / quality.samples:
        yield (
            "The model is not certainly better than one that always says the most common class "
            f"({commonest} of {quality.samples}); its other figures mean little."
        )
    missing = [each.name for each in classes if each.recall.total == 0]
    if missing:
        yield f"Without pictures here, and so not judged: {', '.join(missing)}."
    if left_out:
        yield f"{left_out} pictures could not be used and are not counted; they are listed."
    if shortcut_auc is None:
        yield "Whether the background alone predicts the label was not checked here."
    elif shortcut_auc > SHORTCUT_LIMIT:
        yield (
            f"Border, brightness or file size alone predict the label with an AUC of "
            f"{shortcut_auc:.2f}: the figures above may be those of the background."
        )


def _of_kinds(quality: Quality, *, with_good: bool) -> Iterator[str]:
    """Whether there are enough good pictures and enough defective ones."""
    if not with_good:
        yield "The model has no good class: it sorts defects, and no part can pass."
    elif quality.good == 0:
        yield "There is no good picture: nothing can be said of false rejects."
    elif quality.good < FEWEST_PER_KIND:
        yield f"Only {quality.good} good pictures: false rejects are hardly known."
    if quality.defective == 0:
        yield "There is no defective picture: nothing can be said of escapes."
    elif quality.defective < FEWEST_PER_KIND:
        least = Proportion(0, quality.defective).high
        yield (
            f"Only {quality.defective} defective pictures: even with no escape among them, up to "
            f"{100 * least:.0f} % of all defects could pass."
        )
