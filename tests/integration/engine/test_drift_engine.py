"""From the camera's picture to the alarm: a real engine, a real store, the watch behind them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from engine_bench import MS, Bench
from store_examples import MODEL, PROVENANCE
from test_engine_line import a_station

from inspector.clock import monotonic_ns
from inspector.config.drift import DriftConfig
from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.frame import Frame
from inspector.engine.matching.frame_matcher import FrameWindow
from inspector.pipe.records import Committed, Verdict
from inspector.services.drift.service import DriftService, PictureCounts
from inspector.services.drift.values import ModelReference
from inspector.services.drift.watch import DriftWatch
from inspector.services.live.station import LiveStation
from inspector.services.people.audit import AuditTrail
from inspector.wire.station import Severity

PARTS = 50
CONFIG = DriftConfig(window_parts=PARTS, baseline_parts=PARTS)


class Line:
    """Parts before the camera of a bench, and what watches it."""

    def __init__(self, folder: Path) -> None:
        self.bench = Bench(folder)
        self.rng = np.random.default_rng(5)
        coarse = np.random.default_rng(6).normal(0, 1, (12, 16)).astype(np.float32)
        self.scene = 60 + 15 * cv2.resize(coarse, (64, 48), interpolation=cv2.INTER_CUBIC)
        self.blur_px, self.light = 0.0, 1.0
        self.index = 0
        observations = self.bench.store.observations()
        self.watch = DriftWatch(CONFIG, observations, lambda _: ModelReference(MODEL.ok_classes))
        meter = self.bench.engine.recorder.health
        meter.learn(MODEL.sha256, [self.picture()])
        counts = lambda: PictureCounts(meter.measured, meter.skipped)  # noqa: E731
        drift = DriftService(self.watch, observations, counts, AuditTrail(folder / "audit.jsonl"))
        self.drift = drift
        cameras = a_station(self.bench)._cameras
        self.station = LiveStation(self.bench.engine, cameras, PROVENANCE, {}, drift.alarms)

    def picture(self) -> np.ndarray:
        image = self.scene * self.light * self.rng.normal(1, 0.02)
        if self.blur_px:
            image = cv2.GaussianBlur(image, (0, 0), self.blur_px)
        noise = self.rng.normal(0, 1.5, self.scene.shape)
        return np.clip(image + noise, 0, 255).astype(np.uint8)

    def run(self, parts: int) -> None:
        """Let parts pass, and wait until the last of them is recorded."""
        for _ in range(parts):
            self.index += 1
            camera = self.bench.camera
            camera.shown += 1
            self.bench.gate.trigger(self.index)
            camera.exposures.put(Frame(self.picture(), "Mono8", camera.shown, 0, monotonic_ns()))
            self.bench.gate.wait_for(Verdict, trigger_index=self.index)
            self.bench.journal(self.index, Evaluation.OK, Reason.CLASSIFIED)
        while self.bench.gate.wait_for(Committed).position < self.bench.sequence:
            pass

    def alarms(self) -> dict[str, str]:
        self.watch.look()
        found = self.station.snapshot().alarms
        assert all(a.severity is Severity.WARNING for a in found if a.code.startswith("DRF"))
        return {alarm.code: alarm.remedy for alarm in found if alarm.code.startswith("DRF")}


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    monkeypatch.setattr(FrameWindow, "quiet_ns", property(lambda _: 5 * MS))
    made = Line(tmp_path)
    try:
        made.bench.ready()
        yield made
    finally:
        made.bench.close()


def test_a_dimmed_light_and_a_lens_out_of_focus_are_alarms_until_they_are_back(line):
    line.run(2 * PARTS)
    assert line.alarms() == {}
    assert line.drift.state().pictures_measured == 2 * PARTS
    line.light = 0.7
    line.run(PARTS)
    assert set(line.alarms()) == {"DRF-011", "DRF-012"}
    assert "light" in line.alarms()["DRF-011"]
    line.light, line.blur_px = 1.0, 2.0
    line.run(PARTS)
    assert "DRF-010" in line.alarms()
    assert "DRF-011" not in line.alarms()
    line.blur_px = 0.0
    line.run(PARTS)
    assert line.alarms() == {}
    measures = {finding.measure for finding in line.drift.state().findings}
    assert {"focus", "shift_x_px", "good_score", "rejected"} <= measures
