"""An encoder that fails while the gate is open must not leave it open for the parts behind."""

from __future__ import annotations

from plc_line_rig import Line

from inspector.domain.evaluation import Evaluation
from inspector.plc.line.tracking import Loss


def with_a_cleared_part_at_the_gate() -> Line:
    """The part has come at 100, ten counts in 5 ms, and the gate is open for it."""
    line = Line()
    line.part(100)
    line.judge(1, Evaluation.OK)
    for place in range(110, 521, 10):
        line.place = place
        line.exchange()
        line.scan(after_ms=5)
    assert line.outputs.pass_gate
    return line


def test_parts_passed_behind_a_cleared_one_when_the_encoder_failed() -> None:
    line = with_a_cleared_part_at_the_gate()

    open_ms = 0
    while line.outputs.pass_gate and open_ms < 100:
        open_ms += 5
        line.exchange()
        line.scan(after_ms=5)

    assert open_ms == 15  # in 10 ms the belt, at its last speed, goes as far as the window
    assert line.outputs.strike


def test_a_count_that_goes_on_opens_the_gate_again_for_the_same_part() -> None:
    line = with_a_cleared_part_at_the_gate()
    line.scan(after_ms=50)
    assert not line.outputs.pass_gate

    line.place += 1
    line.exchange()

    assert line.scan(after_ms=5).pass_gate


def test_an_edge_without_a_count_is_lost_tracking() -> None:
    line = with_a_cleared_part_at_the_gate()
    line.scan(after_ms=50)
    assert not line.program.purging

    line.scan(eye=(line.place,), after_ms=5)

    assert line.program.loss is Loss.ENCODER_STANDS
    assert line.program.purging


def test_a_belt_that_is_said_to_stand_is_no_failure() -> None:
    line = with_a_cleared_part_at_the_gate()

    for _ in range(20):
        line.exchange()
        assert line.scan(after_ms=50, line_running=False).pass_gate
