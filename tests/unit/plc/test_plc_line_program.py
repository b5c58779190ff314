"""The rules of the handshake, seen from the PLC."""

from __future__ import annotations

import pytest
from plc_line_rig import SESSION, Line

from inspector.domain.evaluation import Evaluation, Reason
from inspector.plc.block import next_sequence
from inspector.plc.line.heartbeat import Heartbeat
from inspector.plc.line.tracking import Loss
from inspector.plc.registers import RING_OFFSET, ConfirmCode, Control, Request, Status

OK, NOT_OK = Evaluation.OK, Evaluation.NOT_OK
EJECTOR = 420


@pytest.fixture
def line() -> Line:
    return Line()


def open_places(line: Line, start: int = 100) -> list[int]:
    """Where the gate stood open for the part that came at ``start``."""
    return line.run_to(start + EJECTOR + 40)


def test_rule_1_a_new_part_is_a_changed_sequence_with_its_name_and_place(line: Line) -> None:
    line.part(100)
    plc = line.program.plc
    assert (plc["trigger_seq"], plc["part_id"], plc["encoder_at_trigger"]) == (1, 1, 100)
    assert plc["plc_triggered"] == 1


def test_rule_1_each_part_is_shown_until_it_was_seen_and_none_is_skipped(line: Line) -> None:
    line.run_to(100)
    line.scan(eye=(80, 90, 100))
    shown = []
    for _ in range(4):
        shown.append(line.program.plc["trigger_seq"])
        line.exchange()
    assert shown == [1, 2, 3, 3]


def test_rule_2_a_result_is_acknowledged_and_acted_on_once(line: Line) -> None:
    line.part(100)
    line.judge(1, OK)
    assert line.program.plc["result_ack_seq"] == 1
    line.judge(1, NOT_OK, sequence=1)  # the same sequence again: a duplicate, whatever it says
    assert open_places(line)


def test_rule_2_a_slow_scan_catches_up_with_the_ring_in_order(line: Line) -> None:
    for place in (100, 160):
        line.part(place)
        line.exchange()
    line.slot = 6  # the ring has turned: the older results stand behind the newer
    for sequence, trigger_seq in ((1, 1), (2, 2), (3, 1)):
        line.show(sequence, trigger_seq, OK if sequence < 3 else NOT_OK)
    line.exchange()
    assert line.program.plc["result_ack_seq"] == 3
    assert line.run_to(700) == list(range(160 + 400, 160 + 441, 10))


def test_rule_2_the_sequence_goes_round_without_zero(line: Line) -> None:
    line.program.plc["result_ack_seq"] = 65535
    line.part(100)
    line.judge(1, OK)
    assert line.program.plc["result_ack_seq"] == 1
    assert open_places(line)


def test_rule_2_what_was_acknowledged_long_ago_is_not_new(line: Line) -> None:
    line.program.plc["result_ack_seq"] = 40_000
    line.part(100)
    line.judge(1, OK, sequence=39_999)
    assert not open_places(line)


def test_rule_2_an_empty_place_of_the_ring_is_no_result(line: Line) -> None:
    line.program.plc["result_ack_seq"] = 40_000
    line.exchange()
    assert line.program.plc["result_ack_seq"] == 40_000


@pytest.mark.parametrize("reason", [Reason.STATION_HELD, Reason.FRAME_MISSING])
def test_rule_2_a_plc_whose_driver_swaps_the_bytes_of_words_lets_nothing_pass(
    reason: Reason,
) -> None:
    """It took just the parts that nobody could judge for good ones: 0x0014 was read as 0x1400."""
    line = Line(introduced=False)
    words = line.program.vision.words
    words[:] = [swapped(word) for word in words]
    line.exchange()
    line.exchange()
    line.part(100)
    verdict = Evaluation.UNDEFINED << 12 | reason
    words[RING_OFFSET : RING_OFFSET + 3] = swapped(1), swapped(verdict), 1  # 1 as it was sent
    line.exchange()
    assert not open_places(line)


def swapped(word: int) -> int:
    return word >> 8 | (word & 0xFF) << 8


