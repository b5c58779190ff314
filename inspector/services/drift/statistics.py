"""The few statistics that drift is told by."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SIGMA_PER_MAD = 1.4826
"""A normal distribution's standard deviation over its median absolute deviation."""
_MEDIAN_SE = math.sqrt(math.pi / 2)
"""Standard error of a median over that of a mean, for a normal distribution."""
_KS_ONE_IN_A_THOUSAND = 1.95
_BIN_SHARE = 0.1
_SMOOTHING = 0.5


@dataclass(frozen=True, slots=True)
class Level:
    """Where values lie: their number, median and median absolute deviation."""

    count: int
    median: float
    mad: float


def level(values: Sequence[float]) -> Level:
    """The level of at least one value."""
    found = np.asarray(values, np.float64)
    median = float(np.median(found))
    return Level(found.size, median, float(np.median(np.abs(found - median))))


def median_change_z(now: Level, before: Level) -> float:
    """By how many standard errors two medians differ; infinite where nothing ever varied."""
    change = abs(now.median - before.median)
    sigma = _SIGMA_PER_MAD * max(now.mad, before.mad)
    error = sigma * _MEDIAN_SE * math.sqrt(1 / now.count + 1 / before.count)
    if error == 0:
        return math.inf if change else 0.0
    return change / error


def share_change_z(now: float, now_count: int, before: float, before_count: int) -> float:
    """By how many standard errors two shares differ, each with one success and failure added."""
    successes = now * now_count + before * before_count + 1
    pooled = successes / (now_count + before_count + 2)
    error = math.sqrt(pooled * (1 - pooled) * (1 / now_count + 1 / before_count))
    return abs(now - before) / error


def kolmogorov_smirnov(reference: NDArray[np.int64], counts: NDArray[np.int64]) -> float:
    """Largest distance of two cumulated histograms with the same bins, 0 to 1."""
    gaps = np.cumsum(reference) / reference.sum() - np.cumsum(counts) / counts.sum()
    return float(np.abs(gaps).max())


def kolmogorov_smirnov_limit(reference_count: int, count: int) -> float:
    """What equal distributions exceed once in a thousand times (Smirnov 1948).

    Binning only makes the distance smaller, so the true rate is lower.
    """
    return _KS_ONE_IN_A_THOUSAND * math.sqrt((reference_count + count) / (reference_count * count))


def stability_index(reference: NDArray[np.int64], counts: NDArray[np.int64]) -> float:
    """Population stability index of two histograms with the same bins.

    Neighbouring bins are joined until each holds about a tenth of the reference, for the index of
    equal distributions grows with the number of bins: by bins x (1 / n + 1 / m).
    """
    starts = _joined(reference)
    before = np.add.reduceat(reference, starts) + _SMOOTHING
    now = np.add.reduceat(counts, starts) + _SMOOTHING
    before, now = before / before.sum(), now / now.sum()
    return float(np.sum((now - before) * np.log(now / before)))


def _joined(reference: NDArray[np.int64]) -> list[int]:
    """Where the joined bins begin; a well-filled bin is not hidden among nearly empty ones."""
    enough = _BIN_SHARE * reference.sum()
    starts, held = [0], 0
    for index in range(len(reference) - 1):
        held += int(reference[index])
        if held >= enough or reference[index + 1] >= enough:
            starts.append(index + 1)
            held = 0
    return starts
