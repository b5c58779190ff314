"""The trusted core with several views of a part, and with parts that the cameras see themselves."""

from __future__ import annotations

import logging
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from gate_core_rig import DEADLINE_NS, READY, Rig, drive_clock
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from inspector.clock import utc_ns
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.gate.settings import GateSettings
from inspector.gate.status import gate_status
from inspector.pipe.records import (
    Decided,
    LateSeen,
    LiveTrigger,
    OutcomeSeen,
    TriggerSeen,
    TriggerSource,
)
from inspector.plc.registers import ConfirmCode

OK, NOT_OK = Evaluation.OK, Evaluation.NOT_OK
UNDEFINED, NOT_DECIDABLE = Evaluation.UNDEFINED, Evaluation.NOT_DECIDABLE
VISION = GateSettings(trigger_source="vision")


@pytest.fixture
def clock(monkeypatch):
    """Nanoseconds that pass when the test says so."""
    now = [1_000_000_000]
    drive_clock(monkeypatch, lambda: now[0])
    return now


@pytest.fixture
def make_rig(tmp_path, clock):
    """Rigs one after the other on the same journal, each with a PLC and an engine."""
    rigs: list[Rig] = []

    def make(gate_settings: GateSettings, **plc_words: int) -> Rig:
        if rigs:
            rigs[-1].history.journal.close()
        rigs.append(Rig(tmp_path, gate_settings, session_id=77 + len(rigs)))
        rigs[-1].attach_engine()
        if plc_words.pop("attached", True):
            rigs[-1].attach_plc(**plc_words)
        return rigs[-1]

    yield make
    rigs[-1].history.journal.close()


@pytest.fixture
def pair(make_rig) -> Rig:
    """A station with two views."""
    return make_rig(GateSettings(views=2))


@pytest.fixture
def seeing(make_rig) -> Rig:
    """A station that sees its parts itself."""
    return make_rig(VISION)


def test_a_part_is_cleared_when_both_views_said_ok(pair):
    pair.trigger()
    pair.verdict(1, OK, score=0.8, view=1)
    assert pair.core.results.pending == 0
    pair.verdict(1, OK, score=0.9, view=0)
    assert pair.shown == (1, OK, Reason.CLASSIFIED)
    (decided,) = pair.journaled(Decided)
    assert (decided.view, round(decided.score, 3)) == (1, 0.8)


def test_the_first_reject_decides_and_the_other_view_is_neither_late_nor_on_record(pair):
    pair.trigger()
    pair.verdict(1, NOT_OK, view=1)
    assert pair.shown == (1, NOT_OK, Reason.CLASSIFIED)
    pair.confirm(1, ConfirmCode.REJECT_CONFIRMED)
    pair.verdict(1, OK, view=0)
    assert pair.core.tracking.late == 0
    pair.verdict(1, OK, view=0)
    pair.verdict(1, OK, view=1)
    assert pair.core.tracking.late == 2
    assert pair.core.results.pending == 1
    assert [record.view for record in pair.journaled(LateSeen)] == [0, 1]


def test_the_reason_is_that_of_the_view_that_decided(pair):
    pair.trigger()
    pair.verdict(1, UNDEFINED, Reason.FRAME_INCOMPLETE, 0.0, view=1)
    pair.verdict(1, NOT_DECIDABLE, score=0.5, view=0)
    assert pair.shown == (1, UNDEFINED, Reason.FRAME_INCOMPLETE)


@pytest.mark.parametrize(
    ("spoke", "reason", "view"),
    [([0], Reason.VIEW_MISSING, 1), ([1], Reason.VIEW_MISSING, 0), ([], Reason.DEADLINE_MISSED, 0)],
)
@pytest.mark.parametrize("how", ["expired", "left", "spoke too late"])
def test_a_view_that_did_not_speak_in_time_rejects(pair, clock, spoke, reason, view, how):
    pair.trigger()
    for number in spoke:
        pair.verdict(1, OK, view=number)
    if how == "left":
        pair.confirm(1, ConfirmCode.REJECT_CONFIRMED)
    else:
        clock[0] += DEADLINE_NS
    if how == "expired":
        pair.core.tracking.expire()
    if how == "spoke too late":
        pair.verdict(1, OK, view=view)
    assert pair.shown == (1, UNDEFINED, reason)
    assert pair.core.tracking.late == (how == "spoke too late")
    assert [record.view for record in pair.journaled(Decided)] == [view]


def test_what_comes_after_the_deadline_is_late_from_any_view(pair, clock):
    pair.trigger()
    pair.verdict(1, OK, view=0)
    clock[0] += DEADLINE_NS
    pair.core.tracking.expire()
    pair.verdict(1, OK, view=1)
    assert pair.core.tracking.late == 1
    assert pair.core.results.pending == 1


