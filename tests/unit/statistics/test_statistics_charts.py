"""Charts and intervals against published examples and against their own definition."""

from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.statistics.control_chart import ChartKind, Subgroup, control_chart
from inspector.domain.statistics.pareto import pareto
from inspector.domain.statistics.rules import Rule, violations
from inspector.domain.statistics.wilson import wilson_share

JUICE_CANS = (12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18)
JUICE_CANS += (24, 15, 9, 12, 7, 13, 9, 6)
"""Montgomery, 7th ed., table 7.1: leaking cans in 30 samples of 50."""
ORDERS = (12, 8, 6, 9, 10, 12, 11, 16, 10, 6, 20, 15, 9, 8, 6, 8, 10, 7, 5, 8, 5, 8, 10, 6, 9)
ORDER_SIZES = (100, 80, 80, 100, 110, 110, 100, 100, 90, 90, 110, 120, 120, 120, 110, 80, 80, 80)
ORDER_SIZES += (90, 100, 100, 100, 100, 90, 90)
"""Table 7.4: purchase orders with errors, in weeks of unequal size."""
CLOTH = (14, 12, 20, 11, 7, 10, 21, 16, 19, 23)
CLOTH_TENTHS = (100, 80, 130, 100, 95, 100, 120, 105, 120, 125)
"""Table 7.11: defects in ten rolls of dyed cloth, and tenths of 50 square metres of each."""


def groups(counts: tuple[int, ...], sizes: tuple[int, ...]) -> list[Subgroup]:
    return [Subgroup(count, size) for count, size in zip(counts, sizes, strict=True)]


def test_juice_cans_leave_the_limits_at_samples_15_and_23() -> None:
    chart = control_chart(ChartKind.P, groups(JUICE_CANS, (50,) * 30))
    assert chart.centre == pytest.approx(0.2313, abs=5e-5)
    assert chart.points[0].upper == pytest.approx(0.4102, abs=1e-4)
    assert chart.points[0].lower == pytest.approx(0.0524, abs=1e-4)
    outside = [
        at + 1 for at, point in enumerate(chart.points) if Rule.BEYOND_LIMITS in point.broken
    ]
    assert outside == [15, 23]


def test_purchase_orders_have_limits_of_their_own_size() -> None:
    chart = control_chart(ChartKind.P, groups(ORDERS, ORDER_SIZES))
    assert chart.centre == pytest.approx(0.096, abs=5e-4)
    assert chart.points[0].upper == pytest.approx(0.184, abs=1e-3)
    assert chart.points[0].lower == pytest.approx(0.007, abs=1e-3)
    outside = [
        at + 1 for at, point in enumerate(chart.points) if Rule.BEYOND_LIMITS in point.broken
    ]
    assert outside == [11]


def test_dyed_cloth_has_the_limits_of_the_u_chart() -> None:
    chart = control_chart(ChartKind.U, groups(CLOTH, CLOTH_TENTHS))
    assert chart.centre is not None
    assert chart.centre * 10 == pytest.approx(1.42, abs=5e-3)
    assert chart.points[0].upper * 10 == pytest.approx(2.55, abs=1e-2)
    assert chart.points[0].lower * 10 == pytest.approx(0.29, abs=1e-2)
    assert all(Rule.BEYOND_LIMITS not in point.broken for point in chart.points)


@pytest.mark.parametrize(
    ("count", "of", "lower", "upper"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_intervals_are_those_of_newcombe_1998(
    count: int, of: int, lower: float, upper: float
) -> None:
    """R. G. Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3."""
    share = wilson_share(count, of)
    assert share is not None
    assert (share.lower, share.upper) == pytest.approx((lower, upper), abs=5e-5)


def test_a_share_of_nothing_is_none() -> None:
    assert wilson_share(0, 0) is None


@given(st.integers(1, 10_000), st.floats(0, 1))
def test_an_interval_holds_its_share(of: int, part: float) -> None:
    share = wilson_share(round(of * part), of)
    assert share is not None
    assert 0 <= share.lower <= share.value <= share.upper <= 1


RULES = {
    Rule.BEYOND_LIMITS: (0.0, -3.1),
    Rule.TWO_OF_THREE: (2.1, 0.0, 2.2),
    Rule.FOUR_OF_FIVE: (-1.1, -1.2, 0.3, -1.3, -1.4),
    Rule.EIGHT_IN_A_ROW: (0.1,) * 8,
}


@pytest.mark.parametrize("rule", Rule)
def test_each_pattern_is_told_at_its_last_point_and_by_its_own_rule(rule: Rule) -> None:
    found = violations(RULES[rule])
    assert found[-1] == (rule,)
    assert all(each == () for each in found[:-1])


@pytest.mark.parametrize(
    "calm",
    [(2.1, 0.0, -2.2), (2.1, 0.0, 0.0, 2.2), (2.1, 2.2, 0.0)[::2], (3.0, -3.0), (0.1,) * 7],
)
def test_what_only_looks_like_a_pattern_is_not_told(calm: tuple[float, ...]) -> None:
    assert all(each == () for each in violations(calm))


@given(st.lists(st.sampled_from([-3.5, -2.5, -1.5, -0.5, 0.0, 0.5, 1.5, 2.5, 3.5]), max_size=12))
def test_rules_are_the_same_on_both_sides(deviations: list[float]) -> None:
    assert violations(deviations) == violations([-each for each in deviations])


def test_laney_limits_are_wider_by_the_moving_range() -> None:
    counts, size = (500, 900, 450, 1000, 520, 870), 100_000
    chart = control_chart(ChartKind.LANEY, groups(counts, (size,) * 6))
    plain = control_chart(ChartKind.P, groups(counts, (size,) * 6))
    mean = sum(counts) / size / 6
    sigma = sqrt(mean * (1 - mean) / size)
    z = [(count / size - mean) / sigma for count in counts]
    spread = sum(abs(z[at + 1] - z[at]) for at in range(5)) / 5 / 1.128
    assert chart.overdispersion == pytest.approx(spread)
    assert chart.points[0].upper == pytest.approx(mean + 3 * sigma * spread)
    assert [bool(point.broken) for point in plain.points] == [True] * 6
    assert not any(point.broken for point in chart.points)


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), max_size=30))
def test_limits_hold_the_centre_and_small_subgroups_break_no_rule(
    drawn: list[tuple[int, int]],
) -> None:
    subgroups = [Subgroup(min(count, size), size) for count, size in drawn]
    for kind in ChartKind:
        chart = control_chart(kind, subgroups)
        assert len(chart.points) == len(subgroups)
        for subgroup, point in zip(subgroups, chart.points, strict=True):
            assert (point.value is None) == (subgroup.size == 0)
            assert point.enough or point.broken == ()
            if chart.centre is not None:
                assert point.lower <= chart.centre + 1e-12
                assert chart.centre <= point.upper + 1e-12
                few = chart.centre > 0 and subgroup.size * chart.centre < 3
                assert not (few and point.enough)


def test_pareto_adds_up_in_descending_order() -> None:
    bars = pareto({"dent": 2, "scratch": 6, "burr": 2, "stain": 0})
    assert [bar.name for bar in bars] == ["scratch", "burr", "dent"]
    assert [bar.cumulative for bar in bars] == pytest.approx([0.6, 0.8, 1.0])
    assert isclose(sum(bar.share for bar in bars), 1.0)
    assert pareto({}) == []
