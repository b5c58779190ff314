"""Stored scores decided again: figure by figure what plain Python gives, part by part."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_examples import JOURNAL, PROVENANCE, START_UTC_NS, example, view_of

from inspector.clock import utc_datetime
from inspector.domain.challenge import Cause, ChallengePart, ChallengeRun, RunState, Step
from inspector.domain.errors.history import WhatIfImpossibleError, WhatIfUnknownError
from inspector.domain.evaluation import SEVERITY, Evaluation, Reason
from inspector.domain.history import HistoryFilter
from inspector.domain.recipe import DecisionLimits
from inspector.domain.record import Provenance, ResultRecord
from inspector.domain.review import Review
from inspector.domain.what_if import SEEN, LimitChange
from inspector.engine.judging.decision import decide
from inspector.services.history.rows import domain_filter
from inspector.services.people.audit import Actor
from inspector.services.what_if.basis import Basis
from inspector.services.what_if.desk import WhatIfDesk
from inspector.services.what_if.judging import Pictures
from inspector.store.opening import open_store
from inspector.store.reading.history import SqliteHistory
from inspector.wire.what_if import (
    AskedFilter,
    Costs,
    LeftOut,
    LimitChanges,
    Sweep,
    SweptLimit,
    WhatIfPhase,
    WhatIfQuestion,
    WhatIfState,
)

CLASSES, OK = ("good", "scratch", "dent", "fine"), frozenset({"good", "fine"})
PARTS = 700
WAIT_S = 20.0
BASES = {
    "d" * 64: Basis(CLASSES, OK, DecisionLimits(0.7, 0.5, MappingProxyType({"dent": 0.3}))),
    "a" * 64: Basis(("good", "dent"), frozenset({"good"}), DecisionLimits(0.5, 0.5)),
    "b" * 64: LeftOut.MODEL_GONE,
}


class ThreeBases:
    """Two recipes, and one whose model is gone; two cameras look at each part."""

    cameras = 2

    def of(self, cited: Provenance) -> Basis | LeftOut:
        return BASES[cited.recipe_revision]

    def require(self, question: WhatIfQuestion) -> None:
        del question


@dataclass(frozen=True)
class Known:
    """A part as the store got it, with what is true of it."""

    sequence: int
    record: ResultRecord
    truth: str


def scored(chance: random.Random, basis: Basis) -> dict[str, float]:
    parts = [round(chance.random() ** 3, 2) for _ in basis.classes]
    whole = sum(parts) or 1.0
    return {name: part / whole for name, part in zip(basis.classes, parts, strict=True)}


def decided(record: ResultRecord, basis: Basis, change: LimitChange) -> Evaluation | None:
    """Brute force, by the rule of the line."""
    limits = change.on(basis.limits)
    found = [
        decide(view.scores, basis.classes, basis.ok_classes, limits).evaluation
        if view.reason is Reason.CLASSIFIED
        else view.evaluation
        for view in record.views
    ]
    worst = min(found, key=SEVERITY.index)
    return None if worst is not Evaluation.NOT_OK and len(found) < 2 else worst


def made(chance: random.Random, index: int) -> ResultRecord:
    revision = chance.choices(list(BASES), [70, 20, 10])[0]
    cited = replace(PROVENANCE, recipe_revision=revision, recipe_id="r" + revision[0])
    record = example(index, provenance=cited)
    basis = BASES[revision] if revision != "b" * 64 else BASES["d" * 64]
    assert isinstance(basis, Basis)
    views = []
    for number in range(chance.choice([1, 2, 2, 2, 2])):
        scores = scored(chance, basis)
        said = decide(scores, basis.classes, basis.ok_classes, basis.limits)
        changes = {
            "evaluation": said.evaluation,
            "class_name": said.class_name,
            "score": said.score,
        }
        views.append(view_of(record, number, f"camera{number}", scores=scores, **changes))
    if chance.random() < 0.05:
        views[-1] = replace(
            views[-1], evaluation=Evaluation.UNDEFINED, reason=Reason.FRAME_MISSING, scores={}
        )
    worst = min(views, key=lambda each: (SEVERITY.index(each.evaluation), each.score))
    if len(views) == 1 and worst.evaluation is not Evaluation.NOT_OK:
        views.append(replace(views[0], view=1, camera="camera1"))
    record = replace(
        record,
        evaluation=worst.evaluation,
        reason=worst.reason,
        class_name=worst.class_name,
        score=worst.score,
        scores=worst.scores,
        view=worst.view,
        views=tuple(views),
    )
    if index % 50 == 7:
        return replace(record, evaluation=Evaluation.UNDEFINED, reason=Reason.DEADLINE_MISSED)
    if index % 50 == 9:
        return replace(record, scores={}, views=(), frame_id=None)
    return record


@dataclass
class Bench:
    history: SqliteHistory
    desk: WhatIfDesk
    parts: list[Known]

    def ask(self, **asked: object) -> WhatIfState:
        return self.desk.ask(Actor("Ana"), WhatIfQuestion(**asked), WAIT_S)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    store = open_store(tmp_path_factory.mktemp("database"))
    chance = random.Random(7)
    records = [
        replace(made(chance, index), challenge=index % 97 == 4) for index in range(1, PARTS + 1)
    ]
    store.commit(JOURNAL, PARTS, records, [], [])
    truths = {each.result_id: "" for each in records}
    reviews = store.reviews()
    for record in records[::5]:
        good = chance.random() < 0.6
        truths[record.result_id] = "good" if good else "bad"
        said = Evaluation.OK if good else Evaluation.NOT_OK
        label = "good" if good else "dent"
        reviews.add(Review(record.result_id, 1, "Ana", None, label, said, ""))
    for record in records[:40:10]:
        truths[record.result_id] = ""
        other = (
            Evaluation.OK
            if reviews.of_result(record.result_id)[-1].review.label != "good"
            else Evaluation.NOT_OK
        )
        reviews.add(
            Review(
                record.result_id,
                2,
                "Ben",
                None,
                "good" if other is Evaluation.OK else "dent",
                other,
                "",
            )
        )
    tested = [each.result_id for each in records if each.challenge]
    steps = tuple(Step(ChallengePart(1, "K1", True), each) for each in tested)
    run = ChallengeRun(0, Cause.REQUEST, "Ana", 1, None, RunState.RUNNING, "", "", "", steps)
    store.challenges().put_run(run)
    truths |= dict.fromkeys(tested, "kit")
    history = store.history()
    pictures = Pictures(history.scored_parts(), history, None, None, lambda: True)
    desk = WhatIfDesk(pictures, ThreeBases(), lambda: None)
    desk.ask(Actor(), WhatIfQuestion(parts=1), WAIT_S)  # the first one starts a thread that stays
    yield Bench(
        history,
        desk,
        [Known(at, each, truths[each.result_id]) for at, each in enumerate(records, 1)],
    )
    desk.close()
    history.close()
    store.close()


def expected(parts: Sequence[Known], change: LimitChange) -> tuple[Counter, Counter, Counter]:
    """Verdicts before and after, what is left out, and the same of parts that people know."""
    changes, left_out, known = Counter(), Counter(), Counter()
    for part in parts:
        record, basis = part.record, BASES[part.record.provenance.recipe_revision]
        was = record.evaluation
        if record.reason not in SEEN or (
            not record.views and record.reason is not Reason.CLASSIFIED
        ):
            now = was
        elif not record.views:
            left_out[LeftOut.NO_SCORES, was] += 1
            continue
        elif isinstance(basis, LeftOut):
            left_out[basis, was] += 1
            continue
        elif (found := decided(record, basis, change)) is None:
            left_out[LeftOut.CAMERA_SILENT, was] += 1
            continue
        else:
            now = found
        changes[was, now] += 1
        known[part.truth, was, now] += 1
    return changes, left_out, known


def shown(state: WhatIfState) -> tuple[Counter, Counter]:
    answer = state.answer
    return (
        Counter({(each.was, each.now): each.parts for each in answer.changes}),
        Counter({(each.why, each.was): each.parts for each in answer.left_out}),
    )


limit = st.one_of(st.floats(0.01, 1), st.integers(1, 20).map(lambda at: at / 20))
asked_limits = st.builds(
    LimitChanges,
    accept=st.none() | limit,
    reject_default=st.none() | limit,
    reject=st.dictionaries(st.sampled_from(["scratch", "dent"]), limit),
)


@given(asked=asked_limits, costs=st.builds(Costs, escape=st.integers(0, 500)))
@settings(max_examples=25)
def test_any_limits_give_what_plain_python_gives(bench, asked, costs):
    state = bench.ask(limits=asked, costs=costs)
    assert state.phase is WhatIfPhase.ANSWERED, state.message
    change = LimitChange(asked.accept, asked.reject_default, dict(asked.reject))
    changes, left_out, known = expected(bench.parts, change)
    assert shown(state) == (changes, left_out)
    answer = state.answer
    assert answer.parts == changes.total() == PARTS - left_out.total()
    assert answer.changed == sum(n for (was, now), n in changes.items() if was is not now)
    assert answer.unexplained == 0
    people, kit = answer.truth
    for figures, names in ((people, ("good", "bad")), (kit, ("", "kit"))):
        for mistakes, at in ((figures.before, 1), (figures.after, 2)):

            def count(name: str, evaluation: Evaluation, at: int = at) -> int:
                return sum(n for key, n in known.items() if (key[0], key[at]) == (name, evaluation))

            good, bad = names if names[0] else ("none", "kit")
            assert mistakes.escapes == count(bad, Evaluation.OK)
            assert mistakes.false_rejects == count(good, Evaluation.NOT_OK)
            undecided = [
                count(name, each)
                for name in (good, bad)
                for each in (Evaluation.UNDEFINED, Evaluation.NOT_DECIDABLE)
            ]
            assert mistakes.undecided == sum(undecided)
            assert mistakes.cost == pytest.approx(
                mistakes.escapes * costs.escape + mistakes.false_rejects + mistakes.undecided
            )


def test_a_question_that_changes_nothing_changes_nothing(bench):
    answer = bench.ask().answer
    assert answer.changed == answer.unexplained == 0
    assert {each.why for each in answer.left_out} == {LeftOut.NO_SCORES, LeftOut.MODEL_GONE}
    assert [
        each.lower <= each.value <= each.upper
        for each in (answer.truth[0].before.escape_share, answer.truth[0].after.false_reject_share)
    ] == [True, True]
    assert answer.classes == list(CLASSES)
    assert answer.limits_before.reject == {"scratch": 0.5, "dent": 0.3}


def test_a_sweep_is_one_question_for_each_of_its_values(bench):
    sweep = Sweep(limit=SweptLimit.CLASS, class_name="dent", values=[0.1, 0.2, 0.3, 0.5, 0.7, 0.8])
    asked = LimitChanges(reject={"dent": 0.4}, accept=0.6)
    points = bench.ask(limits=asked, sweep=sweep).answer.sweep
    assert [point.limit for point in points] == [0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8]
    for point in points:
        moved = LimitChanges(reject={"dent": point.limit}, accept=0.6)
        answer = bench.ask(limits=moved).answer
        mistakes = answer.truth[0].after
        assert (point.escapes, point.false_rejects, point.cost) == (
            mistakes.escapes,
            mistakes.false_rejects,
            mistakes.cost,
        )
        now = Counter({v: sum(e.parts for e in answer.changes if e.now is v) for v in Evaluation})
        assert (point.ok, point.not_ok) == (now[Evaluation.OK], now[Evaluation.NOT_OK])
    assert all(a.not_ok >= b.not_ok for a, b in pairwise(points))
    usual = bench.ask(sweep=Sweep(limit=SweptLimit.ACCEPT)).answer.sweep
    assert len(usual) > 20
    for point in usual[::5]:
        answer = bench.ask(limits=LimitChanges(accept=point.limit)).answer
        found = sum(each.parts for each in answer.changes if each.now is Evaluation.OK)
        assert (point.ok, point.cost) == (found, answer.truth[0].after.cost)


@pytest.mark.parametrize(
    ("criteria", "chosen"),
    [
        (AskedFilter(evaluation=Evaluation.OK), lambda each: each.evaluation is Evaluation.OK),
        (AskedFilter(recipe_id="ra"), lambda each: each.provenance.recipe_id == "ra"),
        (
            AskedFilter(since=utc_datetime(START_UTC_NS + 30_000_000_000), class_name="dent"),
            lambda each: each.trigger_index >= 300 and each.class_name == "dent",
        ),
        (AskedFilter(recipe_id="nobody's"), lambda each: False),
    ],
)
def test_a_filter_chooses_the_parts(bench, criteria, chosen):
    changes, left_out, _ = expected(
        [each for each in bench.parts if chosen(each.record)], LimitChange(accept=0.9)
    )
    state = bench.ask(criteria=criteria, limits=LimitChanges(accept=0.9))
    assert state.phase is WhatIfPhase.ANSWERED
    assert shown(state) == (changes, left_out)
    assert state.looked_at == state.total == changes.total() + left_out.total()


def test_the_parts_that_change_are_a_filter_of_the_history(bench):
    state = bench.ask(limits=LimitChanges(accept=0.95))
    assert state.answer.changed > 50
    listed, before = [], None
    while True:
        page = bench.desk.page(state.question_id, None, before, 37)
        listed += page.parts
        if page.next_before is None:
            break
        before = page.next_before
    by_id = {each.record.result_id: each.record for each in bench.parts}
    assert len(listed) == state.answer.changed
    for each in listed:
        record = by_id[each.row.result_id]
        basis = BASES[record.provenance.recipe_revision]
        assert each.now is decided(record, basis, LimitChange(accept=0.95)) is not record.evaluation
        assert each.class_name in basis.classes
    criteria = AskedFilter(what_if=state.question_id, evaluation=Evaluation.OK)
    wanted = domain_filter(criteria, bench.desk.changed)
    rows = bench.history.page(wanted, None, 1000)
    was_ok = [e.row.result_id for e in listed if e.row.evaluation is Evaluation.OK]
    assert [row.result_id for row in rows] == was_ok
    assert bench.history.count(wanted, 9).count == len(was_ok)
    first = bench.history.page_after(wanted, 0, 10)
    assert [row.result_id for row in first] == was_ok[:-11:-1]
    to_reject = replace(wanted, among=bench.desk.changed(state.question_id, Evaluation.NOT_OK))
    assert bench.history.page(to_reject, None, 10) == []
    again = bench.ask(criteria=criteria)
    assert again.answer.parts == len(was_ok)


def test_scores_are_read_once_while_nothing_is_added(bench, monkeypatch):
    whole = {"criteria": AskedFilter(recipe_id="ra")}
    bench.ask(limits=LimitChanges(accept=0.61), **whole)
    monkeypatch.setattr(bench.history.scored_parts().__class__, "found", None)
    state = bench.ask(limits=LimitChanges(accept=0.62), **whole)
    assert state.phase is WhatIfPhase.ANSWERED
    assert state.looked_at == state.total > 100
    gone = AskedFilter(recipe_id="rb")  # a package may be installed meanwhile
    assert bench.ask(criteria=gone).phase is WhatIfPhase.FAILED
    monkeypatch.undo()
    state = bench.ask(limits=LimitChanges(accept=0.63), parts=100)
    assert state.looked_at == state.total == 100


def test_more_parts_than_memory_holds_are_answered_all_the_same(bench, monkeypatch):
    asked = {"limits": LimitChanges(accept=0.9), "criteria": AskedFilter(recipe_id="rd")}
    whole = bench.ask(**asked)
    monkeypatch.setattr("inspector.services.what_if.question.CACHED_PARTS", 100)
    monkeypatch.setattr("inspector.services.what_if.desk.PIECE", 30)
    state = bench.ask(**asked, parts=999_999)
    assert state.answer == whole.answer
    assert bench.desk.page(state.question_id, None, None, 500) == bench.desk.page(
        whole.question_id, None, None, 500
    )
    with pytest.raises(WhatIfImpossibleError, match="are not kept"):
        bench.ask(scores_of=state.question_id)
    assert bench.ask(scores_of=whole.question_id).answer.changed == 0


@pytest.mark.parametrize(
    ("limits", "says"),
    [({"rust": 0.5}, "'rust', but dent, scratch"), ({"fine": 0.5}, "class of good parts")],
)
def test_a_limit_that_no_class_has_is_refused(bench, limits, says):
    state = bench.ask(limits=LimitChanges(reject=limits))
    assert (state.phase, state.code) == (WhatIfPhase.FAILED, WhatIfImpossibleError.code)
    assert says in state.message
    assert state.remedy


def test_a_question_that_is_replaced_is_forgotten(bench):
    first = bench.ask()
    second = bench.ask(instead_of=first.question_id)
    assert bench.desk.state(second.question_id).phase is WhatIfPhase.ANSWERED
    with pytest.raises(WhatIfUnknownError):
        bench.desk.state(first.question_id)
    with pytest.raises(WhatIfUnknownError):
        bench.ask(scores_of=first.question_id)
    newest = [bench.ask().question_id for _ in range(9)]
    with pytest.raises(WhatIfUnknownError):
        bench.desk.state(second.question_id)
    assert bench.desk.state(newest[-1]).by == "Ana"
    assert bench.history.page(HistoryFilter(among=[]), None, 5) == []
