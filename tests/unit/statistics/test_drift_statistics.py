"""The statistics that drift is told by: what chance does is not told, what is not chance is."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.services.drift.statistics import (
    kolmogorov_smirnov,
    kolmogorov_smirnov_limit,
    level,
    median_change_z,
    share_change_z,
    stability_index,
)

COUNTS = st.lists(st.integers(0, 200), min_size=2, max_size=60).filter(lambda c: sum(c) > 0)


def histogram(values: np.ndarray, bins: int = 50) -> np.ndarray:
    return np.histogram(np.clip(values, 0, 1), bins=bins, range=(0, 1))[0]


def test_a_level_withstands_outliers():
    assert level([1.0, 2.0, 3.0, 4.0, 1000.0]).median == 3.0
    assert level([1.0, 2.0, 3.0, 4.0, 1000.0]).mad == 1.0
    assert level([7.0]).mad == 0.0


def test_the_median_of_equal_distributions_rarely_differs_by_four_standard_errors():
    rng = np.random.default_rng(1)
    z = [
        median_change_z(level(rng.normal(size=200)), level(rng.normal(size=200))) for _ in "x" * 500
    ]
    assert max(z) < 4
    assert 0.5 < np.mean(z) < 1.2  # E|z| of a standard normal is 0.8


def test_medians_of_what_never_varied_differ_at_once_or_not_at_all():
    steady = level([5.0] * 10)
    assert median_change_z(steady, steady) == 0.0
    assert median_change_z(level([5.1] * 10), steady) == math.inf


def test_a_share_is_certain_only_when_enough_parts_say_so():
    assert share_change_z(0.10, 50, 0.02, 50) < 4
    assert share_change_z(0.10, 1000, 0.02, 1000) > 4
    assert share_change_z(0.0, 200, 0.0, 200) == 0.0
    assert share_change_z(1.0, 200, 1.0, 200) == 0.0


@given(COUNTS)
def test_a_distribution_is_no_distance_away_from_itself(counts):
    found = np.asarray(counts)
    assert kolmogorov_smirnov(found, found) == 0
    assert stability_index(found, found) == pytest.approx(0)


@given(COUNTS, st.data())
def test_distances_are_bounded_whatever_the_bins_hold(counts, data):
    size = len(counts)
    other = data.draw(st.lists(st.integers(0, 200), min_size=size, max_size=size))
    other[0] += 1
    assert 0 <= kolmogorov_smirnov(np.asarray(counts), np.asarray(other)) <= 1 + 1e-9
    index = stability_index(np.asarray(counts), np.asarray(other))
    assert math.isfinite(index)
    assert index >= -1e-9


@pytest.mark.parametrize("concentration", [(8, 2), (80, 1), (900, 1)])
def test_equal_score_distributions_are_told_apart_about_never(concentration):
    """Also where nearly all scores fall into the last bin, as those of a good model do."""
    rng = np.random.default_rng(2)
    told = 0
    for _ in range(300):
        reference = histogram(rng.beta(*concentration, size=300))
        counts = histogram(rng.beta(*concentration, size=200))
        distance = kolmogorov_smirnov(reference, counts)
        told += distance > kolmogorov_smirnov_limit(300, 200) and (
            stability_index(reference, counts) > 0.25 or distance > 0.3
        )
    assert told == 0


@pytest.mark.parametrize(("before", "now"), [((8, 2), (6, 4)), ((900, 1), (30, 1))])
def test_scores_that_sank_are_told(before, now):
    rng = np.random.default_rng(3)
    reference, counts = histogram(rng.beta(*before, 300)), histogram(rng.beta(*now, 200))
    assert kolmogorov_smirnov(reference, counts) > kolmogorov_smirnov_limit(300, 200)
    assert stability_index(reference, counts) > 0.25


def test_the_index_of_equal_distributions_does_not_grow_with_the_bins():
    rng = np.random.default_rng(4)
    indices = [
        stability_index(
            histogram(rng.uniform(size=300), 1000), histogram(rng.uniform(size=200), 1000)
        )
        for _ in range(100)
    ]
    assert max(indices) < 0.25