@pytest.mark.parametrize("view", [0, 1, 2])
def test_a_clearance_is_taken_back_by_any_view(pair, view):
    pair.trigger()
    for number in (0, 1):
        pair.verdict(1, OK, view=number)
    pair.verdict(1, NOT_OK, view=view)
    assert pair.core.results.pending == 2
    pair.write(result_ack_seq=1)
    assert pair.shown[:2] == (1, NOT_OK if view < 2 else UNDEFINED)


def test_a_view_that_the_gate_does_not_expect_rejects_and_is_logged_once(pair, caplog):
    for index in (1, 2):
        pair.trigger()
        pair.verdict(index, OK, view=2)
    assert pair.shown == (1, UNDEFINED, Reason.SCORE_INVALID)
    assert pair.core.results.pending == 2
    assert [record.message for record in caplog.records] == [
        "refused: the engine judges view 2, which the gate does not expect"
    ]
    pair.core.on_engine_attached()
    pair.verdict(3, OK, view=2)
    assert len(caplog.records) == 2


def test_with_the_engine_goes_what_its_views_have_said(pair):
    pair.trigger()
    pair.verdict(1, OK, view=0)
    pair.core.on_engine_lost()
    assert pair.shown == (1, UNDEFINED, Reason.ENGINE_LOST)
    assert pair.core.tracking.views._said == {}


def test_a_plc_that_takes_no_results_cannot_fill_the_memory(make_rig):
    rig = make_rig(GateSettings(track_limit=10))
    for _ in range(30):
        rig.verdict(rig.trigger(), OK)
    assert rig.core.results.pending == 10
    assert rig.core.history.ledger.evaluations == Counter({OK: 30})
    rig.verdict(30, NOT_OK)
    assert rig.core.results.pending == 11
    published = [bool(record.published) for record in rig.journaled(Decided)]
    assert published == [True] * 10 + [False] * 20


def test_a_part_that_the_cameras_see_is_counted_and_answered_by_its_detection(seeing, clock):
    seeing.write(encoder_now=4711)
    seeing.see(9, seen_ns=clock[0] - 30_000_000)
    assert seeing.announced == [
        LiveTrigger(1, 0, 4711, clock[0] - 30_000_000, clock[0] - 30_000_000 + DEADLINE_NS, 1, 9, 3)
    ]
    seeing.verdict(1, OK)
    assert seeing.shown == (1, OK, Reason.CLASSIFIED)
    assert seeing.core.bank.vision["trigger_seq_seen"] == 1
    seeing.confirm(1)
    assert seeing.core.history.ledger.outcomes == Counter({Outcome.PASSED: 1})
    (seen,) = seeing.journaled(TriggerSeen)
    assert (seen.trigger_seq, seen.source) == (1, TriggerSource.VISION)


def test_the_wall_clock_of_a_seen_part_is_that_of_its_picture(seeing, clock):
    before = utc_ns()
    seeing.see(1, seen_ns=clock[0] - 200_000_000)
    (seen,) = seeing.journaled(TriggerSeen)
    assert before <= seen.utc_ns + 200_000_000 <= utc_ns()


def test_the_deadline_counts_from_the_picture(seeing, clock):
    seeing.see(1, seen_ns=clock[0] - DEADLINE_NS + 1)
    seeing.core.tracking.expire()
    assert seeing.core.history.ledger.undecided()
    clock[0] += 1
    seeing.core.tracking.expire()
    assert seeing.shown == (1, UNDEFINED, Reason.DEADLINE_MISSED)


def test_a_picture_from_the_future_gets_no_longer_deadline(seeing, clock):
    seeing.see(1, seen_ns=2**64 - 1)
    assert seeing.announced[0].seen_ns == clock[0]


def test_the_numbers_of_seen_parts_go_round_without_0(seeing, clock):
    seeing.history.trigger_seq = seeing.core._plc.trigger_seq = 65534
    for detection in (1, 2):
        seeing.see(detection, clock[0])
    assert [part.trigger_seq for part in seeing.history.ledger.open_parts()] == [65535, 1]


def test_a_repeated_or_older_detection_is_no_part_and_is_counted(seeing, clock):
    for detection in (5, 5, 4, 0, 6):
        seeing.see(detection, clock[0])
    assert [trigger.detection for trigger in seeing.announced] == [5, 6]
    assert seeing.core.history.ledger.triggered == 2
    assert gate_status(seeing.core, plc_connected=True).repeated == 3


