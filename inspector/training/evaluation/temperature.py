"""Temperature scaling (Guo et al. 2017, "On Calibration of Modern Neural Networks")."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax

_LOWEST, _HIGHEST = 0.05, 20.0
_SMALLEST_PROBABILITY = 1e-12


def fit_temperature(logits: ArrayLike, labels: ArrayLike) -> float:
    """The divisor of the logits under which the true classes are most likely.

    The negative log-likelihood is convex in the inverse temperature, so the bounded search finds
    the one minimum. Where all samples are right, it has none but zero, and the lower bound is the
    answer.

    Args:
        logits: Shape ``(N, classes)``, of samples that were not trained on; probabilities do
            as well, for their logarithms are logits.
        labels: Shape ``(N,)``.
    """
    values = np.asarray(logits, np.float64)
    rows, columns = np.arange(len(values)), np.asarray(labels, np.int64)

    def loss(inverse: float) -> float:
        return -float(log_softmax(inverse * values, axis=1)[rows, columns].mean())

    found = minimize_scalar(
        loss, bounds=(1 / _HIGHEST, 1 / _LOWEST), method="bounded", options={"xatol": 1e-6}
    )
    return float(np.clip(1 / found.x, _LOWEST, _HIGHEST))


def rescale(probabilities: NDArray[np.floating], temperature: float) -> NDArray[np.float64]:
    """What a softmax would have said with its logits divided by ``temperature`` once more.

    Args:
        probabilities: Shape ``(N, classes)``.
        temperature: Above 1 makes them less certain; the inverse of a model's own temperature
            gives what it said before it was calibrated.
    """
    if not math.isfinite(temperature) or temperature <= 0:
        raise ValueError(f"a temperature of {temperature}")
    logits = np.log(np.maximum(np.asarray(probabilities, np.float64), _SMALLEST_PROBABILITY))
    return np.asarray(softmax(logits / temperature, axis=1), np.float64)
