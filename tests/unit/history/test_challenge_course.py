"""How a challenge is decided, and when one is due."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.config.challenge import ChallengeConfig
from inspector.domain.challenge import (
    Cause,
    ChallengePart,
    ChallengeRun,
    RunState,
    Step,
    StepState,
)
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.phrases.challenge import ChallengePhrase
from inspector.domain.record import OutcomeUpdate, Provenance, ResultRecord
from inspector.engine.record.challenge import ChallengeWatch
from inspector.services.challenge.course import Course
from inspector.services.challenge.due import Situation, next_due

S = 1_000_000_000
HOUR = 3600 * S
CONFIG = ChallengeConfig(part_timeout_s=60, outcome_timeout_s=10)
BAD = ChallengePart(1, "scratched 07", defective=True, class_name="scratch")
GOOD = ChallengePart(2, "master 01", defective=False)
ORDER = (BAD, GOOD, BAD)
RIGHT = (
    (Evaluation.NOT_OK, Outcome.REJECTED),
    (Evaluation.OK, Outcome.PASSED),
    (Evaluation.NOT_DECIDABLE, Outcome.REJECTED),
)
PROVENANCE = Provenance("s", "1", "c", "r", "e", "m", "a", "int8", "CPU", is_simulated=True)


def run_of(*parts: ChallengePart) -> ChallengeRun:
    steps = tuple(Step(part) for part in parts)
    return ChallengeRun(1, Cause.REQUEST, "Anna", 0, None, RunState.RUNNING, "", "r", "a", steps)


def row(index: int, evaluation: Evaluation, reason: Reason = Reason.CLASSIFIED) -> ResultRecord:
    return ResultRecord(
        result_id=f"00000001-{index:012d}",
        journal_id=1,
        trigger_index=index,
        part_id=index,
        encoder=0,
        triggered_utc_ns=0,
        decided_utc_ns=0,
        latency_ns=1,
        evaluation=evaluation,
        reason=reason,
        provenance=PROVENANCE,
    )


class Line:
    """An engine's watch and a course, driven by hand."""

    FIRST = 41

    def __init__(self, *parts: ChallengePart, config: ChallengeConfig = CONFIG) -> None:
        self.watch = ChallengeWatch()
        self.watch.begin(len(parts))
        self.course = Course(run_of(*parts), config, begun_ns=0)
        self.index = self.FIRST - 1
        self.now_s = 0.0

    def come(self, evaluation: Evaluation, outcome: Outcome | None = None) -> ChallengeRun:
        self.index += 1
        self.watch.note_coming(self.index)
        told = row(self.index, evaluation)
        outcomes = [] if outcome is None else [OutcomeUpdate(told.result_id, outcome, 1)]
        self.watch.note_recorded([told], outcomes)
        return self.look()

    def look(self, after_s: float = 0.1) -> ChallengeRun:
        self.now_s += after_s
        return self.course.look(self.watch.sight(), round(self.now_s * S), 7)


def test_all_right_is_passed():
    line = Line(*ORDER)
    states = [line.come(*each).state for each in RIGHT]
    assert states == [RunState.RUNNING, RunState.RUNNING, RunState.PASSED]
    run = line.course.run
    assert run.ended_utc_ns == 7
    assert run.detail == ""
    assert [step.result_id for step in run.steps] == [f"00000001-{n:012d}" for n in (41, 42, 43)]


@pytest.mark.parametrize(
    ("place", "wrong", "fault"),
    [
        (0, (Evaluation.OK, Outcome.PASSED), "missed"),
        (0, (Evaluation.OK, Outcome.REJECTED), "missed"),
        (0, (Evaluation.NOT_OK, Outcome.PASSED), "was not rejected"),
        (0, (Evaluation.NOT_OK, Outcome.UNCONFIRMED), "was not rejected"),
        (2, (Evaluation.UNDEFINED, Outcome.REJECTED), "there was no verdict"),
    ],
)
def test_a_defective_part_that_is_not_proven_found_and_rejected_fails(place, wrong, fault):
    line = Line(*ORDER)
    told = list(RIGHT)
    told[place] = wrong
    for each in told:
        line.come(*each)
    run = line.course.run
    assert run.state is RunState.FAILED
    assert fault in run.detail
    assert "scratched 07" in run.detail
    assert len(run.missed) == 1


@pytest.mark.parametrize(("locks", "state"), [(False, RunState.PASSED), (True, RunState.FAILED)])
def test_a_good_part_that_is_rejected_warns_or_fails_as_the_station_says(locks, state):
    config = CONFIG.model_copy(update={"good_rejected_locks": locks})
    line = Line(*ORDER, config=config)
    for each in (RIGHT[0], (Evaluation.NOT_OK, Outcome.REJECTED), RIGHT[2]):
        line.come(*each)
    assert line.course.run.state is state
    assert "master 01" in line.course.run.detail


def test_an_outcome_that_the_plc_does_not_tell_is_wrong():
    line = Line(BAD)
    assert line.come(Evaluation.NOT_OK).steps[0].state is StepState.SEEN
    assert line.look(9).state is RunState.RUNNING
    run = line.look(2)
    assert run.state is RunState.FAILED
    assert "did not tell" in run.detail