@pytest.mark.parametrize("evaluation", set(Evaluation) - {OK})
def test_rule_3_only_ok_clears_a_part(line: Line, evaluation: Evaluation) -> None:
    line.part(100)
    line.judge(1, evaluation)
    assert not open_places(line)


def test_rule_3_a_result_for_an_unknown_part_clears_nothing(line: Line) -> None:
    line.part(100)
    line.judge(999, OK, sequence=1)
    assert line.program.plc["result_ack_seq"] == 1
    assert not open_places(line)


def test_rule_4_the_gate_opens_at_a_place_on_the_belt_and_at_no_time(line: Line) -> None:
    line.part(100)
    line.judge(1, OK)
    line.run_to(500)
    for _ in range(100):
        line.exchange()
        assert line.scan(after_ms=50, line_running=False).pass_gate
    line.run_to(540)
    assert line.outputs.pass_gate
    line.run_to(541)
    assert not line.outputs.pass_gate


def test_rule_5_no_verdict_at_the_decision_point_is_a_reject(line: Line) -> None:
    line.part(100)
    line.run_to(450)
    line.judge(1, OK)
    assert not open_places(line)
    assert line.program.plc["result_ack_seq"] == 1


def test_rule_5_a_verdict_just_before_the_decision_point_counts(line: Line) -> None:
    line.part(100)
    line.run_to(449)
    line.judge(1, OK)
    assert open_places(line)


@pytest.mark.parametrize(("first", "second"), [(OK, NOT_OK), (NOT_OK, OK), (NOT_OK, NOT_OK)])
def test_rule_6_a_second_verdict_only_worsens(
    line: Line, first: Evaluation, second: Evaluation
) -> None:
    line.part(100)
    line.judge(1, first)
    line.judge(1, second, sequence=2)
    assert not open_places(line)


def test_rule_6_the_same_verdict_twice_changes_nothing(line: Line) -> None:
    line.part(100)
    line.judge(1, OK)
    line.judge(1, OK, sequence=2)
    assert open_places(line)


def test_rule_6_a_worse_verdict_counts_until_the_part_is_at_the_ejector(line: Line) -> None:
    line.part(100)
    line.judge(1, OK)
    line.run_to(510)
    assert line.outputs.pass_gate
    line.judge(1, NOT_OK, sequence=2)
    assert not line.scan().pass_gate
    assert line.outputs.strike


def test_rule_7_a_silent_station_diverts_also_what_it_had_cleared(line: Line) -> None:
    line.part(100)
    line.judge(1, OK)
    line.run_to(460)
    line.exchange(beat=False)
    line.scan(after_ms=301)
    assert not line.run_to(600, beat=False)
    assert line.program.diverted == 1


def test_rule_7_a_part_diverted_once_stays_diverted_when_the_station_speaks_again(
    line: Line,
) -> None:
    line.part(100)
    line.judge(1, OK)
    line.run_to(460)
    line.scan(after_ms=301)
    assert not line.run_to(600)


def test_rule_7_a_station_that_beats_just_in_time_is_believed(line: Line) -> None:
    line.part(100)
    line.judge(1, OK)
    line.run_to(460)
    line.scan(after_ms=300)
    assert line.run_to(600)
    assert line.program.diverted == 0


def test_rule_7_a_station_that_has_said_nothing_yet_is_not_alive() -> None:
    """Registers that nobody has written are 0; reading them again and again proves nothing."""
    heartbeat = Heartbeat(300)
    assert not heartbeat.alive
    words = [(0, 0), (0, 0), (SESSION, 0), (SESSION, 0), (SESSION, 0), (SESSION, 65535)]
    alive = []
    for now_ms, (session, beat) in zip((0, 100, 200, 500, 501, 9000), words, strict=True):
        heartbeat.watch(now_ms, session, beat)
        alive.append(heartbeat.alive)
    assert alive == [False, False, True, True, False, True]


def test_rule_8_after_the_stations_restart_nothing_on_the_belt_is_cleared(line: Line) -> None:
    line.part(100)
    line.judge(1, OK)
    line.program.vision["session_id"] = SESSION + 1
    line.exchange()
    assert line.program.plc["session_ack"] == SESSION + 1
    assert not open_places(line)


