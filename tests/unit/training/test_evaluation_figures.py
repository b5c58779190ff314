"""Counts, intervals, areas and calibration of an evaluation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.domain.recipe import DecisionLimits
from inspector.training.evaluation.calibration import calibration
from inspector.training.evaluation.proportion import Proportion, percent, samples_to_claim
from inspector.training.evaluation.quality import judge
from inspector.training.evaluation.ranking import auc_estimate, rank
from inspector.training.evaluation.temperature import fit_temperature, rescale

CLASSES = ("dent", "good")


def two_class_scores(good: list[float]) -> np.ndarray:
    column = np.array(good, np.float32)
    return np.stack([1 - column, column], axis=1)


def test_quality_counts_what_a_person_would_count() -> None:
    scores = two_class_scores([0.9, 0.6, 0.1, 0.95, 0.6, 0.2])
    labels = np.array([1, 1, 1, 0, 0, 0], np.int64)
    limits = DecisionLimits(accept=0.8, reject_default=0.7)
    quality = judge(scores, labels, CLASSES, {"good"}, limits)
    assert quality.confusion == ((1, 2), (1, 2))
    assert (quality.correct, quality.samples) == (3, 6)
    assert (quality.escapes, quality.defective) == (1, 3)
    assert (quality.false_rejects, quality.good) == (1, 3)
    assert quality.not_decidable == 2
    assert quality.recall(CLASSES) == {"dent": pytest.approx(1 / 3), "good": pytest.approx(2 / 3)}


def test_a_class_without_samples_has_no_recall() -> None:
    scores = two_class_scores([0.9])
    quality = judge(scores, np.array([1], np.int64), CLASSES, {"good"}, DecisionLimits())
    assert quality.recall(CLASSES)["dent"] is None
    assert quality.escape_rate == 0


def test_no_escape_of_200_is_no_promise_of_none() -> None:
    seen = Proportion(0, 200)
    assert seen.high == pytest.approx(1 - 0.025 ** (1 / 200))
    assert str(seen) == "0 of 200: at most 1.8 % with 95 % confidence"
    assert str(Proportion(200, 200)) == "200 of 200: at least 98.2 % with 95 % confidence"
    assert "nothing can be said" in str(Proportion(0, 0))
    assert Proportion(0, 0).rate is None


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (0, "0 %"),
        (1, "100 %"),
        (0.5, "50.0 %"),
        (0.00012, "0.012 %"),
        (0.99987, "99.99 %"),
        (0.99007, "99.0 %"),
        (1e-7, "0.00001 %"),
    ],
)
def test_a_small_share_is_never_shown_as_none(share: float, shown: str) -> None:
    assert percent(share) == shown


@settings(max_examples=30)
@given(st.floats(0.002, 0.4))
def test_a_claim_takes_as_many_pictures_as_its_interval_needs(rate: float) -> None:
    needed = samples_to_claim(rate)
    assert Proportion(0, needed).high <= rate
    assert needed == 1 or Proportion(0, needed - 1).high > rate


def test_the_interval_of_an_area_covers_it_in_19_of_20_draws() -> None:
    rng = np.random.default_rng(7)
    positive = np.r_[np.ones(40, bool), np.zeros(80, bool)]
    true_area, covered, draws = 0.856, 0, 200  # of normals 1.5 deviations apart
    for _ in range(draws):
        scores = rng.normal(size=120) + 1.5 * positive
        found = auc_estimate(scores, positive)
        covered += found.low <= true_area <= found.high
    assert 0.90 * draws <= covered <= draws


def test_separation_without_error_is_not_certain_of_ten_pictures() -> None:
    positive = np.r_[np.zeros(5, bool), np.ones(5, bool)]
    found = auc_estimate(positive.astype(float), positive)
    assert found.value == found.high == 1
    assert 0.5 < found.low < 0.8
    assert auc_estimate(positive.astype(float), ~positive).low == 0


@settings(max_examples=60)
@given(
    st.lists(st.integers(0, 20), min_size=1, max_size=60),
    st.lists(st.integers(0, 20), min_size=1, max_size=60),
)
def test_escapes_at_a_false_reject_rate_lose_no_more_than_it(
    good: list[int], bad: list[int]
) -> None:
    scores = np.array([*good, *bad]) / 20
    truly_good = np.array([True] * len(good) + [False] * len(bad))
    ranking = rank(scores, truly_good)
    assert ranking is not None
    for point in ranking.points:
        assert point.false_rejects.count <= point.false_reject_rate * len(good) + 1e-9
        assert point.escapes.count == (scores[~truly_good] >= point.accept).sum()
        stricter = scores[truly_good][scores[truly_good] > point.accept]
        if stricter.size:  # the next limit would lose too many
            beyond = (scores[truly_good] < stricter.min()).sum()
            assert beyond > point.false_reject_rate * len(good)
    assert ranking.auc.low <= ranking.auc.value <= ranking.auc.high


def test_one_kind_alone_has_no_ranking() -> None:
    assert rank(np.array([0.2, 0.9]), np.array([True, True])) is None
    assert rank(np.array([0.2, 0.9]), np.array([False, False])) is None


def drawn(temperature: float, count: int = 3000) -> tuple[np.ndarray, np.ndarray]:
    """Logits that are too sure by a factor, with labels drawn from the honest ones."""
    rng = np.random.default_rng(11)
    honest = rng.normal(size=(count, 4)) * 2
    shares = np.exp(honest) / np.exp(honest).sum(axis=1, keepdims=True)
    return honest * temperature, np.array([rng.choice(4, p=row) for row in shares])


@pytest.mark.parametrize("temperature", [0.4, 1.0, 2.5])
def test_the_temperature_is_found_and_calibrates(temperature: float) -> None:
    logits, labels = drawn(temperature)
    fitted = fit_temperature(logits, labels)
    assert fitted == pytest.approx(temperature, rel=0.1)
    shares = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    before, after = calibration(shares, labels), calibration(rescale(shares, fitted), labels)
    assert after.log_loss <= before.log_loss
    assert after.expected_error < 0.03
    if temperature != 1.0:
        assert after.expected_error < before.expected_error / 2
        assert after.brier < before.brier


def test_samples_without_an_error_get_the_surest_temperature() -> None:
    fitted = fit_temperature(np.array([[4.0, 0.0], [0.0, 5.0]]), np.array([0, 1]))
    assert 0.05 <= fitted < 0.1


def test_calibration_is_what_a_person_would_reckon() -> None:
    scores = np.array([[0.9, 0.1], [0.9, 0.1], [0.4, 0.6]])
    found = calibration(scores, np.array([0, 1, 1]))
    assert [each.count for each in found.bins] == [1, 2]
    assert found.bins[1].confidence == pytest.approx(0.9)
    assert found.bins[1].accuracy == 0.5
    assert found.expected_error == pytest.approx((0.4 * 2 + 0.4) / 3)
    assert found.largest_error == pytest.approx(0.4)
    assert found.brier == pytest.approx((0.02 + 1.62 + 0.32) / 3)


def test_good_parts_that_look_better_rank_first() -> None:
    ranking = rank(np.array([0.9, 0.8, 0.7, 0.2, 0.1]), np.array([True, True, False, False, False]))
    assert ranking is not None
    assert ranking.auc.value == ranking.average_precision.value == 1
    assert ranking.average_precision.low < 1
    assert (ranking.roc.x[-1], ranking.roc.y[-1]) == (1, 1)
    found_before_any_is_lost = max(
        y for x, y in zip(ranking.roc.x, ranking.roc.y, strict=True) if x == 0
    )
    assert found_before_any_is_lost == 1
    turned = rank(np.array([0.1, 0.2, 0.7, 0.8]), np.array([True, True, False, False]))
    assert turned is not None
    assert turned.auc.value == 0
