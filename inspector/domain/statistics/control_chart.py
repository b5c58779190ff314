"""Control charts for shares and for counts, with limits for each subgroup's own size.

D. C. Montgomery, "Introduction to Statistical Quality Control", 7th ed. (2013), sections 7.2 and
7.3; D. B. Laney (2002), "Improved control charts for attributes", Quality Engineering 14, 531-537.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import sqrt

from inspector.domain.statistics.rules import Rule, violations

SIGMAS = 3.0
"""Between the centre line and a limit."""
_D2 = 1.128
"""Mean range of two values of a normal distribution, in standard deviations."""
_EXPECTED_MIN = 3.0
"""So many expected counts make it 95 % likely that a subgroup shows one (Montgomery, 7.2.1)."""
_SIZE_MIN = 50
"""Where nothing was counted at all, smaller subgroups say nothing."""


class ChartKind(StrEnum):
    """What is drawn against which limits."""

    P = "p"
    """The share of parts not OK; a part counts once."""
    LANEY = "laney"
    """The same, with limits as wide as the process varies from subgroup to subgroup."""
    U = "u"
    """Defects per part; a part counts once for each view that is not OK."""


@dataclass(frozen=True, slots=True)
class Subgroup:
    """Parts that are looked at together: so many, and what was counted on them."""

    count: int
    size: int


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """One subgroup on a chart.

    Attributes:
        value: Count per part; ``None`` of an empty subgroup.
        lower: Lower control limit.
        upper: Upper control limit.
        enough: Whether the subgroup is large enough to be judged; others break no rule.
        broken: The rules whose pattern ends here.
    """

    value: float | None
    lower: float
    upper: float
    enough: bool
    broken: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class ControlChart:
    """All subgroups of a chart.

    Attributes:
        kind: What is drawn.
        centre: Mean over all parts; ``None`` without any.
        overdispersion: Laney's sigma_z: how much more the subgroups vary than chance does, 1 for
            a process of pure chance; ``None`` of fewer than two subgroups that are large enough.
        points: One for each subgroup, in the same order.
    """

    kind: ChartKind
    centre: float | None
    overdispersion: float | None
    points: tuple[ControlPoint, ...]


def control_chart(kind: ChartKind, subgroups: Sequence[Subgroup]) -> ControlChart:
    """Draw subgroups, in the order of time, against limits at 3 standard deviations."""
    parts = sum(each.size for each in subgroups)
    if parts == 0:
        empty = tuple(ControlPoint(None, 0.0, 0.0, enough=False) for _ in subgroups)
        return ControlChart(kind, None, None, empty)
    centre = sum(each.count for each in subgroups) / parts
    enough = [_is_enough(each.size, centre) for each in subgroups]
    judged = [each for each, large in zip(subgroups, enough, strict=True) if large]
    spread = _overdispersion(kind, centre, judged)
    widening = spread if kind is ChartKind.LANEY and spread else 1.0
    broken = iter(violations([_deviation(kind, centre, each) / widening for each in judged]))
    points = tuple(
        _point(kind, centre, each, widening, next(broken) if large else None)
        for each, large in zip(subgroups, enough, strict=True)
    )
    return ControlChart(kind, centre, spread, points)


def _point(
    kind: ChartKind,
    centre: float,
    subgroup: Subgroup,
    widening: float,
    broken: tuple[Rule, ...] | None,
) -> ControlPoint:
    if subgroup.size == 0:
        return ControlPoint(None, centre, centre, enough=False)
    half = SIGMAS * widening * _sigma(kind, centre, subgroup.size)
    upper = centre + half
    return ControlPoint(
        value=subgroup.count / subgroup.size,
        lower=max(0.0, centre - half),
        upper=upper if kind is ChartKind.U else min(1.0, upper),
        enough=broken is not None,
        broken=broken or (),
    )


def _is_enough(size: int, centre: float) -> bool:
    return size * centre >= _EXPECTED_MIN if centre > 0 else size >= _SIZE_MIN


def _sigma(kind: ChartKind, centre: float, size: int) -> float:
    """Standard deviation of a subgroup's value: binomial for shares, Poisson for counts."""
    variance = centre if kind is ChartKind.U else centre * (1 - centre)
    return sqrt(variance / size)


def _deviation(kind: ChartKind, centre: float, subgroup: Subgroup) -> float:
    sigma = _sigma(kind, centre, subgroup.size)
    return (subgroup.count / subgroup.size - centre) / sigma if sigma > 0 else 0.0


def _overdispersion(kind: ChartKind, centre: float, subgroups: Sequence[Subgroup]) -> float | None:
    """Laney's sigma_z, from the mean moving range of the standardized values."""
    if len(subgroups) < 2:
        return None
    z = [_deviation(kind, centre, each) for each in subgroups]
    ranges = [abs(after - before) for before, after in pairwise(z)]
    return sum(ranges) / len(ranges) / _D2
