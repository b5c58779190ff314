"""What every driver that installs delivers on this machine, and what it costs."""

from __future__ import annotations

import json
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from inspector.assembly.camera import make_camera
from inspector.bench.camera_rigs import RIGS, gige_settings
from inspector.bench.camera_streams import measure_stream, measure_trigger, ticker_figures
from inspector.bench.ticker import Ticker
from inspector.bench.virtual_gige import virtual_cameras
from inspector.config.camera_options import parse_camera
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.camera import CameraError

_TRIGGERS = 200
_IDLE_S = 2.0
_TOGETHER = 4
_TOGETHER_RATE_HZ = 25.0
_TOGETHER_ADDRESS = "127.0.3.{}"
_TOGETHER_FIRST_HOST = 21


def measure_cameras(
    drivers: Sequence[str], seconds: float, side: int, tell: Callable[[str], None]
) -> dict[str, Any]:
    """Measure one driver after the other, then four GigE Vision cameras at once.

    Args:
        drivers: Keys of :data:`RIGS`.
        seconds: Length of each stream.
        side: Width and height of the pictures in pixels, where the simulator allows them.
        tell: Takes a line when a measurement begins.
    """
    tell("nothing: the ticker alone")
    figures: dict[str, Any] = {"side_px": side, "idle_ticker": _idle()}
    found: dict[str, Any] = {}
    for driver in drivers:
        tell(driver)
        found[driver] = _or_reason(partial(_driver, driver, seconds, side))
    figures["drivers"] = found
    if "aravis" in drivers:
        tell(f"aravis: {_TOGETHER} cameras at once")
        figures["aravis_together"] = _or_reason(partial(_together, seconds, side))
    return figures


def as_table(figures: dict[str, Any]) -> str:
    """The figures for a person."""
    idle = figures["idle_ticker"]
    lines = [
        f"pictures of {figures['side_px']} px a side; alone, the 1 ms ticker turns "
        f"{idle['ticks_per_s']:.0f}/s with gaps up to {idle['worst_gap_ms']:.1f} ms",
        f"{'driver':<10}{'fps':>8}{'lost':>6}{'incompl.':>9}{'CPU %':>7}{'gap ms':>8}"
        f"{'ticks/s':>9}{'trigger p50':>13}{'p99 ms':>9}",
    ]
    for driver, each in figures["drivers"].items():
        lines.append(_row(driver, each))
    together = figures.get("aravis_together")
    if together:
        lines.append(f"{_TOGETHER} cameras at once: {json.dumps(together)}")
    return "\n".join(lines)


def _row(driver: str, each: dict[str, Any]) -> str:
    if "skipped" in each:
        return f"{driver:<10}  {each['skipped']}"
    trigger = each["software_trigger"] or {}
    return (
        f"{driver:<10}{each['rate_hz']:>8.1f}{each['lost']:>6}{each['incomplete']:>9}"
        f"{each['cpu_percent_of_a_core']:>7.1f}{each['ticker']['worst_gap_ms']:>8.1f}"
        f"{each['ticker']['ticks_per_s']:>9.0f}"
        f"{trigger.get('p50_ms', '-'):>13}{trigger.get('p99_ms', '-'):>9}"
    )


def _idle() -> dict[str, float]:
    with Ticker() as ticker:
        time.sleep(_IDLE_S)
    return ticker_figures(ticker, _IDLE_S)


def _or_reason(measure: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The figures, or why there are none: a driver that does not install stops no other."""
    try:
        return measure()
    except InspectorError as error:
        return {"skipped": str(error), "remedy": error.remedy}


def _driver(driver: str, seconds: float, side: int) -> dict[str, Any]:
    with (
        tempfile.TemporaryDirectory(prefix="inspector-bench-") as folder,
        RIGS[driver](side, Path(folder)) as rig,
    ):
        stream = measure_stream(
            make_camera(rig.config, Path), rig.settings, seconds, rig.simulators
        )
        trigger = measure_trigger(make_camera(rig.config, Path), rig.settings, _TRIGGERS)
    return stream | {"software_trigger": trigger}


def _together(seconds: float, side: int) -> dict[str, Any]:
    """Several cameras, each in a thread of its own as in the engine."""
    hosts = range(_TOGETHER_FIRST_HOST, _TOGETHER_FIRST_HOST + _TOGETHER)
    addresses = [_TOGETHER_ADDRESS.format(host) for host in hosts]
    settings = [gige_settings(each, side, _TOGETHER_RATE_HZ) for each in addresses]
    found: dict[str, dict[str, Any]] = {}

    def measure(address: str, simulators: list[int]) -> None:
        camera = make_camera(parse_camera({"driver": "aravis", "address": address}), Path)
        try:
            found[address] = measure_stream(camera, {}, seconds, simulators)
        except CameraError as error:
            found[address] = {"skipped": str(error)}

    with virtual_cameras(settings) as processes:
        threads = [
            threading.Thread(target=measure, args=(address, processes)) for address in addresses
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    streamed = [each for each in found.values() if "skipped" not in each]
    return {
        "cameras": len(streamed),
        "rate_hz": [each["rate_hz"] for each in streamed],
        "lost": sum(each["lost"] for each in streamed),
        "incomplete": sum(each["incomplete"] for each in streamed),
        "cpu_percent_of_a_core": max(
            (each["cpu_percent_of_a_core"] for each in streamed), default=0.0
        ),
        "worst_gap_ms": max((each["ticker"]["worst_gap_ms"] for each in streamed), default=0.0),
        "failed": [each["skipped"] for each in found.values() if "skipped" in each],
    }
