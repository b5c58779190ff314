"""The eight rules of the handshake, seen from the PLC."""

from __future__ import annotations

import pytest

from inspector.domain.evaluation import Evaluation
from inspector.plc.block import next_sequence
from inspector.plc.registers import (
    RING_OFFSET,
    RING_SLOT_WORDS,
    RING_SLOTS,
    ConfirmCode,
    Status,
)
from inspector.sim.plc_program import PlcProgram
from inspector.sim.world import Geometry, SensorEdges

GEOMETRY = Geometry(pitch=100, decision=350, ejector=420, exit=470, reach=20)
SESSION = 77
OK, NOT_OK = Evaluation.OK, Evaluation.NOT_OK


class Vision:
    """The other side of the wire: a gate that a test plays by hand."""

    def __init__(self, plc: PlcProgram, session: int = SESSION) -> None:
        self.plc = plc
        self.now_ms = 1000.0
        self.encoder = 0
        self.slot = 0
        plc.vision["session_id"] = session
        self.exchange()

    def exchange(self, *, beat: bool = True) -> None:
        """One transaction: the gate takes over what the PLC says, the PLC reads the gate."""
        vision, plc = self.plc.vision, self.plc.plc
        if beat:
            vision["heartbeat"] = next_sequence(vision["heartbeat"])
        vision["trigger_seq_seen"] = plc["trigger_seq"]
        vision["confirm_ack_seq"] = plc["confirm_seq"]
        self.plc.on_exchange()

    def show(self, sequence: int, trigger_seq: int, evaluation: Evaluation) -> None:
        """Put a result in the next slot of the ring."""
        start = RING_OFFSET + self.slot * RING_SLOT_WORDS
        self.slot = (self.slot + 1) % RING_SLOTS
        words = [sequence, evaluation << 12, trigger_seq]
        self.plc.vision.words[start : start + RING_SLOT_WORDS] = words

    def scan(
        self,
        encoder: int,
        *,
        eye: tuple[int, ...] = (),
        chute: tuple[int, ...] = (),
        exits: tuple[int, ...] = (),
        after_ms: float = 5,
    ) -> list[int]:
        self.now_ms += after_ms
        self.encoder = encoder
        edges = SensorEdges(tuple((0, count) for count in eye), chute, exits)
        return self.plc.scan(self.now_ms, encoder, edges)


@pytest.fixture
def vision() -> Vision:
    vision = Vision(PlcProgram(GEOMETRY, 9))
    vision.scan(0)
    return vision


def strikes_at_the_decision_point(vision: Vision, *, after_ms: float = 5) -> list[int]:
    return vision.scan(100 + 350, after_ms=after_ms)


def test_rule_1_a_new_part_is_a_changed_sequence_with_its_name_and_place(vision: Vision) -> None:
    vision.scan(100, eye=(100,))
    plc = vision.plc.plc
    assert (plc["trigger_seq"], plc["part_id"], plc["encoder_at_trigger"]) == (1, 1, 100)
    assert plc["plc_triggered"] == 1


def test_rule_1_each_part_is_shown_until_it_was_seen_and_none_is_skipped(vision: Vision) -> None:
    vision.scan(300, eye=(100, 200, 300))
    shown = []
    for _ in range(4):
        shown.append(vision.plc.plc["trigger_seq"])
        vision.exchange()
    assert shown == [1, 2, 3, 3]


def test_rule_2_a_result_is_acknowledged_and_acted_on_once(vision: Vision) -> None:
    vision.scan(100, eye=(100,))
    vision.show(1, 1, OK)
    vision.exchange()
    assert vision.plc.plc["result_ack_seq"] == 1
    vision.show(1, 1, NOT_OK)  # the same sequence again: a duplicate, whatever it says
    vision.exchange()
    assert strikes_at_the_decision_point(vision) == []


def test_rule_2_a_slow_scan_catches_up_with_the_ring_in_order(vision: Vision) -> None:
    vision.scan(800, eye=tuple(range(700, 801, 100)))
    vision.slot = 6  # the ring has turned: the older results stand behind the newer
    for sequence, trigger_seq in ((1, 1), (2, 2), (3, 1)):
        vision.show(sequence, trigger_seq, OK if sequence < 3 else NOT_OK)
    vision.exchange()
    assert vision.plc.plc["result_ack_seq"] == 3
    assert vision.scan(1200) == [700 + 420]


