"""Progress in a log file: enough to know what runs, too little to flood it."""

from __future__ import annotations

import pytest

from inspector.cli.progress import ShownProgress
from inspector.domain.errors.training import TrainingCancelledError


class Clock:
    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().err.splitlines()


def test_a_log_file_is_not_flooded_with_a_line_for_every_layer(
    capsys: pytest.CaptureFixture[str],
) -> None:
    clock = Clock()
    progress = ShownProgress(clock)
    progress.begin("sensitivity", 200)
    for layer in range(200):
        clock.now_s += 0.01
        progress.advance(f"layer {layer}")
    assert lines(capsys) == ["sensitivity 100/200: layer 99", "sensitivity 200/200: layer 199"]


def test_a_slow_epoch_has_its_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    progress = ShownProgress(clock)
    progress.begin("fit", 3)
    for epoch in range(3):
        clock.now_s += 60
        progress.advance(f"loss {epoch}")
    assert lines(capsys) == ["fit 1/3: loss 0", "fit 2/3: loss 1", "fit 3/3: loss 2"]


def test_a_long_step_without_figures_is_not_silent(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    progress = ShownProgress(clock)
    clock.now_s += 2
    progress.begin("calibrate", 40)
    for _ in range(40):
        clock.now_s += 0.5
        progress.advance()
    said = lines(capsys)
    assert said[0] == "calibrate 0/40"
    assert said[1:] == [f"calibrate {done}/40" for done in (10, 20, 30, 40)]


def test_cancelling_says_where(capsys: pytest.CaptureFixture[str]) -> None:
    progress = ShownProgress(Clock())
    progress.begin("fit", 3)
    progress.cancelled = True
    with pytest.raises(TrainingCancelledError, match="cancelled in fit, 1/3"):
        progress.advance()
    assert lines(capsys) == []
