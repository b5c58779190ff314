"""What a quantized file may cost, and which file is chosen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("onnx", reason="needs the extra `train`")

from inspector.domain.evaluation import Evaluation
from inspector.domain.recipe import DecisionLimits
from inspector.training.evaluation.quality import Quality
from inspector.training.quantization.budget import Budget, Comparison, compare, refusal
from inspector.training.quantization.variants import Variant, choose_variant

OK, BAD, UNSURE = Evaluation.OK, Evaluation.NOT_OK, Evaluation.NOT_DECIDABLE


def variant(name: str, p50_ms: float, correct: int = 90, **fields: object) -> Variant:
    quality = Quality(
        samples=100,
        correct=correct,
        confusion=((50, 0), (0, 50)),
        defective=50,
        good=50,
        escapes=0,
        false_rejects=0,
        not_decidable=0,
        evaluations=(),
    )
    made = Variant(name, b"model", DecisionLimits(), quality, 0, p50_ms, 2 * p50_ms)
    return replace(made, **fields)


def test_flips_and_new_escapes_are_counted() -> None:
    reference = (OK, BAD, BAD, UNSURE, OK, BAD)
    own = (OK, OK, OK, BAD, OK, BAD)
    good = (True, True, False, False, False, False)
    assert compare(reference, own, good) == Comparison(pictures=6, flips=3, new_escapes=1)


@pytest.mark.parametrize(
    ("pictures", "allowed"), [(1, 1), (200, 1), (499, 1), (500, 1), (1000, 2), (5000, 10)]
)
def test_one_flip_is_allowed_where_the_share_cannot_be_measured(
    pictures: int, allowed: int
) -> None:
    assert Budget().flips_allowed(pictures) == allowed


def test_the_one_free_flip_may_not_be_an_escape() -> None:
    assert refusal(Budget(), 0.9, 0.9, Comparison(200, 1, 0)) == ""
    assert "1 defective parts pass" in refusal(Budget(), 0.9, 0.9, Comparison(200, 1, 1))
    assert refusal(Budget(), 0.9, 0.9, Comparison(1000, 2, 2)) == ""


def test_a_refusal_names_every_figure() -> None:
    text = refusal(Budget(), 0.95, 0.93, Comparison(400, 7, 2))
    assert "2.00 points below fp32, 0.5 points allowed" in text
    assert "7 of 400 verdicts differ from fp32 (1.75 %), 1 allowed" in text
    assert "2 defective parts pass" in text


@given(st.integers(0, 1000))
def test_exactly_the_budget_is_inside(correct: int) -> None:
    accuracy = correct / 1000
    assert refusal(Budget(), accuracy, accuracy - 0.005, Comparison(1000, 2, 0)) == ""
    assert refusal(Budget(), accuracy, accuracy + 0.3, Comparison(1000, 0, 0)) == ""
    assert refusal(Budget(), accuracy, accuracy - 0.006, Comparison(1000, 0, 0)) != ""


def test_the_fastest_that_was_not_refused_is_chosen() -> None:
    found = choose_variant(
        [
            variant("fp32", 10),
            variant("wrong", 3, refused="2.1 points below fp32"),
            variant("fast", 5),
            variant("slower", 8),
        ]
    )
    assert found.name == "fast"


def test_equally_fast_files_differ_by_accuracy_and_then_by_flips() -> None:
    candidates = [
        variant("fp32", 10),
        variant("first", 5.0, 90),
        variant("better", 5.4, 91, flips=2),
        variant("best", 5.3, 91, flips=1),
        variant("slow", 5.6, 99),
    ]
    assert choose_variant(candidates).name == "best"


def test_speed_is_processor_time_where_it_is_known() -> None:
    busy = [variant("fp32", 20, work_ms=2.0), variant("int8", 19, work_ms=3.0)]
    assert choose_variant(busy).name == "fp32"
    assert choose_variant([busy[0], variant("int8", 21, work_ms=1.0)]).name == "int8"


def test_what_is_no_faster_than_fp32_is_never_chosen() -> None:
    assert choose_variant([variant("fp32", 5), variant("int8", 5), variant("x", 7)]).name == "fp32"
    assert choose_variant([variant("fp32", 5, refused="")]).name == "fp32"
    assert choose_variant([variant("fp32", 5), variant("int8", 4.8)]).name == "fp32"
    assert choose_variant([variant("fp32", 5), variant("int8", 4.7)]).name == "int8"
