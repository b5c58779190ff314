"""Counts of a total, and what they say of the process behind them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import stats

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Proportion:
    """``count`` of ``total``, with the exact interval of Clopper and Pearson (1934).

    The interval is two-sided: with 95 % confidence the true share lies between ``low`` and
    ``high``. Of 200 parts with no escape it says "at most 1.8 %"; the "rule of three" (3/200) is
    its one-sided approximation and a little more lenient.
    """

    count: int
    total: int

    @property
    def rate(self) -> float | None:
        """The observed share; ``None`` of nothing."""
        return self.count / self.total if self.total else None

    @property
    def low(self) -> float:
        """Lower end of the interval; 0 when there was nothing to count."""
        return self._interval[0]

    @property
    def high(self) -> float:
        """Upper end of the interval; 1 when there was nothing to count."""
        return self._interval[1]

    @cached_property
    def _interval(self) -> tuple[float, float]:
        if self.total == 0:
            return 0.0, 1.0
        test = stats.binomtest(self.count, self.total)
        interval = test.proportion_ci(CONFIDENCE, method="exact")
        return float(interval.low), float(interval.high)

    def short(self) -> str:
        """For tables: count, share and interval."""
        if self.rate is None:
            return "–"
        interval = f"{percent(self.low)} – {percent(self.high)}"
        return f"{self.count} / {self.total} = {percent(self.rate)} ({interval})"

    def __str__(self) -> str:
        """In words that a quality engineer can put into a report."""
        if self.rate is None:
            return "0 of 0: nothing can be said"
        counted = f"{self.count} of {self.total}"
        if self.count == 0:
            return f"{counted}: at most {percent(self.high)} with 95 % confidence"
        if self.count == self.total:
            return f"{counted}: at least {percent(self.low)} with 95 % confidence"
        interval = f"{percent(self.low)} to {percent(self.high)}"
        return f"{counted} = {percent(self.rate)} ({interval} with 95 % confidence)"


def samples_to_claim(rate: float) -> int:
    """How many pictures without one failure it takes to claim a rate of failures below ``rate``.

    The smallest ``n`` whose interval of 0 of ``n`` ends at or below ``rate``.
    """
    low, high = 1, 2
    while Proportion(0, high).high > rate:
        low, high = high, 2 * high
    while low < high:
        middle = (low + high) // 2
        if Proportion(0, middle).high > rate:
            low = middle + 1
        else:
            high = middle
    return low


def percent(share: float) -> str:
    """Digits enough that a small rate, or one just short of all, is not shown as none or all."""
    points = 100 * share
    if 1 <= points <= 99.9:
        return f"{points:.1f} %"
    if points < 1:
        return np.format_float_positional(points, 2, fractional=False).rstrip(".") + " %"
    missing = float(np.format_float_positional(100 - points, 1, fractional=False))
    return np.format_float_positional(100 - missing, 6, trim="-") + " %"
