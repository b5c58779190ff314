"""The decision rule: reject first, accept what is proven, pass nothing that is no probability."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.recipe import DecisionLimits
from inspector.engine.judging.decision import decide, evaluate_all

CLASSES = ("dent", "good", "scratch", "tool_mark")
OK_CLASSES = frozenset({"good", "tool_mark"})
LIMITS = DecisionLimits(accept=0.8, reject_default=0.5, reject={"scratch": 0.2})

limit = st.floats(min_value=0.01, max_value=1)
limits = st.builds(
    DecisionLimits,
    accept=limit,
    reject_default=limit,
    reject=st.dictionaries(st.sampled_from(CLASSES), limit),
)
weights = st.lists(st.floats(min_value=0, max_value=1), min_size=4, max_size=4).filter(
    lambda values: sum(values) > 1e-6
)
probabilities = weights.map(lambda values: [value / sum(values) for value in values])


@pytest.mark.parametrize(
    ("scores", "evaluation", "class_name", "threshold"),
    [
        ([0.0, 0.9, 0.1, 0.0], Evaluation.OK, "good", 0.8),
        ([0.0, 0.45, 0.1, 0.45], Evaluation.OK, "good", 0.8),
        ([0.1, 0.8, 0.1, 0.0], Evaluation.OK, "good", 0.8),
        ([0.0, 0.9, 0.1, 0.0009], Evaluation.OK, "good", 0.8),
        ([0.5, 0.5, 0.0, 0.0], Evaluation.NOT_OK, "dent", 0.5),
        ([0.0, 0.8, 0.2, 0.0], Evaluation.NOT_OK, "scratch", 0.2),
        ([0.55, 0.15, 0.3, 0.0], Evaluation.NOT_OK, "dent", 0.5),
        ([0.4, 0.25, 0.3, 0.05], Evaluation.NOT_OK, "scratch", 0.2),
        ([0.3, 0.6, 0.1, 0.0], Evaluation.NOT_DECIDABLE, "good", 0.8),
        ([0.45, 0.4, 0.15, 0.0], Evaluation.NOT_DECIDABLE, "dent", 0.5),
    ],
)
def test_the_rule_by_example(
    scores: list[float], evaluation: Evaluation, class_name: str, threshold: float
) -> None:
    decision = decide(scores, CLASSES, OK_CLASSES, LIMITS)
    assert decision.evaluation is evaluation
    assert decision.reason is Reason.CLASSIFIED
    assert decision.class_name == class_name
    assert decision.score == scores[CLASSES.index(class_name)]
    assert decision.threshold == threshold
    assert evaluate_all(np.array([scores]), CLASSES, OK_CLASSES, LIMITS) == [evaluation]


@given(probabilities, limits)
def test_no_defect_at_its_limit_ever_passes(scores: list[float], drawn: DecisionLimits) -> None:
    decision = decide(scores, CLASSES, OK_CLASSES, drawn)
    reached = any(
        score >= drawn.reject_limit(name)
        for name, score in zip(CLASSES, scores, strict=True)
        if name not in OK_CLASSES
    )
    assert (decision.evaluation is Evaluation.NOT_OK) == reached
    if decision.evaluation is Evaluation.OK:
        good = scores[CLASSES.index("good")] + scores[CLASSES.index("tool_mark")]
        assert good >= drawn.accept or math.isclose(good, drawn.accept)


@given(probabilities, limits)
def test_names_and_order_say_the_same(scores: list[float], drawn: DecisionLimits) -> None:
    by_name = dict(zip(reversed(CLASSES), reversed(scores), strict=True))
    assert decide(by_name, CLASSES, OK_CLASSES, drawn) == decide(scores, CLASSES, OK_CLASSES, drawn)


@given(probabilities, limits)
def test_without_a_good_class_nothing_passes(scores: list[float], drawn: DecisionLimits) -> None:
    assert decide(scores, CLASSES, (), drawn).evaluation is not Evaluation.OK


def test_without_a_good_class_nothing_passes_even_with_a_limit_that_no_recipe_may_have() -> None:
    scores, none = [0.1, 0.8, 0.1, 0.0], DecisionLimits(accept=0.0, reject_default=0.9)
    assert decide(scores, CLASSES, (), none).evaluation is Evaluation.NOT_DECIDABLE
    assert evaluate_all(np.array([scores]), CLASSES, (), none) == [Evaluation.NOT_DECIDABLE]


@pytest.mark.parametrize(
    "scores",
    [
        [],
        [1.0],
        [0.25, 0.25, 0.25],
        [math.nan, 0.5, 0.5, 0.0],
        [math.inf, 0.0, 0.0, 0.0],
        [-0.1, 1.1, 0.0, 0.0],
        [0.0, 0.9, 0.0, 0.0],
        [0.0, 1.9, 0.0, 0.0],
        [0.0, 0.9, 0.1, 0.0011],
        {"good": 1.0},
    ],
)
def test_scores_that_are_no_probabilities_leave_the_part_undefined(scores: object) -> None:
    decision = decide(scores, CLASSES, OK_CLASSES, LIMITS)  # type: ignore[arg-type]
    assert decision.evaluation is Evaluation.UNDEFINED
    assert decision.reason is Reason.SCORE_INVALID
    if len(scores) == len(CLASSES):  # type: ignore[arg-type]
        many = evaluate_all(np.array([scores]), CLASSES, OK_CLASSES, LIMITS)
        assert many == [Evaluation.UNDEFINED]


@given(st.lists(st.floats(), max_size=6))
def test_any_floats_give_a_decision_and_never_an_exception(scores: list[float]) -> None:
    decide(scores, CLASSES, OK_CLASSES, LIMITS)


twentieths = st.integers(min_value=0, max_value=20).map(lambda value: value / 20)
strange = st.lists(
    st.one_of(twentieths, st.floats(min_value=-1, max_value=2), st.just(math.nan)),
    min_size=4,
    max_size=4,
)
cut = st.tuples(*[st.integers(min_value=0, max_value=20)] * 3).map(sorted)
in_twentieths = cut.map(
    lambda at: [at[0] / 20, (at[1] - at[0]) / 20, (at[2] - at[1]) / 20, (20 - at[2]) / 20]
)
round_limits = st.builds(
    DecisionLimits,
    accept=twentieths.filter(bool),
    reject_default=twentieths.filter(bool),
    reject=st.dictionaries(st.sampled_from(CLASSES), twentieths.filter(bool)),
)


@given(
    st.lists(st.one_of(probabilities, in_twentieths, strange), min_size=1, max_size=12),
    st.one_of(limits, round_limits),
    st.sampled_from([OK_CLASSES, frozenset(), frozenset(CLASSES)]),
)
def test_many_parts_at_once_are_evaluated_as_one_by_one(rows, drawn, ok_classes) -> None:
    """Also where a sum lies on its limit, and where scores are none."""
    found = evaluate_all(np.array(rows), CLASSES, ok_classes, drawn)
    assert [Evaluation(each) for each in found] == [
        decide(row, CLASSES, ok_classes, drawn).evaluation for row in rows
    ]


def test_a_sum_that_only_rounding_carries_over_its_limit_is_none_of_many_either() -> None:
    row, ok_classes = [0.1, 0.2, 0.3, 0.4], ("dent", "good", "scratch")
    drawn = DecisionLimits(accept=0.1 + 0.2 + 0.3)  # 0.6000000000000001, as a sum of many adds up
    assert decide(row, CLASSES, ok_classes, drawn).evaluation is Evaluation.NOT_DECIDABLE
    assert evaluate_all(np.array([row]), CLASSES, ok_classes, drawn) == [Evaluation.NOT_DECIDABLE]


@pytest.mark.parametrize("row", [[0.78, 0.116, 0.06, 0.045], [0.606, 0.053, 0.162, 0.18]])
def test_a_sum_that_only_rounding_makes_a_probability_is_judged_alike_one_by_one_and_together(
    row: list[float],
) -> None:
    """As a sum of many the first is within the tolerance, and the second is not."""
    together = evaluate_all(np.array([row]), CLASSES, OK_CLASSES, LIMITS)
    assert together == [decide(row, CLASSES, OK_CLASSES, LIMITS).evaluation]
