"""From probabilities to a verdict: the one rule that the line, training and evaluation share."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.inspection import Decision
from inspector.domain.recipe import DecisionLimits

SUM_TOLERANCE = 1e-3
"""How far a softmax in float32 may miss 1; INT8 heads stay within 1e-6."""
_ROUNDING = 1e-12
"""More than two ways of adding a hundred probabilities can differ by."""


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


def evaluate_all(
    scores: NDArray[np.float64],
    classes: Sequence[str],
    ok_classes: Collection[str],
    limits: DecisionLimits,
) -> NDArray[np.int8]:
    """The evaluations that :func:`decide` gives for many parts, ten thousand times in one step.

    A sum that rounding could carry over its limit is left to :func:`decide` itself.

    Args:
        scores: Probabilities, one row for each part in the order of ``classes``.
        classes: As for :func:`decide`.
        ok_classes: As for :func:`decide`.
        limits: As for :func:`decide`.
    """
    good = np.array([name in ok_classes for name in classes], bool)
    limit = np.array([limits.reject_limit(name) for name in classes])
    with np.errstate(invalid="ignore"):
        missed = np.abs(scores.sum(axis=1) - 1)
        accepted = scores[:, good].sum(axis=1)
        valid = np.isfinite(scores).all(axis=1) & (scores >= 0).all(axis=1)
        valid &= missed <= SUM_TOLERANCE
        reached = ((scores >= limit) & ~good).any(axis=1)
        passing = (accepted >= limits.accept) & good.any()
        near = np.abs(missed - SUM_TOLERANCE) < _ROUNDING
        near |= np.abs(accepted - limits.accept) < _ROUNDING
    found = np.select(
        [~valid, reached, passing],
        [Evaluation.UNDEFINED.value, Evaluation.NOT_OK.value, Evaluation.OK.value],
        Evaluation.NOT_DECIDABLE.value,
    ).astype(np.int8)
    for row in np.flatnonzero(near):
        found[row] = decide(scores[row].tolist(), classes, ok_classes, limits).evaluation
    return found


def _by_class(
    scores: Mapping[str, float] | Sequence[float], classes: Sequence[str]
) -> dict[str, float] | None:
    """Probabilities by class, or ``None`` when they are none."""
    if isinstance(scores, Mapping):
        scores = [scores.get(name, math.nan) for name in classes]
    values = [float(score) for score in scores]
    valid = (
        len(values) == len(classes)
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
