"""From probabilities to a verdict: the one rule that the line, training and evaluation share."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.inspection import Decision
from inspector.domain.recipe import DecisionLimits

SUM_TOLERANCE = 1e-3
"""How far a softmax in float32 may miss 1; INT8 heads stay within 1e-6."""


def decide(
    scores: Mapping[str, float] | Sequence[float],
    classes: Sequence[str],
    ok_classes: Collection[str],
    limits: DecisionLimits,
) -> Decision:
    """Evaluate one part by the rule of :class:`~inspector.domain.recipe.DecisionLimits`.

    Args:
        scores: Probabilities by class name, or in the order of ``classes``; they sum to 1.
        classes: All classes of the model.
        ok_classes: The classes that a good part may have.
        limits: When to reject and when to accept.

    Returns:
        NOT_OK as soon as one defect class reaches its limit, also when the good classes would
        suffice to accept. Scores that are no probabilities make the part UNDEFINED with
        ``SCORE_INVALID``: such a part must never pass.
    """
    probabilities = _by_class(scores, classes)
    if probabilities is None:
        return Decision(Evaluation.UNDEFINED, Reason.SCORE_INVALID)
    defects = {name: p for name, p in probabilities.items() if name not in ok_classes}
    reached = {name: p for name, p in defects.items() if p >= limits.reject_limit(name)}
    if reached:
        worst = max(reached, key=reached.__getitem__)
        return _decision(Evaluation.NOT_OK, worst, reached[worst], limits.reject_limit(worst))
    good = math.fsum(p for name, p in probabilities.items() if name in ok_classes)
    top = max(probabilities, key=probabilities.__getitem__)
    if good >= limits.accept:
        best_good = max(
            (n for n in probabilities if n in ok_classes), key=probabilities.__getitem__
        )
        return _decision(Evaluation.OK, best_good, probabilities[best_good], limits.accept)
    threshold = limits.accept if top in ok_classes else limits.reject_limit(top)
    return _decision(Evaluation.NOT_DECIDABLE, top, probabilities[top], threshold)


def _by_class(
    scores: Mapping[str, float] | Sequence[float], classes: Sequence[str]
) -> dict[str, float] | None:
    """Probabilities by class, or ``None`` when they are none."""
    if isinstance(scores, Mapping):
        scores = [scores.get(name, math.nan) for name in classes]
    values = [float(score) for score in scores]
    valid = (
        len(values) == len(classes) > 0
        and all(math.isfinite(value) and value >= 0 for value in values)
        and abs(math.fsum(values) - 1) <= SUM_TOLERANCE
    )
    return dict(zip(classes, values, strict=True)) if valid else None


def _decision(evaluation: Evaluation, class_name: str, score: float, threshold: float) -> Decision:
    return Decision(evaluation, Reason.CLASSIFIED, class_name, score, threshold)
