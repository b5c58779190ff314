"""Pictures are measured behind the verdict, never at its cost and never at the cost of a record."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.frame import Frame
from inspector.domain.inspection import Decision, Inspection, Trigger
from inspector.domain.record import Provenance, ResultRecord, ViewRecord
from inspector.engine.judging.health import BEHIND_MAX, HealthMeter

MODEL = "e" * 64
PROVENANCE = Provenance("line", "1", "c" * 64, "r", "d" * 64, "m", MODEL, "fp32", "cpu")


def picture(seed: int = 0, size: tuple[int, int] = (96, 128)) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 255, size).astype(np.uint8)


def inspection(image: np.ndarray | None, pixel_format: str = "Mono8") -> Inspection:
    frame = Frame(image, pixel_format, 1, 0, 0)
    decision = Decision(Evaluation.OK, Reason.CLASSIFIED, "good", 0.9, 0.5)
    return Inspection(Trigger(1, 1, 0, 0, 1), decision, frame)


def record(seen: dict[int, Inspection]) -> ResultRecord:
    ok, why = Evaluation.OK, Reason.CLASSIFIED
    views = tuple(ViewRecord(view, f"camera-{view}", ok, why) for view in seen)
    named = ("0-1", 1, 1, 1, 0, 10**18, 10**18 + 1, 1000)
    return ResultRecord(*named, ok, why, PROVENANCE, views=views)


def test_every_view_is_measured():
    seen = {0: inspection(picture()), 1: inspection(picture(1) // 2)}
    meter = HealthMeter()
    found = meter.with_health(record(seen), seen, 0)
    top, side = (view.health for view in found.views)
    assert side.brightness == pytest.approx(top.brightness / 2, rel=0.05)
    assert meter.measured == 2


def test_a_recorder_that_falls_behind_skips_and_counts():
    seen = {0: inspection(picture())}
    meter = HealthMeter()
    plain = record(seen)
    assert meter.with_health(plain, seen, BEHIND_MAX + 1) == plain
    assert (meter.measured, meter.skipped) == (0, 1)


def test_a_part_without_a_picture_is_neither_measured_nor_skipped():
    damaged = replace(inspection(picture()).frame, fault=Reason.FRAME_INCOMPLETE)
    seen = {0: inspection(None), 1: replace(inspection(None), frame=damaged)}
    meter = HealthMeter()
    plain = record(seen)
    assert meter.with_health(plain, seen, 0) == plain
    assert (meter.measured, meter.skipped) == (0, 0)


def test_a_picture_is_compared_with_the_example_of_its_size():
    seen = {0: inspection(np.roll(picture(), 5, axis=1))}
    meter = HealthMeter()
    meter.learn(MODEL, [picture(9, (64, 64)), picture()])
    (view,) = meter.with_health(record(seen), seen, 0).views
    assert view.health.shift.x_px == pytest.approx(5, abs=1)
    meter.learn(MODEL, [])
    (view,) = meter.with_health(record(seen), seen, 0).views
    assert view.health.shift is None


def test_a_picture_that_cannot_be_measured_costs_no_record(caplog):
    seen = {0: inspection(np.zeros((0, 4), np.uint8))}
    plain = record(seen)
    meter = HealthMeter()
    assert meter.with_health(plain, seen, 0) == plain
    assert meter.measured == 0
    assert caplog.records


def test_an_unknown_pixel_format_is_measured_with_all_its_bits():
    seen = {0: inspection(picture().astype(np.uint16) * 257, "Vendor16")}
    (view,) = HealthMeter().with_health(record(seen), seen, 0).views
    assert view.health.brightness == pytest.approx(picture().mean() / 255, rel=0.05)