def test_rule_8_a_result_of_a_session_that_was_not_agreed_clears_nothing(line: Line) -> None:
    line.part(100)
    line.program.vision["session_id"] = SESSION + 1
    line.judge(1, OK)
    assert not open_places(line)


def test_rule_8_a_station_that_restarts_over_an_empty_belt_costs_no_part(line: Line) -> None:
    line.program.vision["session_id"] = SESSION + 1
    line.exchange()
    line.part(100)
    line.judge(1, OK)
    assert open_places(line)


def test_rule_8_a_station_that_restarted_is_told_of_no_part_long_after_it_came(
    line: Line,
) -> None:
    """It would take the word for fresh, and the part for the one that is before the camera."""
    line.run_to(100)
    line.scan(eye=(80, 90, 100))
    line.program.vision["session_id"] = SESSION + 1
    line.exchange()
    assert line.program.plc["trigger_seq"] == 3


def test_rule_8_parts_are_cleared_again_when_the_belt_has_been_emptied(line: Line) -> None:
    line.part(100)
    line.program.vision["session_id"] = SESSION + 1
    line.exchange()
    line.part(539)
    assert line.program.purging
    line.exchange()
    line.judge(2, OK, sequence=1)
    line.part(600)
    assert not line.program.purging
    line.exchange()
    line.judge(3, OK, sequence=2)
    assert line.run_to(1100) == list(range(600 + 400, 600 + 441, 10))


class TestPurge:
    def test_a_plc_that_starts_over_an_unknown_belt_rejects_until_it_is_empty(self) -> None:
        line = Line(belt_empty=False)
        assert line.program.plc["control"] & Control.PURGE_ACTIVE
        assert line.outputs.strike
        line.part(439)
        line.exchange()
        line.judge(1, OK)
        line.run_to(440)
        assert not line.program.plc["control"] & Control.PURGE_ACTIVE
        assert not line.run_to(900)

    def test_the_station_may_ask_for_it_and_is_answered(self, line: Line) -> None:
        line.part(100)
        line.judge(1, OK)
        line.program.vision["request"] = Request.PURGE
        line.scan()
        assert line.program.plc["control"] & Control.PURGE_ACTIVE
        line.program.vision["request"] = 0
        assert not line.run_to(480)
        assert line.program.purging
        assert not line.run_to(540)
        assert not line.program.purging

    def test_it_lasts_at_least_as_long_as_it_is_asked_for(self, line: Line) -> None:
        line.program.vision["request"] = Request.PURGE
        line.run_to(2000)
        assert line.program.purging
        line.program.vision["request"] = 0
        line.scan()
        assert not line.program.purging

    def test_a_part_past_the_ejector_has_passed_already(self, line: Line) -> None:
        line.part(100)
        line.judge(1, OK)
        line.run_to(530)
        line.program.vision["request"] = Request.PURGE
        line.scan()
        line.run_to(570)
        line.scan(exits=(570,))
        assert line.settle() == [(1, ConfirmCode.PASSED)]


class TestInfeed:
    def test_it_stops_for_as_long_as_the_station_asks(self, line: Line) -> None:
        assert line.outputs.infeed
        line.program.vision["request"] = Request.STOP_INFEED
        assert not line.scan().infeed
        line.program.vision["request"] = Request.PURGE
        assert line.scan().infeed


def test_a_part_that_comes_before_the_station_knows_this_plc_is_nobodys() -> None:
    line = Line(introduced=False)
    line.scan(eye=(0,))
    line.exchange()  # the PLC learns of the session
    line.scan(eye=(0,))
    assert line.program.plc["plc_triggered"] == 0
    assert line.program.purging
    assert not line.program.settled
    line.exchange()  # the station learns that it did
    line.part(300)
    line.exchange()
    assert line.program.plc["plc_triggered"] == 1
    assert line.program.purging


