"""Three ways to follow a part, and how each notices that it no longer knows where it is."""

from __future__ import annotations

import pytest
from plc_line_rig import Line

from inspector.domain.evaluation import Evaluation
from inspector.plc.line.layout import LineLayout
from inspector.plc.line.methods import TrackingMethod
from inspector.plc.line.tracking import Loss
from inspector.plc.registers import ConfirmCode

OK, NOT_OK = Evaluation.OK, Evaluation.NOT_OK
METHODS: tuple[TrackingMethod, ...] = ("encoder", "photo_eye", "delay")
AT_EJECTOR = list(range(100 + 400, 100 + 441, 10))


@pytest.mark.parametrize("method", METHODS)
def test_a_cleared_part_passes_where_the_ejector_is_and_nowhere_else(
    method: TrackingMethod,
) -> None:
    line = Line(method)
    line.part(100)
    line.judge(1, OK)
    line.run_to(450)
    line.scan(reject_eye=1)
    assert line.run_to(700) == AT_EJECTOR
    assert line.program.losses == 0


@pytest.mark.parametrize("method", METHODS)
def test_where_a_rejected_part_is_at_the_ejector_too_the_ejector_rejects(
    method: TrackingMethod,
) -> None:
    line = Line(method)
    line.part(100)
    line.exchange()
    line.judge(1, OK)
    line.part(130)
    line.exchange()
    line.judge(2, NOT_OK)
    for place in (450, 480):
        line.run_to(place)
        line.scan(reject_eye=1)
    assert line.run_to(700) == [500, 510, 520]


class TestEncoder:
    def test_the_count_may_wrap_around(self) -> None:
        line = Line(place=-300)
        line.part(-200)
        line.judge(1, OK)
        assert line.run_to(300) == list(range(-200 + 400, -200 + 441, 10))
        assert line.program.losses == 0

    def test_a_part_is_where_its_edge_was_latched_however_late_the_scan(self) -> None:
        line = Line()
        line.run_to(130)
        line.scan(eye=(100,))
        line.judge(1, OK)
        assert line.run_to(700) == AT_EJECTOR

    def test_a_belt_that_runs_back_further_than_the_window_has_lost_its_parts(self) -> None:
        line = Line()
        line.part(100)
        line.judge(1, OK)
        line.run_to(400)
        line.run_to(380)
        assert line.program.losses == 0
        line.run_to(379)
        assert line.program.loss is Loss.BELT_REVERSED
        assert not line.run_to(800)

    def test_a_part_is_decided_once_however_often_it_comes_to_the_ejector(self) -> None:
        line = Line()
        line.part(100)
        line.judge(1, OK)
        line.run_to(445)
        line.run_to(455)
        line.run_to(445)
        line.judge(1, NOT_OK, sequence=2)
        line.judge(1, OK, sequence=3)
        assert not line.run_to(600)
        assert line.settle() == [(1, ConfirmCode.REJECT_NOT_CONFIRMED)]

    def test_a_belt_that_leaps_over_the_ejector_has_lost_its_parts(self) -> None:
        line = Line()
        line.part(100)
        line.judge(1, OK)
        line.place = 140
        line.scan()
        assert line.program.losses == 0
        line.place = 181
        line.scan()
        assert line.program.loss is Loss.SCAN_GAP
        assert not line.run_to(700)

    @pytest.mark.parametrize("shift", [0, 16], ids=["right", "swapped"])
    def test_a_count_whose_words_are_swapped_lets_nothing_pass(self, shift: int) -> None:
        """It is right while the belt has not moved yet, as when the line is commissioned."""
        line, opened = Line(), []
        for place in range(0, 1000, 10):
            line.place = place << shift
            line.scan(eye=(line.place,) if place == 100 else (), after_ms=10)
            opened.append(line.outputs.pass_gate)
            if place == 110:
                line.show(1, 1, OK)
            line.exchange()
        assert any(opened) is (shift == 0)

    def test_time_alone_moves_nothing(self) -> None:
        line = Line()
        line.part(100)
        line.judge(1, OK)
        for _ in range(100):
            line.exchange()
            line.scan(after_ms=200, line_running=False)
        assert line.run_to(700) == AT_EJECTOR