def test_rule_2_the_sequence_goes_round_without_zero(vision: Vision) -> None:
    vision.plc.plc["result_ack_seq"] = 65535
    vision.scan(100, eye=(100,))
    vision.show(1, 1, OK)
    vision.exchange()
    assert vision.plc.plc["result_ack_seq"] == 1
    assert strikes_at_the_decision_point(vision) == []


def test_rule_2_what_was_acknowledged_long_ago_is_not_new(vision: Vision) -> None:
    vision.plc.plc["result_ack_seq"] = 40_000
    vision.scan(100, eye=(100,))
    vision.show(39_999, 1, OK)
    vision.exchange()
    assert strikes_at_the_decision_point(vision) == [520]


@pytest.mark.parametrize("evaluation", set(Evaluation) - {OK})
def test_rule_3_only_ok_clears_a_part(vision: Vision, evaluation: Evaluation) -> None:
    vision.scan(100, eye=(100,))
    vision.show(1, 1, evaluation)
    vision.exchange()
    assert strikes_at_the_decision_point(vision) == [520]


def test_rule_3_a_result_for_an_unknown_part_clears_nothing(vision: Vision) -> None:
    vision.scan(100, eye=(100,))
    vision.show(1, 999, OK)
    vision.exchange()
    assert vision.plc.plc["result_ack_seq"] == 1
    assert strikes_at_the_decision_point(vision) == [520]


def test_rule_4_the_strike_is_a_place_on_the_belt_and_no_time(vision: Vision) -> None:
    vision.scan(130, eye=(100,))
    assert vision.scan(449) == []
    assert vision.scan(5000) == [100 + 420]


def test_rule_5_no_verdict_at_the_decision_point_is_a_reject(vision: Vision) -> None:
    vision.scan(100, eye=(100,))
    assert vision.scan(449) == []
    assert vision.scan(450) == [520]


def test_rule_5_an_ok_after_the_decision_point_comes_too_late(vision: Vision) -> None:
    vision.scan(100, eye=(100,))
    assert strikes_at_the_decision_point(vision) == [520]
    vision.show(1, 1, OK)
    vision.exchange()
    assert vision.scan(500) == []  # struck once; the ejector fires at 520 as commanded
    assert vision.plc.plc["result_ack_seq"] == 1


@pytest.mark.parametrize(("first", "second"), [(OK, NOT_OK), (NOT_OK, OK), (NOT_OK, NOT_OK)])
def test_rule_6_a_second_verdict_only_worsens(
    vision: Vision, first: Evaluation, second: Evaluation
) -> None:
    vision.scan(100, eye=(100,))
    vision.show(1, 1, first)
    vision.exchange()
    vision.show(2, 1, second)
    vision.exchange()
    assert strikes_at_the_decision_point(vision) == [520]


def test_rule_7_a_silent_gate_diverts_also_what_it_had_cleared(vision: Vision) -> None:
    vision.scan(100, eye=(100,))
    vision.show(1, 1, OK)
    vision.exchange()
    vision.scan(200)
    for _ in range(4):
        vision.exchange(beat=False)
    assert strikes_at_the_decision_point(vision, after_ms=301) == [520]
    assert vision.plc.diverted == 1


def test_rule_7_a_gate_that_beats_just_in_time_is_believed(vision: Vision) -> None:
    vision.scan(100, eye=(100,))
    vision.show(1, 1, OK)
    vision.exchange()
    vision.scan(200)
    assert strikes_at_the_decision_point(vision, after_ms=300) == []
    assert vision.plc.diverted == 0


def test_rule_7_a_gate_that_was_never_heard_clears_nothing() -> None:
    plc = PlcProgram(GEOMETRY, 9)
    assert plc.scan(1000, 100, SensorEdges(((0, 100),))) == []
    assert plc.scan(1005, 450, SensorEdges()) == [520]


