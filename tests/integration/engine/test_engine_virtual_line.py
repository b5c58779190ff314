"""The virtual line in this process, against a gate that no engine attends: all are rejected."""

from __future__ import annotations

import asyncio
import json
import math
import os
import signal
from collections.abc import Awaitable
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import psutil
import pytest
from gate_rig import running_gate
from ports import free_port

from inspector.domain.errors.camera import CameraLostError
from inspector.gate.settings import GateSettings
from inspector.sim import line as line_module
from inspector.sim.camera_server import CameraSettings
from inspector.sim.line import LineSettings, VirtualLine
from inspector.sim.world import Geometry

WAIT_S = 60


@pytest.fixture(autouse=True, scope="module")
def _resource_tracker() -> None:
    """One per interpreter, started by the first process of multiprocessing and never ended."""
    resource_tracker.ensure_running()


@pytest.fixture
def images(tmp_path: Path) -> Path:
    folder = tmp_path / "images"
    for label in ("good", "scratch"):
        (folder / label).mkdir(parents=True)
        cv2.imwrite(str(folder / label / "a.png"), np.zeros((8, 8), np.uint8))
    return folder


def a_line(images: Path, plc_port: int, parts: int, **changes: Any) -> VirtualLine:
    camera = CameraSettings(free_port(), seed=1, images=str(images), ok_classes=("good",))
    geometry = Geometry(pitch=100, decision=350, ejector=420, exit=470, reach=20)
    settings = {"rate_per_min": 6000, "scan_ms": 1.0, "geometry": geometry, **changes}
    return VirtualLine(LineSettings(plc_port, camera, parts, **settings))


async def begun(line: VirtualLine) -> asyncio.Task[None]:
    """The line runs from the moment on that its camera sees."""
    running = asyncio.create_task(line.run())
    while not line._camera_ready:
        await asyncio.sleep(0.005)
    line.go()
    return running


async def gone_through(line: VirtualLine) -> None:
    """Run the line until all its parts are through."""
    await soon(await begun(line))


async def soon(work: Awaitable[None]) -> None:
    await asyncio.wait_for(work, WAIT_S)


def said(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    "changes",
    [{}, {"in_flight_max": 2}, {"rate_per_min": 60_000, "scan_ms": 20.0}],
    ids=["paced", "held", "a belt that outruns the scan"],
)
def test_every_part_is_counted_judged_by_physics_and_reported(
    tmp_path: Path, images: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, Any]
) -> None:
    async def run() -> None:
        async with running_gate(tmp_path, GateSettings()) as gate:
            await gone_through(a_line(images, gate.port, 8, **changes))

    asyncio.run(run())
    events = said(capsys)
    kinds = [event["event"] for event in events if event["event"] != "progress"]
    assert kinds == ["camera", "ready", "report"]
    report = events[-1]
    assert report["event"] == "report"
    assert report["settled"]
    assert (report["triggered"], report["plc_rejected"], report["plc_passed"]) == (8, 8, 0)
    assert (report["ejected"], report["passed"], report["escapes"]) == (8, 0, 0)
    assert report["false_rejects"] == list(report["labels"].values()).count("good")
    assert len(report["labels"]) == 8
    assert report["exchange_ms"]["p99"] >= report["exchange_ms"]["p50"] > 0


def test_a_line_that_is_stopped_early_reports_what_came(
    tmp_path: Path, images: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def run() -> None:
        async with running_gate(tmp_path, GateSettings()) as gate:
            line = a_line(images, gate.port, 0)
            running = await begun(line)
            while line._plc.counts["triggered"] < 3:
                await asyncio.sleep(0.005)
            line.stop()
            await soon(running)

    asyncio.run(run())
    report = said(capsys)[-1]
    assert report["triggered"] == report["ejected"] >= 3


def test_a_line_that_is_stopped_before_it_began_saw_no_part(
    tmp_path: Path, images: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def run() -> None:
        async with running_gate(tmp_path, GateSettings()) as gate:
            line = a_line(images, gate.port, 5)
            line.stop()
            await soon(line.run())

    asyncio.run(run())
    assert said(capsys)[-1]["triggered"] == 0


def test_a_line_whose_station_never_came_does_not_wait_for_it_before_it_ends(
    images: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody whose gate was refused waited fifteen seconds to be told so."""
    monkeypatch.setattr(line_module, "_SETTLE_S", math.inf)

    async def run() -> None:
        line = a_line(images, free_port(), 5)
        line.stop()
        await soon(line.run())

    asyncio.run(run())
    assert said(capsys)[-1]["triggered"] == 0


def test_a_station_that_is_not_there_costs_every_part_and_is_told(
    images: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line_module, "_SETTLE_S", 0.1)

    async def run() -> None:
        await gone_through(a_line(images, free_port(), 4))

    asyncio.run(run())
    report = said(capsys)[-1]
    assert (report["triggered"], report["ejected"], report["passed"]) == (0, 4, 0)
    assert not report["settled"]


def test_a_camera_process_that_dies_ends_the_line_with_a_clear_error(
    tmp_path: Path, images: Path
) -> None:
    async def run() -> None:
        async with running_gate(tmp_path, GateSettings()) as gate:
            line = a_line(images, gate.port, 0)
            before = set(psutil.Process().children())
            running = asyncio.create_task(line.run())
            while not line._camera_ready:
                await asyncio.sleep(0.005)
            for process in set(psutil.Process().children()) - before:
                if "resource_tracker" not in " ".join(process.cmdline()):
                    os.kill(process.pid, signal.SIGTERM)
            await soon(running)

    with pytest.raises(CameraLostError, match="process of the virtual camera has ended"):
        asyncio.run(run())
