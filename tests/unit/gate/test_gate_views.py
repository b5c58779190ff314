"""What several cameras say of one part becomes one verdict, in any order."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.evaluation import Evaluation, Reason
from inspector.gate.views import Finding, Views, undefined
from inspector.pipe.records import Verdict

OK, NOT_OK = Evaluation.OK, Evaluation.NOT_OK
UNDEFINED, NOT_DECIDABLE = Evaluation.UNDEFINED, Evaluation.NOT_DECIDABLE
PART = 7


def finding(view: int, evaluation: Evaluation = OK, score: float = 0.9, **more: int) -> Finding:
    return Finding(evaluation, Reason.CLASSIFIED, score=score, view=view, **more)


def findings(views: int) -> st.SearchStrategy[Finding]:
    return st.builds(
        Finding,
        st.sampled_from(Evaluation),
        st.sampled_from([Reason.CLASSIFIED, Reason.FRAME_MISSING, Reason.CAMERA_LOST]),
        st.integers(-1, 2),
        st.integers(0, 2),
        st.sampled_from([0.0, 0.5, 0.9]),
        st.integers(0, views - 1),
    )


def tell(views: Views, said: list[Finding]) -> tuple[Finding | None, int]:
    """What the part gets, and how many of the findings were needed for it."""
    for needed, one in enumerate(said, start=1):
        whole = views.add(PART, one)
        if whole is not None:
            return whole, needed
    return None, len(said)


@given(st.integers(1, 5).flatmap(lambda n: st.tuples(st.just(n), st.lists(findings(n)))))
def test_only_when_every_view_said_ok_and_nothing_else_a_part_is_ok(case):
    count, said = case
    whole, needed = tell(Views(count, 9), said)
    before = said[:needed]
    spoke = {one.view for one in before}
    if whole is None:
        assert len(spoke) < count
        assert all(one.evaluation is not NOT_OK for one in before)
        return
    all_ok = all(one.evaluation is OK for one in before)
    assert (whole.evaluation is OK) == (all_ok and spoke == set(range(count)))
    assert whole in before
    if whole.evaluation is not NOT_OK:
        assert len(spoke) == count


@st.composite
def deliveries(draw) -> tuple[list[Finding], list[Finding]]:
    """One finding of each view, and the order in which they come, some of them repeatedly."""
    count = draw(st.integers(1, 5))
    verdicts = [
        draw(findings(1).map(lambda one, view=view: replace(one, view=view)))
        for view in range(count)
    ]
    repeated = draw(st.lists(st.sampled_from(verdicts), max_size=5))
    return verdicts, draw(st.permutations(verdicts + repeated))


@given(deliveries())
def test_no_order_and_no_repetition_decides_anything_but_which_not_ok_is_named(case):
    verdicts, delivered = case
    whole, _ = tell(Views(len(verdicts), 9), delivered)
    assert whole is not None
    rejecting = [one for one in verdicts if one.evaluation is NOT_OK]
    if rejecting:
        assert whole in rejecting
    else:
        assert whole == tell(Views(len(verdicts), 9), verdicts)[0]


@pytest.mark.parametrize(
    ("said", "decides"),
    [
        ([finding(0), finding(1, NOT_DECIDABLE), finding(2, UNDEFINED)], 2),
        ([finding(0), finding(1, NOT_DECIDABLE), finding(2)], 1),
        ([finding(0, score=0.9), finding(1, score=0.7), finding(2, score=0.8)], 1),
        ([undefined(Reason.CAMERA_LOST, 0), undefined(Reason.FRAME_MISSING, 1), finding(2)], 0),
    ],
)
def test_the_worst_view_decides_then_the_least_certain_then_the_first(said, decides):
    for order in itertools.permutations(said):
        assert tell(Views(3, 9), list(order)) == (said[decides], 3)


def test_not_ok_waits_for_nobody():
    views = Views(3, 9)
    assert views.add(PART, finding(2)) is None
    assert views.add(PART, finding(1, NOT_OK)) == finding(1, NOT_OK)


def test_one_view_decides_at_once_and_leaves_nothing_behind():
    views = Views(1, 9)
    for evaluation in Evaluation:
        assert views.add(PART, finding(0, evaluation)) == finding(0, evaluation)
    assert (views._said, views._spared) == ({}, {})


def test_a_second_word_of_a_view_only_worsens():
    views = Views(2, 9)
    views.add(PART, finding(0, NOT_DECIDABLE))
    views.add(PART, finding(0, OK))
    assert views.add(PART, finding(1, OK)) == finding(0, NOT_DECIDABLE)


def test_each_part_has_its_own_views():
    views = Views(2, 9)
    assert views.add(1, finding(0)) is None
    assert views.add(2, finding(1)) is None
    assert views.add(1, finding(1)) == finding(0)


def test_what_was_said_of_a_forgotten_part_counts_no_more():
    views = Views(2, 9)
    views.add(PART, finding(0))
    views.forget(PART)
    views.forget(PART)
    assert views.add(PART, finding(1)) is None


def test_the_first_view_that_is_missing_is_named():
    views = Views(3, 9)
    assert views.not_in_time(PART) == undefined(Reason.DEADLINE_MISSED)
    views.add(PART, finding(2))
    assert views.not_in_time(PART) == undefined(Reason.VIEW_MISSING, view=0)
    views.add(PART, finding(0, UNDEFINED))
    assert views.not_in_time(PART) == undefined(Reason.VIEW_MISSING, view=1)


def test_after_an_early_reject_each_other_view_may_speak_once():
    views = Views(3, 9)
    views.add(PART, finding(1, NOT_OK))
    assert [views.spares(PART, view) for view in (1, 0, 0, 2, 2)] == [
        False,
        True,
        False,
        True,
        False,
    ]
    assert not views._spared
    assert not views.spares(8, 0)


def test_a_view_that_never_speaks_cannot_fill_the_memory():
    views = Views(2, remembered=3)
    for index in range(5):
        views.add(index, finding(0, NOT_OK))
    assert [views.spares(index, 1) for index in range(5)] == [False, False, True, True, True]


@pytest.mark.parametrize("view", [2, 255])
@pytest.mark.parametrize("evaluation", Evaluation)
def test_a_view_that_the_station_does_not_have_makes_the_part_undefined_at_once(view, evaluation):
    views = Views(2, 9)
    views.add(PART, finding(0))
    strange = views.finding_of(Verdict(PART, evaluation, 0, 1, 42, 0.9, view))
    assert strange == undefined(Reason.SCORE_INVALID, view)
    assert not views.knows(view)
    assert views.add(PART, strange) == strange
    assert views.not_in_time(PART) == undefined(Reason.DEADLINE_MISSED)


def test_who_knows_nothing_names_no_class_and_no_model():
    assert undefined(Reason.CAMERA_LOST) == Finding(UNDEFINED, Reason.CAMERA_LOST, -1, 0, 0.0, 0)


def test_a_verdict_keeps_what_it_says():
    found = Views(2, 9).finding_of(Verdict(PART, NOT_OK, 0, 3, 42, 0.5, 1))
    assert found == Finding(NOT_OK, Reason.CLASSIFIED, 3, 42, 0.5, 1)


def test_a_score_that_is_no_number_is_none():
    found = Views(1, 9).finding_of(Verdict(PART, OK, 0, 3, 42, math.nan))
    assert found == Finding(UNDEFINED, Reason.SCORE_INVALID, 3, 42, 0.0)