def test_another_engine_counts_its_detections_from_the_beginning(seeing, clock):
    seeing.see(5, clock[0])
    seeing.core.on_engine_lost()
    seeing.attach_engine()
    seeing.see(5, clock[0])
    assert seeing.core.history.ledger.triggered == 1
    seeing.core.on_engine_attached()
    seeing.see(1, clock[0])
    assert seeing.core.history.ledger.triggered == 2


def test_where_the_cameras_count_the_triggers_of_the_plc_are_no_parts(seeing, clock):
    seeing.trigger()
    seeing.trigger_seq = 40
    seeing.trigger()
    assert seeing.core.history.ledger.triggered == 0
    assert seeing.core.synchronised
    assert seeing.core.missed == 0
    seeing.see(1, clock[0])
    status = gate_status(seeing.core, plc_connected=True)
    assert (status.triggered, status.plc_triggered) == (1, 1)


def test_where_the_plc_counts_a_seen_part_is_refused_and_logged_once(pair, clock, caplog):
    with caplog.at_level(logging.WARNING):
        pair.see(1, clock[0])
        pair.see(2, clock[0])
    assert pair.core.history.ledger.triggered == 0
    assert [record.message for record in caplog.records] == [
        "refused: the engine reports parts by itself, but the PLC counts them here"
    ]


def test_a_seen_part_that_nobody_can_judge_is_rejected_at_once(seeing, clock):
    seeing.core.engine = replace(READY, ready=0, fault_reason=Reason.CAMERA_LOST)
    seeing.see(1, clock[0])
    assert seeing.shown == (1, UNDEFINED, Reason.CAMERA_LOST)
    assert not seeing.announced


def test_seen_parts_before_the_plc_came_have_unknown_outcomes(make_rig, clock):
    rig = make_rig(VISION, attached=False)
    rig.see(1, clock[0])
    rig.see(2, clock[0])
    rig.verdict(1, OK)
    rig.attach_plc(result_ack_seq=9)
    assert rig.core.history.ledger.outcomes == Counter({Outcome.UNKNOWN: 2})
    assert rig.core.results.pending == 0
    rig.see(3, clock[0])
    rig.verdict(3, OK)
    assert rig.shown == (3, OK, Reason.CLASSIFIED)
    assert rig.core.bank.vision["result_seq"] == 10


def test_after_a_restart_the_gate_counts_on_and_the_same_plc_confirms_old_parts(make_rig, clock):
    first = make_rig(VISION)
    for detection in (1, 2):
        first.see(detection, clock[0])
    first.verdict(1, OK)
    second = make_rig(VISION, result_ack_seq=1)
    assert second.core.history.ledger.evaluations == Counter({OK: 1, UNDEFINED: 1})
    assert second.core.missed == 0
    second.confirm(1)
    second.confirm(2, ConfirmCode.REJECT_CONFIRMED)
    assert second.core.history.ledger.outcomes == Counter({Outcome.PASSED: 1, Outcome.REJECTED: 1})
    second.see(1, clock[0])
    second.verdict(3, OK)
    assert second.shown == (3, OK, Reason.CLASSIFIED)
    reasons = [record.reason for record in second.journaled(Decided)]
    assert reasons == [Reason.CLASSIFIED, Reason.GATE_RESTARTED, Reason.CLASSIFIED]


def test_a_plc_that_restarts_under_seen_parts_loses_them_and_the_numbers_go_on(seeing, clock):
    seeing.see(1, clock[0])
    seeing.write(plc_session=6, result_ack_seq=0)
    assert seeing.core.history.ledger.outcomes == Counter({Outcome.UNKNOWN: 1})
    seeing.see(2, clock[0])
    assert seeing.history.ledger.open_parts()[0].trigger_seq == 2


def test_when_the_source_of_parts_changes_no_gap_is_taken_for_missed_parts(make_rig, clock):
    """The same PLC goes on where it was, the gate's own numbers meanwhile led elsewhere."""
    rig = make_rig(VISION)
    rig.see(1, clock[0])
    rig.verdict(1, OK)
    again = make_rig(GateSettings(), trigger_seq=40)
    assert again.core.synchronised
    assert again.core.missed == 0
    assert again.core.history.ledger.outcomes == Counter({Outcome.UNKNOWN: 1})
    again.trigger_seq = 40
    again.trigger()
    assert again.core.history.ledger.triggered == 2
    assert make_rig(GateSettings(), trigger_seq=43).core.missed == 2


def test_the_change_of_source_is_remembered_without_any_part(make_rig):
    make_rig(VISION)
    assert make_rig(GateSettings(), trigger_seq=40).core.missed == 0


@pytest.mark.parametrize("checkpoint", [False, True])
def test_the_change_of_source_is_remembered_without_any_plc(make_rig, clock, checkpoint):
    make_rig(GateSettings())
    rig = make_rig(VISION, attached=False)
    rig.see(1, clock[0])
    if checkpoint:
        rig.history.checkpoint()
    assert make_rig(GateSettings(), trigger_seq=40).core.missed == 0


