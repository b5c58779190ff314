"""How certain a share is that was seen on few parts."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z_95 = 1.959964
"""Of a two-sided interval that holds the true share 95 times in 100."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95 % interval, all 0 to 1."""

    value: float
    lower: float
    upper: float


def wilson_share(count: int, of: int, z: float = Z_95) -> Share | None:
    """A share with its Wilson score interval; ``None`` of nothing.

    E. B. Wilson (1927), "Probable inference, the law of succession, and statistical inference",
    J. Am. Stat. Assoc. 22, 209-212; without continuity correction.

    >>> share = wilson_share(0, 20)
    >>> round(share.lower, 4), round(share.upper, 4)
    (0.0, 0.1611)
    """
    if of <= 0:
        return None
    value = count / of
    centre = value + z * z / (2 * of)
    half = z * sqrt(value * (1 - value) / of + z * z / (4 * of * of))
    scale = 1 + z * z / of
    lower = 0.0 if count == 0 else max(0.0, (centre - half) / scale)
    upper = 1.0 if count == of else min(1.0, (centre + half) / scale)
    return Share(value, lower, upper)