class TestRecipe:
    def test_a_change_lets_the_belt_run_empty_first(self, line: Line) -> None:
        line.part(100)
        line.program.change_recipe(7)
        assert not line.scan().infeed
        assert line.program.plc["recipe_request"] == 0
        line.run_to(600)
        assert line.program.plc["recipe_request"] == 7
        assert not line.outputs.infeed
        line.program.vision["recipe_active"] = 7
        assert line.scan().infeed

    def test_a_change_at_once_lets_the_station_reject_what_is_on_the_belt(self, line: Line) -> None:
        line.part(100)
        line.program.change_recipe(7, when_empty=False)
        assert not line.scan().infeed
        assert line.program.plc["recipe_request"] == 7

    def test_a_recipe_that_is_refused_keeps_the_infeed_stopped(self, line: Line) -> None:
        line.program.change_recipe(7)
        line.scan()
        line.program.vision["recipe_refused"] = 7
        outputs = line.scan()
        assert line.program.recipe_refused
        assert (outputs.infeed, outputs.alarm) == (False, True)
        line.program.change_recipe(0)
        outputs = line.scan()
        assert (outputs.infeed, outputs.alarm) == (True, False)
        assert line.program.plc["recipe_request"] == 0


def test_a_lost_link_skips_what_it_could_not_tell_and_goes_on_with_the_newest(line: Line) -> None:
    line.run_to(100)
    line.scan(eye=(80, 90, 100))
    line.program.on_link_lost()
    assert line.program.plc["trigger_seq"] == 3
    line.exchange()
    line.part(160)
    assert line.program.plc["trigger_seq"] == 4


class TestConfirmation:
    def three_parts(self, line: Line) -> None:
        for number, place in enumerate((100, 160, 220), start=1):
            line.part(place)
            line.exchange()
            line.judge(number, OK if number == 2 else NOT_OK)

    def test_outcomes_are_told_one_by_one_in_order_and_exactly_once(self, line: Line) -> None:
        self.three_parts(line)
        line.run_to(525)
        line.scan(chute=(520,))
        line.run_to(630)
        line.scan(exits=(630,))
        line.run_to(645)
        line.scan(chute=(640,))
        told = []
        for _ in range(5):
            line.exchange()
            plc = line.program.plc
            told.append((plc["confirm_seq"], plc["confirm_trigger_seq"], plc["confirm_code"]))
        fell, passed = ConfirmCode.REJECT_CONFIRMED, ConfirmCode.PASSED
        assert told == [(1, 1, fell), (2, 2, passed), (3, 3, fell), (3, 3, fell), (3, 3, fell)]
        assert (plc["plc_rejected"], plc["plc_passed"]) == (2, 1)

    def test_an_outcome_waits_until_the_one_before_it_was_taken_over(self, line: Line) -> None:
        line.part(100)
        line.part(160)
        line.run_to(585)
        line.scan(chute=(520, 580))
        line.exchange()
        line.program.on_exchange()
        assert line.program.plc["confirm_seq"] == 1
        line.exchange()
        assert line.program.plc["confirm_seq"] == 2

    def test_a_sensor_that_sees_nobodys_part_tells_an_unexpected_object(self, line: Line) -> None:
        line.part(100)
        line.run_to(470)
        line.scan(chute=(470,))
        assert line.program.undecided == 0
        line.exchange()
        plc = line.program.plc
        assert (plc["confirm_code"], plc["confirm_trigger_seq"], plc["confirm_part"]) == (
            ConfirmCode.UNEXPECTED_OBJECT,
            0,
            0,
        )

    @pytest.mark.parametrize("evaluation", [OK, NOT_OK])
    def test_a_part_that_nobody_saw_leave_has_an_outcome_all_the_same(
        self, line: Line, evaluation: Evaluation
    ) -> None:
        line.part(100)
        line.judge(1, evaluation)
        line.run_to(591)
        assert line.settle() == [(1, ConfirmCode.REJECT_NOT_CONFIRMED)]
        assert line.program.plc["plc_rejected"] == line.program.plc["plc_passed"] == 0

    def test_a_cleared_part_that_falls_and_a_rejected_one_that_passes_are_told_as_seen(
        self, line: Line
    ) -> None:
        line.part(100)
        line.judge(1, OK)
        line.part(200)
        line.run_to(520)
        line.scan(chute=(520,))
        line.run_to(670)
        line.scan(exits=(670,))
        assert line.settle() == [(1, ConfirmCode.REJECT_CONFIRMED), (2, ConfirmCode.PASSED)]

    def test_what_falls_is_the_part_that_was_to_be_rejected(self, line: Line) -> None:
        line.part(100)
        line.judge(1, OK)
        line.part(145)
        line.run_to(569)
        line.scan(chute=(566,))
        line.run_to(575)
        line.scan(exits=(570,))
        assert line.settle() == [(2, ConfirmCode.REJECT_CONFIRMED), (1, ConfirmCode.PASSED)]

    def test_what_passes_is_the_part_that_was_to_pass(self, line: Line) -> None:
        line.part(100)
        line.judge(1, NOT_OK)
        line.part(130)
        line.judge(2, OK)
        line.run_to(584)
        line.scan(exits=(585,))
        line.run_to(600)
        codes = [(2, ConfirmCode.PASSED), (1, ConfirmCode.REJECT_NOT_CONFIRMED)]
        assert line.settle() == codes

    @pytest.mark.parametrize(
        ("sensor", "code"),
        [("bin_full", ConfirmCode.BIN_FULL), ("air_low", ConfirmCode.AIR_LOW)],
    )
    def test_a_full_bin_and_low_air_are_told_at_once_and_explain_a_reject_that_was_not_seen(
        self, line: Line, sensor: str, code: ConfirmCode
    ) -> None:
        line.part(100)
        line.run_to(590)
        line.scan(**{sensor: True})
        line.exchange()
        assert line.program.plc["confirm_code"] == code
        assert line.program.plc["confirm_trigger_seq"] == 0
        line.place += 1
        line.scan(**{sensor: True})
        assert line.settle() == [(0, code), (1, code)]