class SeenLineMachine(RuleBasedStateMachine):
    """Random lines with two views and no trigger: one verdict and one outcome for each part."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.session = 77
        self.now = 10**9
        self.patch = pytest.MonkeyPatch()
        drive_clock(self.patch, lambda: self.now)

    @initialize(attached=st.booleans())
    def begin(self, attached):
        self.parts = 0
        self.detection = 0
        self.granted: dict[int, set[int]] = {}
        self.spoilt: set[int] = set()
        self.start(attached=attached)
        self.rig.attach_engine()

    def start(self, *, attached: bool) -> None:
        gate_settings = GateSettings(views=2, trigger_source="vision")
        self.rig = Rig(Path(self.folder.name), gate_settings, session_id=self.session)
        if attached:
            self.rig.attach_plc()

    @rule()
    def engine_comes(self):
        self.detection = 0
        self.rig.core.on_engine_attached()
        self.rig.attach_engine()

    @rule()
    def engine_goes(self):
        self.rig.core.on_engine_lost()

    @rule(skipped=st.integers(0, 2), age_ms=st.sampled_from([0, 10, 200, 300]))
    def the_cameras_see_a_part(self, skipped, age_ms):
        self.detection += skipped + 1
        self.rig.see(self.detection, self.now - age_ms * 1_000_000)
        self.parts += 1

    @rule(back=st.integers(0, 3))
    def an_old_detection_comes_again(self, back):
        self.rig.see(max(self.detection - back, 0), self.now)

    @rule(
        data=st.data(),
        view=st.integers(0, 2),
        evaluation=st.sampled_from([1, 1, 1, 0, 2, 3]),
    )
    def verdict(self, data, view, evaluation):
        ledger = self.rig.core.history.ledger
        waiting = [part.trigger_index for part in ledger.undecided()]
        index = data.draw(st.sampled_from([*waiting, *waiting, ledger.next_trigger_index - 1, 1]))
        part = ledger.find(index)
        if part is not None and part.evaluation is None and part.deadline_ns > self.now:
            if evaluation == OK and view < 2:
                self.granted.setdefault(index, set()).add(view)
            else:
                self.spoilt.add(index)
        self.rig.verdict(index, evaluation, view=view)

    @rule(milliseconds=st.sampled_from([1, 100, 250]))
    def time_passes(self, milliseconds):
        self.now += milliseconds * 1_000_000
        self.rig.core.tracking.expire()

    @rule(data=st.data(), code=st.integers(0, 7))
    def confirm(self, data, code):
        self.rig.confirm(data.draw(st.integers(1, max(self.parts, 1))), code)

    @rule()
    def acknowledge(self):
        self.rig.acknowledge()

    @rule()
    def the_plc_triggers_in_vain(self):
        self.rig.trigger()

    @rule()
    def gate_restarts(self):
        old = self.rig
        old.history.journal.close()
        self.session += 1
        self.detection = 0
        self.start(attached=False)
        self.rig.confirm_seq = old.confirm_seq
        self.rig.core.bank.plc.words[:] = old.core.bank.plc.words
        self.rig.attach_plc()
        self.rig.attach_engine()

    @rule()
    def plc_restarts(self):
        session = self.rig.core.bank.plc["plc_session"] % 65535 + 1
        self.rig.confirm_seq = 0
        self.rig.write(
            session_ack=self.session, plc_session=session, confirm_seq=0, result_ack_seq=0
        )

    @invariant()
    def every_part_one_verdict_and_only_two_oks_clear_it(self):
        if not hasattr(self, "rig"):
            return
        ledger = self.rig.core.history.ledger
        granted = {index for index, views in self.granted.items() if views == {0, 1}}
        assert ledger.triggered == self.parts
        assert sum(ledger.outcomes.values()) + len(ledger.open_parts()) == self.parts
        assert ledger.evaluations[OK] == len(granted - self.spoilt)
        cleared = {part.trigger_index for part in ledger.open_parts() if part.cleared}
        assert cleared <= granted - self.spoilt
        undecided = {part.trigger_index for part in ledger.undecided()}
        assert set(self.rig.core.tracking.views._said) <= undecided

    def teardown(self):
        if hasattr(self, "rig"):
            for kind in (TriggerSeen, Decided, OutcomeSeen):
                indexes = [record.trigger_index for record in self.rig.journaled(kind)]
                assert len(indexes) == len(set(indexes))
        self.patch.undo()
        self.folder.cleanup()


TestSeenLine = SeenLineMachine.TestCase
TestSeenLine.settings = settings(max_examples=40, stateful_step_count=30)