def test_rule_8_after_the_gates_restart_nothing_on_the_belt_is_cleared(vision: Vision) -> None:
    vision.scan(100, eye=(100,))
    vision.show(1, 1, OK)
    vision.exchange()
    vision.plc.vision["session_id"] = SESSION + 1
    vision.exchange()
    assert vision.plc.plc["session_ack"] == SESSION + 1
    assert strikes_at_the_decision_point(vision) == [520]


def test_rule_8_a_result_of_a_session_that_was_not_agreed_clears_nothing(vision: Vision) -> None:
    vision.scan(100, eye=(100,))
    vision.plc.vision["session_id"] = SESSION + 1
    vision.show(1, 1, OK)
    vision.exchange()
    assert strikes_at_the_decision_point(vision) == [520]


def test_rule_8_parts_after_the_restart_are_cleared_again(vision: Vision) -> None:
    vision.plc.vision["session_id"] = SESSION + 1
    vision.exchange()
    vision.scan(100, eye=(100,))
    vision.show(1, 1, OK)
    vision.exchange()
    assert strikes_at_the_decision_point(vision) == []


def test_a_lost_link_skips_what_it_could_not_tell_and_goes_on_with_the_newest(
    vision: Vision,
) -> None:
    vision.scan(300, eye=(100, 200, 300))
    vision.plc.on_link_lost()
    assert vision.plc.plc["trigger_seq"] == 3
    vision.exchange()
    vision.scan(400, eye=(400,))
    assert vision.plc.plc["trigger_seq"] == 4


def test_confirmations_are_told_one_by_one_in_order_and_exactly_once(vision: Vision) -> None:
    vision.scan(300, eye=(100, 200, 300))
    for sequence, evaluation in enumerate((NOT_OK, OK, NOT_OK), start=1):
        vision.show(sequence, sequence, evaluation)
    vision.exchange()
    assert vision.scan(650) == [520, 720]
    vision.scan(800, chute=(520, 720), exits=(670,))
    told = []
    for _ in range(5):
        vision.exchange()
        plc = vision.plc.plc
        told.append((plc["confirm_seq"], plc["confirm_trigger_seq"], plc["confirm_code"]))
    reject, passed = ConfirmCode.REJECT_CONFIRMED, ConfirmCode.PASSED
    assert told == [(1, 1, reject), (2, 3, reject), (3, 2, passed), (3, 2, passed), (3, 2, passed)]
    assert (plc["plc_rejected"], plc["plc_passed"]) == (2, 1)


def test_a_confirmation_waits_until_the_one_before_it_was_taken_over(vision: Vision) -> None:
    vision.scan(200, eye=(100, 200))
    vision.scan(700, chute=(520, 620))
    vision.exchange()
    vision.plc.on_exchange()
    assert vision.plc.plc["confirm_seq"] == 1
    vision.exchange()
    assert vision.plc.plc["confirm_seq"] == 2


def test_a_sensor_that_sees_nobodys_part_confirms_nothing(vision: Vision) -> None:
    vision.scan(100, eye=(100,))
    vision.scan(600, chute=(470,), exits=(640,))
    vision.exchange()
    assert vision.plc.plc["confirm_seq"] == 0


def test_the_line_is_settled_when_all_has_been_told_and_taken_over(vision: Vision) -> None:
    assert vision.plc.settled
    vision.scan(100, eye=(100,))
    assert not vision.plc.settled
    assert vision.plc.undecided == 1
    vision.show(1, 1, NOT_OK)
    vision.exchange()
    assert vision.plc.undecided == 0
    vision.scan(450)
    vision.scan(600, chute=(520,))
    assert not vision.plc.settled
    vision.exchange()
    assert not vision.plc.settled
    vision.exchange()
    assert vision.plc.settled


def test_the_plc_shows_its_session_its_place_and_its_heartbeat(vision: Vision) -> None:
    before = vision.plc.plc["plc_heartbeat"]
    vision.scan(123_456)
    assert vision.plc.plc["plc_heartbeat"] == next_sequence(before)
    assert vision.plc.plc["encoder_now"] == 123_456
    assert vision.plc.plc["plc_session"] == 9
    assert not vision.plc.trigger_ready
    vision.plc.vision["status"] = Status.TRIGGER_READY
    assert vision.plc.trigger_ready
