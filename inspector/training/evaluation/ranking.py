"""How well the good probability tells good parts from defective ones, whatever the limit."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats
from scipy.optimize import brentq
from sklearn.metrics import (
    average_precision_score,
    precision_recall_curve,
    roc_auc_score,
    roc_curve,
)

from inspector.training.evaluation.proportion import CONFIDENCE, Proportion

FALSE_REJECT_RATES = (0.01, 0.02, 0.05)
_MOST_POINTS = 400
_TINY = 1e-12
_Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """What escapes when only so many good parts may be lost.

    Attributes:
        false_reject_rate: The share of good parts that may be lost.
        accept: The good probability from which on a part would pass.
        false_rejects: The good parts that are lost.
        escapes: The defective parts that pass.
    """

    false_reject_rate: float
    accept: float
    false_rejects: Proportion
    escapes: Proportion


@dataclass(frozen=True, slots=True)
class Curve:
    """Points of a curve, thinned out to what a plot can show."""

    x: tuple[float, ...]
    y: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Good against defective; a defect is what shall be found.

    Attributes:
        auc: Area under the ROC curve: how often a good part looks better than a defective one.
        average_precision: Area under the precision-recall curve.
        roc: Share of defects found over share of good parts lost.
        precision_recall: Precision over the share of defects found.
        points: Escapes at fixed false reject rates.
    """

    auc: Estimate
    average_precision: Estimate
    roc: Curve
    precision_recall: Curve
    points: tuple[OperatingPoint, ...]


def rank(good_scores: _Floats, truly_good: NDArray[np.bool_]) -> Ranking | None:
    """Curves and areas; ``None`` unless there are good parts and defective ones.

    Args:
        good_scores: The summed probability of the good classes, shape ``(N,)``.
        truly_good: Which parts are good, shape ``(N,)``.
    """
    if truly_good.all() or not truly_good.any():
        return None
    defective, suspicion = ~truly_good, 1 - good_scores
    false_share, found_share, _ = roc_curve(defective, suspicion)
    precision, recall, _ = precision_recall_curve(defective, suspicion)
    average = float(average_precision_score(defective, suspicion))
    return Ranking(
        auc=auc_estimate(suspicion, defective),
        average_precision=_binomial_estimate(average, int(defective.sum())),
        roc=_thinned(false_share, found_share),
        precision_recall=_thinned(recall[::-1], precision[::-1]),
        points=tuple(
            _operating_point(good_scores, truly_good, rate) for rate in FALSE_REJECT_RATES
        ),
    )


def auc_estimate(scores: _Floats, positive: NDArray[np.bool_]) -> Estimate:
    """The area under the ROC curve with the interval of Newcombe (2006), method 5.

    The interval holds all areas from which the observed one is no further than 1.96 of *their*
    standard errors (Hanley and McNeil 1982). Unlike a bootstrap or DeLong's it does not shrink to
    a point when the two kinds are separated without error, where small sets would seem perfect.

    Args:
        scores: Higher where the sample is more likely positive, shape ``(N,)``.
        positive: Shape ``(N,)``, with both kinds in it.
    """
    observed = float(roc_auc_score(positive, scores))
    found, missed = int(positive.sum()), int((~positive).sum())
    z = float(stats.norm.ppf((1 + CONFIDENCE) / 2))
    excess = (found + missed) / 2 - 1

    def beyond(area: float) -> float:
        spread = 1 + excess * ((1 - area) / (2 - area) + area / (1 + area))
        return abs(observed - area) - z * math.sqrt(area * (1 - area) * spread / (found * missed))

    low = float(brentq(beyond, 0, min(observed, 1 - _TINY))) if observed > _TINY else 0.0
    high = float(brentq(beyond, max(observed, _TINY), 1)) if observed < 1 - _TINY else 1.0
    return Estimate(observed, low, high)


def _binomial_estimate(average_precision: float, positives: int) -> Estimate:
    """The interval of Boyd, Eng and Page (2013) in Wilson's form: it never shrinks to a point."""
    z = float(stats.norm.ppf((1 + CONFIDENCE) / 2))
    weight = 1 + z**2 / positives
    middle = (average_precision + z**2 / (2 * positives)) / weight
    spread = average_precision * (1 - average_precision) / positives + (z / (2 * positives)) ** 2
    reach = z / weight * math.sqrt(spread)
    return Estimate(average_precision, max(0.0, middle - reach), min(1.0, middle + reach))


def _operating_point(
    good_scores: _Floats, truly_good: NDArray[np.bool_], rate: float
) -> OperatingPoint:
    good = np.sort(good_scores[truly_good])
    accept = float(good[math.floor(rate * len(good) + _TINY)])
    passes = good_scores >= accept
    return OperatingPoint(
        false_reject_rate=rate,
        accept=accept,
        false_rejects=Proportion(int((truly_good & ~passes).sum()), len(good)),
        escapes=Proportion(int((passes & ~truly_good).sum()), int((~truly_good).sum())),
    )


def _thinned(x: _Floats, y: _Floats) -> Curve:
    rows = np.unique(np.linspace(0, len(x) - 1, min(len(x), _MOST_POINTS)).round().astype(int))
    return Curve(tuple(x[rows].tolist()), tuple(y[rows].tolist()))