class TestFixedDelay:
    def test_the_delay_is_frozen_while_the_belt_stands(self) -> None:
        line = Line("delay")
        line.part(100)
        line.judge(1, OK)
        line.run_to(300)
        for _ in range(100):
            line.exchange()
            assert not line.scan(after_ms=30, line_running=False).pass_gate
        assert line.run_to(700) == AT_EJECTOR
        assert line.program.losses == 0

    @pytest.mark.parametrize("running", [True, False])
    def test_a_scan_that_comes_too_late_does_not_know_how_far_the_belt_has_run(
        self, running: bool
    ) -> None:
        line = Line("delay")
        line.part(100)
        line.judge(1, OK)
        line.scan(after_ms=40, line_running=running)
        assert line.program.losses == 0
        line.scan(after_ms=41, line_running=running)
        assert line.program.loss is Loss.SCAN_GAP
        assert not line.run_to(700)

    def test_a_clock_that_runs_back_moves_nothing(self) -> None:
        line = Line("delay")
        line.part(100)
        line.judge(1, OK)
        line.scan(after_ms=-1000)
        line.scan(after_ms=0)
        assert line.run_to(700) == AT_EJECTOR


class TestPhotoEyeQueue:
    def line(self, tolerance: int = 0) -> Line:
        layout = LineLayout(350, 420, 470, 20, tolerance)
        line = Line("photo_eye", layout)
        line.part(100)
        line.exchange()
        line.judge(1, OK)
        return line

    def test_a_part_that_is_late_takes_its_place_at_the_ejector_with_it(self) -> None:
        line = self.line(tolerance=60)
        assert not line.run_to(500)
        line.scan(reject_eye=1)
        assert line.run_to(800) == [place + 50 for place in AT_EJECTOR]
        assert line.program.losses == 0

    def test_a_part_that_does_not_come_in_time_is_lost_and_all_are_rejected(self) -> None:
        line = self.line()
        line.run_to(470)
        assert line.program.losses == 0
        line.run_to(471)
        assert line.program.loss is Loss.PART_MISSING
        line.scan(reject_eye=1)
        assert not line.run_to(800)

    @pytest.mark.parametrize("place", [300, 429])
    def test_a_part_that_comes_too_early_is_another_one(self, place: int) -> None:
        line = self.line()
        line.run_to(place)
        line.scan(reject_eye=1)
        assert line.program.loss is Loss.PART_UNEXPECTED
        line.run_to(450)
        line.scan(reject_eye=1)
        assert not line.run_to(800)

    def test_an_edge_without_any_part_is_unexpected(self) -> None:
        line = Line("photo_eye")
        line.scan(reject_eye=1)
        assert line.program.loss is Loss.PART_UNEXPECTED

    def test_one_edge_too_many_does_not_clear_the_part_behind(self) -> None:
        line = self.line()
        line.part(200)
        line.exchange()
        line.judge(2, OK)
        line.run_to(450)
        line.scan(reject_eye=2)
        assert line.program.loss is Loss.PART_UNEXPECTED
        assert not line.run_to(900)

    def test_what_was_on_the_belt_before_is_rejected_without_beginning_anew(self) -> None:
        line = Line("photo_eye", belt_empty=False)
        for place in (100, 200, 300):
            line.run_to(place)
            line.scan(reject_eye=1)
        line.run_to(440)
        assert line.program.losses == 0
        assert not line.program.purging

    def test_after_a_purge_the_queue_is_right_again(self) -> None:
        line = self.line()
        line.run_to(471)
        line.part(1000)
        assert not line.program.purging
        line.exchange()
        line.judge(2, OK)
        line.run_to(1350)
        line.scan(reject_eye=1)
        assert line.run_to(1500) == list(range(1400, 1441, 10))


@pytest.mark.parametrize(
    ("has_chute", "has_exit_eye", "evaluation", "code"),
    [
        (True, False, OK, ConfirmCode.PASSED),
        (True, False, NOT_OK, ConfirmCode.REJECT_NOT_CONFIRMED),
        (False, True, OK, ConfirmCode.REJECT_NOT_CONFIRMED),
        (False, True, NOT_OK, ConfirmCode.REJECT_CONFIRMED),
        (False, False, OK, ConfirmCode.REJECT_NOT_CONFIRMED),
        (False, False, NOT_OK, ConfirmCode.REJECT_NOT_CONFIRMED),
    ],
)
def test_where_a_sensor_is_missing_the_other_one_tells(
    has_chute: bool, has_exit_eye: bool, evaluation: Evaluation, code: ConfirmCode
) -> None:
    layout = LineLayout(350, 420, 470, 20, has_chute=has_chute, has_exit_eye=has_exit_eye)
    line = Line(layout=layout)
    line.part(100)
    line.judge(1, evaluation)
    line.run_to(591)
    assert line.settle() == [(1, code)]