def test_the_line_is_settled_when_all_has_been_told_and_taken_over(line: Line) -> None:
    assert line.program.settled
    line.part(100)
    assert not line.program.settled
    assert line.program.undecided == 1
    line.judge(1, NOT_OK)
    assert line.program.undecided == 0
    line.run_to(520)
    line.scan(chute=(520,))
    assert not line.program.settled
    line.exchange()
    assert not line.program.settled
    line.exchange()
    assert line.program.settled


def test_the_plc_shows_its_session_its_place_its_heartbeat_and_its_keys(line: Line) -> None:
    before = line.program.plc["plc_heartbeat"]
    line.place = 30
    line.scan(line_running=False, reset=True)
    plc = line.program.plc
    assert plc["plc_heartbeat"] == next_sequence(before)
    assert plc["encoder_now"] == 30
    assert plc["plc_session"] == 9
    assert plc["control"] == Control.TRIGGER_ENABLE | Control.CLEAR_FAULT
    line.scan()
    assert plc["control"] == Control.TRIGGER_ENABLE | Control.LINE_RUNNING
    assert not line.program.trigger_ready
    line.program.vision["status"] = Status.TRIGGER_READY
    assert line.program.trigger_ready


@pytest.mark.parametrize("status", [Status.ALARM, Status.FAULT])
def test_the_horn_sounds_for_an_alarm_of_the_station(line: Line, status: Status) -> None:
    assert not line.scan().alarm
    line.program.vision["status"] = status
    assert line.scan().alarm


def test_parts_without_number_are_never_more_than_the_belt_can_hold(line: Line) -> None:
    for _ in range(300):
        line.scan(eye=(0,))
    assert line.program.purging
    assert sum(1 for _ in line.program._slots) == 256
    line.run_to(600)
    confirmed = line.settle()
    assert sorted(number for number, _ in confirmed) == list(range(1, 301))


class TestWhoeverDrivesTheEjectorBetweenTwoScans:
    def test_sees_what_approaches_it(self, line: Line) -> None:
        line.part(100)
        line.judge(1, OK)
        line.part(200)
        line.run_to(460)
        assert line.program.approaching() == [(1, 60, True), (2, 160, False)]

    def test_can_refuse_a_part_and_once_only(self, line: Line) -> None:
        line.part(100)
        line.judge(1, OK)
        line.run_to(460)
        for trigger_seq in (1, 1, 7):
            line.program.divert(trigger_seq)
        assert not open_places(line)
        assert line.program.diverted == 1

    def test_can_say_that_it_missed_something(self, line: Line) -> None:
        line.part(100)
        line.judge(1, OK)
        line.program.lose_tracking()
        assert line.program.loss is Loss.INPUTS_MISSED
        assert not open_places(line)