def test_a_part_that_does_not_come_proves_nothing():
    line = Line(*ORDER)
    line.come(*RIGHT[0])
    assert line.look(59).state is RunState.RUNNING
    run = line.look(2)
    assert run.state is RunState.ABORTED
    assert run.detail == "part 2 of 3 did not come"


def test_what_was_missed_stays_missed_when_the_run_is_cut_off():
    line = Line(*ORDER)
    line.come(Evaluation.OK, Outcome.PASSED)
    run = line.course.cut_off(ChallengePhrase.STATION_STOPPED(), 9)
    assert run.state is RunState.FAILED
    assert "missed" in run.detail


def test_a_gate_that_counts_anew_ends_the_run():
    line = Line(*ORDER)
    line.come(*RIGHT[0])
    line.watch.begin_anew()
    run = line.look()
    assert run.state is RunState.ABORTED
    assert "anew" in run.detail


def test_a_gate_that_counts_anew_before_the_first_part_changes_nothing():
    line = Line(BAD)
    line.watch.begin_anew()
    assert line.come(*RIGHT[0]).state is RunState.PASSED


@given(before=st.integers(0, 5), after=st.integers(0, 5))
def test_only_the_parts_of_the_run_are_challenge_parts(before, after):
    watch = ChallengeWatch()
    indices = range(1, before + 1)
    for index in indices:
        watch.note_coming(index)
    watch.begin(3)
    for index in range(before + 1, before + 4 + after):
        watch.note_coming(index)
    marked = [index for index in range(1, before + 4 + after) if watch.is_challenge(index)]
    assert marked == [before + 1, before + 2, before + 3]
    watch.end()
    assert not any(watch.is_challenge(index) for index in range(1, before + 9))


def test_a_locked_station_lets_the_parts_of_a_run_through():
    from inspector.domain.errors.challenge import ChallengeOverdueError

    watch = ChallengeWatch()
    assert not watch.locked_out
    watch.lock_out(ChallengeOverdueError("late"))
    assert watch.locked_out
    watch.begin(2)
    assert not watch.locked_out
    assert watch.lock is not None
    watch.end()
    assert watch.locked_out


class TestDue:
    PASSED = replace(run_of(BAD), state=RunState.PASSED, begun_utc_ns=10 * HOUR)
    FAILED = replace(
        run_of(BAD), state=RunState.FAILED, begun_utc_ns=11 * HOUR, ended_utc_ns=11 * HOUR + 5
    )
    NOW = Situation(9 * HOUR, PASSED, PASSED, "r", 9 * HOUR, "a", 9 * HOUR, None)

    def test_nothing_is_due_by_default(self):
        assert next_due(ChallengeConfig(), self.NOW) is None
        assert next_due(ChallengeConfig(), replace(self.NOW, passed=None, decided=None)) is None

    def test_a_failed_one_locks_at_once_whatever_the_file_says(self):
        due = next_due(ChallengeConfig(), replace(self.NOW, decided=self.FAILED))
        assert due is not None
        assert (due.cause, due.locks_utc_ns) == (Cause.FAILED, 11 * HOUR + 5)

    def test_the_schedule_counts_from_the_last_one_that_was_passed(self):
        due = next_due(ChallengeConfig(every_hours=4, grace_minutes=30), self.NOW)
        assert due is not None
        assert (due.cause, due.since_utc_ns) == (Cause.SCHEDULE, 14 * HOUR)
        assert due.locks_utc_ns == 14 * HOUR + HOUR // 2

    @pytest.mark.parametrize("name", ["every_hours", "at_start", "on_lot", "on_model"])
    def test_where_anything_is_asked_for_the_first_is_due_at_the_start(self, name):
        config = ChallengeConfig.model_validate({name: 1 if name == "every_hours" else True})
        due = next_due(config, replace(self.NOW, passed=None, decided=None))
        assert due is not None
        assert (due.cause, due.since_utc_ns) == (Cause.START, 9 * HOUR)

    @pytest.mark.parametrize(
        ("config", "change", "cause"),
        [
            ({"at_start": True}, {"started_utc_ns": 12 * HOUR}, Cause.START),
            ({"on_lot": True}, {"lot_since_utc_ns": 12 * HOUR}, Cause.LOT),
            (
                {"on_changeover": True},
                {"recipe_id": "other", "recipe_since_utc_ns": 12 * HOUR},
                Cause.CHANGEOVER,
            ),
            (
                {"on_model": True},
                {"model_sha256": "b", "model_since_utc_ns": 12 * HOUR},
                Cause.MODEL,
            ),
        ],
    )
    def test_each_cause_stands_until_one_is_passed(self, config, change, cause):
        asked = ChallengeConfig.model_validate(config)
        now = replace(self.NOW, **change)
        assert next_due(asked, self.NOW) is None
        due = next_due(asked, now)
        assert due is not None
        assert (due.cause, due.since_utc_ns) == (cause, 12 * HOUR)
        fresh = replace(
            self.PASSED,
            begun_utc_ns=13 * HOUR,
            recipe_id=now.recipe_id,
            model_sha256=now.model_sha256,
        )
        assert next_due(asked, replace(now, passed=fresh, decided=fresh)) is None

    def test_what_locks_first_comes_first(self):
        config = ChallengeConfig(every_hours=1, on_lot=True)
        due = next_due(config, replace(self.NOW, lot_since_utc_ns=10 * HOUR + 1))
        assert due is not None
        assert due.cause is Cause.LOT
