"""Labelled parts as a search for limits sees them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inspector.domain.recipe import DecisionLimits
from inspector.training.evaluation.limit_search import Floats, Outcomes


@dataclass(frozen=True, slots=True)
class Parts:
    """Scores of labelled parts in the form that a search for limits takes.

    Attributes:
        probabilities: Shape ``(N, K)``.
        labels: True classes, shape ``(N,)``.
        good_columns: Which classes are good, shape ``(K,)``.
        good: Summed probability of the good classes, shape ``(N,)``.
        worst: Highest probability of a defect class, shape ``(N,)``.
        truly_good: Which parts are good, shape ``(N,)``.
    """

    probabilities: Floats
    labels: NDArray[np.int64]
    good_columns: NDArray[np.bool_]
    good: Floats
    worst: Floats
    truly_good: NDArray[np.bool_]

    @classmethod
    def of(
        cls,
        scores: NDArray[np.float32],
        labels: NDArray[np.int64],
        classes: Sequence[str],
        ok_classes: Collection[str],
    ) -> Parts:
        """From scores in the order of ``classes``, and the true classes."""
        columns = np.array([name in ok_classes for name in classes])
        probabilities = np.asarray(scores, np.float64)
        defects = probabilities[:, ~columns]
        worst = defects.max(axis=1) if defects.shape[1] else np.zeros(len(labels))
        good = probabilities[:, columns].sum(axis=1)
        return cls(probabilities, labels, columns, good, worst, columns[labels])

    @property
    def defective(self) -> int:
        """How many parts are defective."""
        return int((~self.truly_good).sum())

    @property
    def good_parts(self) -> int:
        """How many parts are good."""
        return int(self.truly_good.sum())

    def rejected(self, limits: DecisionLimits, classes: Sequence[str]) -> NDArray[np.bool_]:
        """Which parts reach a reject limit."""
        own = np.array([limits.reject_limit(name) for name in classes])
        reached = (self.probabilities >= own) & ~self.good_columns
        return np.asarray(reached.any(axis=1), np.bool_)


def outcomes(parts: Parts, rejected: NDArray[np.bool_], accept: float) -> Outcomes:
    """Counts for each column of ``rejected``, shape ``(N, candidates)``."""
    good = parts.truly_good[:, None]
    passing = ~rejected & (parts.good >= accept)[:, None]
    return Outcomes(
        escapes=(passing & ~good).sum(axis=0).astype(float),
        lost=(~passing & good).sum(axis=0).astype(float),
        false_rejects=(rejected & good).sum(axis=0).astype(float),
        undecided_defects=(~passing & ~rejected & ~good).sum(axis=0).astype(float),
    )
