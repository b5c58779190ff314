"""One sensor that lies once: the line may lose good parts by it, never let a bad one pass."""

from __future__ import annotations

import pytest
from plc_line_rig import LAYOUT, Line

from inspector.domain.evaluation import Evaluation


@pytest.fixture
def line() -> Line:
    return Line()


def test_a_chute_sensor_that_bounces_does_not_end_the_stroke_for_the_next_reject(
    line: Line,
) -> None:
    """The second edge was taken for the next reject, which then passed the ejector at rest."""
    line.part(50)
    line.judge(1, Evaluation.NOT_OK)
    line.part(100)
    line.judge(2, Evaluation.NOT_OK)
    line.run_to(505)
    line.scan(chute=(505,))
    line.scan(chute=(505,))
    for place in range(506, 100 + LAYOUT.ejector + LAYOUT.window + 1):
        line.place = place
        assert line.scan().strike
    line.place += 1
    assert not line.scan().strike


def test_a_part_that_may_pass_waits_for_the_reject_before_it_also_when_that_was_seen_to_fall(
    line: Line,
) -> None:
    line.part(50)
    line.judge(1, Evaluation.NOT_OK)
    line.part(85)
    line.judge(2, Evaluation.OK)
    line.run_to(455)
    line.scan(chute=(455,))
    line.run_to(484)
    assert not line.outputs.pass_gate
    assert line.run_to(490) == []
    assert line.run_to(500) == [500]


@pytest.mark.parametrize("misread", [100, 1 << 16, 1 << 20, 1 << 30, -100, -(1 << 16), -(1 << 30)])
def test_an_encoder_that_was_misread_once_costs_no_more_than_what_lay_on_the_belt(
    line: Line, misread: int
) -> None:
    """The purge used to last until the belt had come to the place that was misread."""
    line.part(50)
    line.judge(1, Evaluation.OK)
    line.run_to(200)
    line.place += misread
    line.scan()
    line.place -= misread
    line.scan()
    assert line.program.purging
    assert line.run_to(200 + LAYOUT.ejector + 2 * LAYOUT.window) == []
    assert not line.program.purging
    line.part(1000)
    number = line.program.plc["trigger_seq"]
    line.judge(number, Evaluation.OK, sequence=2)
    assert line.run_to(1600)
