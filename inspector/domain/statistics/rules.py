"""The Western Electric rules: patterns that chance hardly makes.

Western Electric Company (1956), "Statistical Quality Control Handbook", Indianapolis. Points of
unequal subgroups are held against their own standard deviation.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum


class Rule(IntEnum):
    """Which pattern ends at a point."""

    BEYOND_LIMITS = 1
    """One point beyond 3 standard deviations."""
    TWO_OF_THREE = 2
    """Two of three consecutive points beyond 2 standard deviations on one side."""
    FOUR_OF_FIVE = 3
    """Four of five consecutive points beyond 1 standard deviation on one side."""
    EIGHT_IN_A_ROW = 4
    """Eight consecutive points on one side of the centre line."""


_ZONES: tuple[tuple[Rule, int, int, float], ...] = (
    (Rule.BEYOND_LIMITS, 1, 1, 3.0),
    (Rule.TWO_OF_THREE, 2, 3, 2.0),
    (Rule.FOUR_OF_FIVE, 4, 5, 1.0),
    (Rule.EIGHT_IN_A_ROW, 8, 8, 0.0),
)
"""Rule, how many points, of how many, beyond how many standard deviations."""


def violations(deviations: Sequence[float]) -> list[tuple[Rule, ...]]:
    """The rules that each point breaks, given its distance from the centre line.

    A pattern is told at its last point, and only there where that point is itself part of it.

    Args:
        deviations: Distances in standard deviations, in the order of time.

    >>> violations([0.5, 3.2, 0.1])[1]
    (<Rule.BEYOND_LIMITS: 1>,)
    """
    return [
        tuple(rule for rule, needed, of, zone in _ZONES if _ends(deviations, at, needed, of, zone))
        for at in range(len(deviations))
    ]


def _ends(deviations: Sequence[float], at: int, needed: int, of: int, zone: float) -> bool:
    last = deviations[at]
    if abs(last) <= zone:
        return False
    side = 1.0 if last > 0 else -1.0
    window = deviations[max(0, at + 1 - of) : at + 1]
    return sum(side * each > zone for each in window) >= needed
