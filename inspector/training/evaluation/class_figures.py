"""How well each class is recognised."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from inspector.training.evaluation.proportion import Proportion
from inspector.training.evaluation.ranking import Estimate, auc_estimate
from inspector.training.evaluation.scoring import Scored


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """One class against all others.

    Attributes:
        name: Of the class.
        good: Whether a good part may have it.
        recall: Share of its pictures that were recognised.
        precision: Share of what was taken for it that was it.
        auc: Of its probability against all other classes; ``None`` when one side is empty.
    """

    name: str
    good: bool
    recall: Proportion
    precision: Proportion
    auc: Estimate | None


def class_figures(scored: Scored) -> tuple[ClassFigures, ...]:
    """The figures of each class, in the order of the scores."""
    taken_for = scored.scores.argmax(axis=1)
    figures = []
    for column, name in enumerate(scored.classes):
        is_it, said = scored.labels == column, taken_for == column
        both = int((is_it & said).sum())
        figures.append(
            ClassFigures(
                name=name,
                good=name in scored.ok_classes,
                recall=Proportion(both, int(is_it.sum())),
                precision=Proportion(both, int(said.sum())),
                auc=(
                    auc_estimate(scored.scores[:, column].astype(np.float64), is_it)
                    if is_it.any() and not is_it.all()
                    else None
                ),
            )
        )
    return tuple(figures)
