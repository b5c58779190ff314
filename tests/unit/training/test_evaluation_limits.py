"""Limits for a stated target: exact, refused without evidence, robust without defects."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.domain.errors.evaluation import EvaluationOptionsError, EvidenceMissingError
from inspector.domain.evaluation import Evaluation
from inspector.domain.recipe import DecisionLimits
from inspector.training.evaluation.limit_search import (
    LEAST_ACCEPT,
    LEAST_REJECT,
    Cut,
    cuts_between,
)
from inspector.training.evaluation.limits import ESCAPE_TARGET, choose_limits, limits_for
from inspector.training.evaluation.quality import Quality, judge
from inspector.training.evaluation.targets import Costs, EscapeTarget, FalseRejectTarget

CLASSES = ("dent", "good")
THREE = ("dent", "good", "scratch")


def two_class_scores(good: list[float]) -> np.ndarray:
    column = np.array(good, np.float32)
    return np.stack([1 - column, column], axis=1)


def lost(quality: Quality, labels: np.ndarray, good: int) -> int:
    verdicts = zip(labels, quality.evaluations, strict=True)
    return sum(label == good and verdict is not Evaluation.OK for label, verdict in verdicts)


def test_limits_keep_escapes_under_the_target_and_then_lose_few_good_parts() -> None:
    rng = np.random.default_rng(4)
    good = rng.beta(30, 1, 500)
    defective = rng.beta(1, 6, 2000)
    scores = two_class_scores([*good, *defective])
    labels = np.array([1] * 500 + [0] * 2000, np.int64)
    limits = choose_limits(scores, labels, CLASSES, {"good"})
    quality = judge(scores, labels, CLASSES, {"good"}, limits)
    assert quality.escape_rate <= ESCAPE_TARGET
    assert lost(quality, labels, 1) < 100


def test_where_nothing_is_lost_acceptance_is_as_strict_as_it_can_be() -> None:
    scores = two_class_scores([0.96] * 20 + [0.01] * 20)
    labels = np.array([1] * 20 + [0] * 20, np.int64)
    assert choose_limits(scores, labels, CLASSES, {"good"}) == DecisionLimits(0.95, 0.5)


@pytest.mark.parametrize("ok_classes", [(), ("good",)])
def test_without_good_samples_limits_are_one_half(ok_classes: tuple[str, ...]) -> None:
    scores = two_class_scores([0.2, 0.3])
    labels = np.array([0, 0], np.int64)
    assert choose_limits(scores, labels, CLASSES, ok_classes) == DecisionLimits(0.5, 0.5)


def test_without_a_defective_sample_one_good_part_in_a_hundred_may_be_lost() -> None:
    good = [0.8, *np.linspace(0.9, 0.99, 199)]
    scores, labels = two_class_scores(good), np.ones(200, np.int64)
    limits = choose_limits(scores, labels, CLASSES, {"good"})
    assert lost(judge(scores, labels, CLASSES, {"good"}, limits), labels, 1) == 2


def test_one_wrong_label_does_not_make_a_model_useless() -> None:
    scores = two_class_scores([0.96] * 50 + [0.02] * 49 + [0.999])
    labels = np.array([1] * 50 + [0] * 50, np.int64)
    quality = judge(
        scores,
        labels,
        CLASSES,
        {"good"},
        choose_limits(scores, labels, CLASSES, {"good"}),
    )
    assert (quality.escapes, lost(quality, labels, 1)) == (1, 0)
    strict = limits_for(EscapeTarget(0), scores, labels, CLASSES, {"good"})
    assert strict.met
    assert (strict.escapes.count, strict.lost.count) == (0, 50)


probabilities = st.lists(
    st.lists(st.integers(0, 12), min_size=3, max_size=3).filter(any), min_size=2, max_size=7
)


@settings(max_examples=150)
@given(probabilities, st.randoms(use_true_random=False), st.integers(0, 2))
def test_no_pair_of_limits_beats_the_one_that_is_found(
    weights: list[list[int]], random: object, allowed: int
) -> None:
    scores = np.array([[w / sum(row) for w in row] for row in weights], np.float32)
    labels = np.array([random.randrange(3) for _ in weights])  # type: ignore[attr-defined]
    defective = int((labels != 1).sum())
    if defective in (0, len(labels)):
        return
    rate = min((allowed + 0.01) / defective, 0.999)
    limits = choose_limits(scores, labels, THREE, {"good"}, max_escape_rate=rate)
    allowed = max(int(rate * defective), 1)

    def figures(limits: DecisionLimits) -> tuple[int, int]:
        quality = judge(scores, labels, THREE, {"good"}, limits)
        return max(quality.escapes, allowed), lost(quality, labels, 1)

    good = scores[:, 1].astype(float)
    worst = scores[:, [0, 2]].max(axis=1).astype(float)
    every = itertools.product(
        [cut.strictest() for cut in cuts_between(good, LEAST_ACCEPT)],
        [cut.nearest(0.5) for cut in cuts_between(worst, LEAST_REJECT)],
    )
    assert figures(limits) == min(figures(DecisionLimits(*pair)) for pair in every)


@settings(max_examples=60)
@given(
    probabilities,
    st.randoms(use_true_random=False),
    st.tuples(st.integers(1, 9), st.integers(0, 9), st.integers(0, 9)),
)
def test_no_pair_of_limits_is_cheaper_than_the_one_that_is_found(
    weights: list[list[int]], random: object, prices: tuple[int, int, int]
) -> None:
    scores = np.array([[w / sum(row) for w in row] for row in weights], np.float32)
    labels = np.array([random.randrange(3) for _ in weights])  # type: ignore[attr-defined]
    if (labels == 1).all() or not (labels == 1).any():
        return
    scores, labels = np.repeat(scores, 20, axis=0), np.repeat(labels, 20)

    def cost(limits: DecisionLimits) -> int:
        quality = judge(scores, labels, THREE, {"good"}, limits)
        counts = (quality.escapes, quality.false_rejects, quality.not_decidable)
        return sum(price * count for price, count in zip(prices, counts, strict=True))

    found = limits_for(Costs(*prices), scores, labels, THREE, {"good"})
    good = scores[:, 1].astype(float)
    worst = scores[:, [0, 2]].max(axis=1).astype(float)
    every = itertools.product(
        [cut.strictest() for cut in cuts_between(good, LEAST_ACCEPT)],
        [cut.nearest(0.5) for cut in cuts_between(worst, LEAST_REJECT)],
    )
    assert cost(found.limits) == min(cost(DecisionLimits(*pair)) for pair in every)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_limit_lies_in_its_gap_with_six_digits_at_most(a: float, b: float, wanted: float) -> None:
    cut = Cut(min(a, b), max(a, b))
    if not cut.exists:
        return
    for limit in (cut.strictest(), cut.nearest(wanted)):
        assert cut.low < limit <= cut.high
        assert round(limit, 6) == limit or limit == wanted


def test_costs_weigh_kinds_as_the_line_meets_them() -> None:
    """Half of the pictures are defective, one part in a thousand is: losing good parts costs."""
    rng = np.random.default_rng(1)
    scores = two_class_scores([*rng.beta(6, 2, 300), *rng.beta(2, 6, 300)])
    labels = np.array([1] * 300 + [0] * 300, np.int64)
    as_pictured = limits_for(Costs(20, 1, 1), scores, labels, CLASSES, {"good"})
    as_met = limits_for(Costs(20, 1, 1, 0.001), scores, labels, CLASSES, {"good"})
    assert as_met.limits.accept < as_pictured.limits.accept
    assert as_met.lost.count < as_pictured.lost.count


def test_the_cheapest_alternative_is_no_cheaper_than_the_choice() -> None:
    rng = np.random.default_rng(2)
    scores = two_class_scores([*rng.beta(6, 2, 60), *rng.beta(2, 6, 40)])
    labels = np.array([1] * 60 + [0] * 40, np.int64)
    choice = limits_for(Costs(5, 2, 1), scores, labels, CLASSES, {"good"})
    own = 5 * choice.escapes.count + 2 * choice.false_rejects.count
    own += choice.not_decidable.count
    assert min(each.cost or 0 for each in choice.alternatives) == pytest.approx(own)


def test_what_is_said_of_limits_is_what_the_line_would_do() -> None:
    rng = np.random.default_rng(3)
    scores = rng.dirichlet([1, 2, 1], 300).astype(np.float32)
    labels = scores.argmax(axis=1)
    labels[::9] = 0
    for target in (EscapeTarget(0.02), FalseRejectTarget(0.3), Costs(9, 2, 1)):
        choice = limits_for(target, scores, labels, THREE, {"good"}, per_class=True)
        quality = judge(scores, labels, THREE, {"good"}, choice.limits)
        assert choice.escapes.count == quality.escapes
        assert choice.false_rejects.count == quality.false_rejects
        assert choice.not_decidable.count == quality.not_decidable
        assert choice.lost.count == lost(quality, labels, 1)


def test_limits_by_class_lose_no_more_than_one_for_all() -> None:
    rng = np.random.default_rng(5)
    scores = rng.dirichlet([1, 2, 1], 400).astype(np.float32)
    labels = np.array([rng.choice(3, p=row / row.sum()) for row in scores.astype(float)])
    one = limits_for(EscapeTarget(0.05), scores, labels, THREE, {"good"})
    own = limits_for(EscapeTarget(0.05), scores, labels, THREE, {"good"}, per_class=True)
    assert own.escapes.count <= max(one.escapes.count, int(0.05 * one.escapes.total))
    assert own.lost.count <= one.lost.count


def test_limits_without_evidence_are_refused_with_what_can_be_claimed() -> None:
    scores = two_class_scores([0.9] * 30 + [0.1] * 12)
    labels = np.array([1] * 30 + [0] * 12, np.int64)
    with pytest.raises(EvidenceMissingError, match=r"12 defective .* 26\.5 %") as caught:
        limits_for(EscapeTarget(0.01), scores, labels, CLASSES, {"good"})
    assert "--target-false-reject-rate" in caught.value.remedy
    with pytest.raises(EvidenceMissingError, match="12 good"):
        limits_for(FalseRejectTarget(0.01), scores, 1 - labels, CLASSES, {"good"})
    choice = limits_for(FalseRejectTarget(0.01), scores, labels, CLASSES, {"good"})
    assert choice.met
    assert choice.lost.count == 0


def test_a_claim_names_how_many_pictures_would_prove_the_target() -> None:
    scores = two_class_scores([0.97] * 100 + [0.02] * 200)
    labels = np.array([1] * 100 + [0] * 200, np.int64)
    choice = limits_for(EscapeTarget(0.01), scores, labels, CLASSES, {"good"})
    assert choice.met
    assert "0 of 200: at most 1.8 % with 95 % confidence" in choice.claim
    assert "368 defective pictures" in choice.claim


@pytest.mark.parametrize(
    "make",
    [
        lambda: EscapeTarget(1.0),
        lambda: EscapeTarget(float("nan")),
        lambda: FalseRejectTarget(-0.1),
        lambda: Costs(0, 1, 1),
        lambda: Costs(1, -1, 1),
        lambda: Costs(1, 1, float("inf")),
        lambda: Costs(1, 1, 1, defect_share=1.5),
    ],
)
def test_senseless_targets_are_refused(make: object) -> None:
    with pytest.raises(EvaluationOptionsError):
        make()  # type: ignore[operator]
