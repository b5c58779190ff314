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
    good = {name: p for name, p in probabilities.items() if name in ok_classes}
    reached = {
        name: p
        for name, p in probabilities.items()
        if name not in ok_classes and p >= limits.reject_limit(name)
    }
    if reached:
        return _decision(Evaluation.NOT_OK, reached, limits.reject_limit(_top(reached)))
    if good and math.fsum(good.values()) >= limits.accept:
        return _decision(Evaluation.OK, good, limits.accept)
    top = _top(probabilities)
    missed = limits.accept if top in ok_classes else limits.reject_limit(top)
    return _decision(Evaluation.NOT_DECIDABLE, probabilities, missed)


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


def _top(probabilities: Mapping[str, float]) -> str:
    return max(probabilities, key=probabilities.__getitem__)


def _decision(
    evaluation: Evaluation, candidates: Mapping[str, float], threshold: float
) -> Decision:
    """A decision in the name of the most probable of the candidates."""
    name = _top(candidates)
    return Decision(evaluation, Reason.CLASSIFIED, name, candidates[name], threshold)
