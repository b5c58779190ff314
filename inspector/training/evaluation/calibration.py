"""Whether a probability of 0.9 is right nine times in ten."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import brier_score_loss, log_loss

BINS = 15


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Pictures whose highest probability lies in ``(low, high]``.

    Attributes:
        low: Lower edge.
        high: Upper edge.
        count: Pictures in the bin.
        confidence: Mean of their highest probabilities.
        accuracy: Share of them whose most probable class is the true one.
    """

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far probabilities are from what happens.

    Attributes:
        expected_error: ECE (Naeini et al. 2015): mean of the bins' gaps, weighted by count.
        largest_error: MCE: the largest gap of a bin.
        brier: Mean squared distance from the truth, 0 to 2 (Brier 1950).
        log_loss: Mean negative log-likelihood of the true class.
        bins: Those of equal width that hold a picture.
    """

    expected_error: float
    largest_error: float
    brier: float
    log_loss: float
    bins: tuple[ReliabilityBin, ...]


def calibration(probabilities: NDArray[np.floating], labels: NDArray[np.int64]) -> Calibration:
    """Hold the probabilities against the truth.

    Args:
        probabilities: Shape ``(N, classes)``, ``N`` at least 1.
        labels: True classes, shape ``(N,)``.
    """
    scores = np.asarray(probabilities, np.float64)
    scores = scores / scores.sum(axis=1, keepdims=True)
    bins = _bins(scores.max(axis=1), scores.argmax(axis=1) == labels)
    gaps = [abs(each.confidence - each.accuracy) for each in bins]
    known = np.arange(scores.shape[1])
    return Calibration(
        expected_error=float(np.average(gaps, weights=[each.count for each in bins])),
        largest_error=max(gaps),
        brier=float(brier_score_loss(labels, scores, labels=known, scale_by_half=False)),
        log_loss=float(log_loss(labels, scores, labels=known)),
        bins=tuple(bins),
    )


def _bins(confidence: NDArray[np.float64], correct: NDArray[np.bool_]) -> list[ReliabilityBin]:
    edges = np.linspace(0, 1, BINS + 1)
    place = np.clip(np.digitize(confidence, edges, right=True) - 1, 0, BINS - 1)
    found = []
    for index in np.unique(place):
        inside = place == index
        found.append(
            ReliabilityBin(
                low=float(edges[index]),
                high=float(edges[index + 1]),
                count=int(inside.sum()),
                confidence=float(confidence[inside].mean()),
                accuracy=float(correct[inside].mean()),
            )
        )
    return found
