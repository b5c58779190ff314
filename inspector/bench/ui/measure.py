"""Every figure of the operator's app, each from a fresh process of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from inspector.bench.history.rows import fill_history
from inspector.bench.ui.live_station import PictureStation, serving
from inspector.client.station import StationClient
from inspector.clock import monotonic_ns
from inspector.demo.layout import DemoOptions, free_port, line_settings, station_toml
from inspector.domain.errors.base import InspectorError
from inspector.paths import DataFolder, write_atomically
from inspector.store.schema.migration import CURRENT_REVISION
from inspector.supervisor.station import supervise_station
from inspector.wire.station_check import CheckRunState

if TYPE_CHECKING:
    from inspector.supervisor.supervisor import Supervisor

_SCREEN = {"name": "panel", "x": 0, "y": 0, "width": 1280, "height": 800, "logicalDpi": 96}
_ENGINE_PATIENCE_S = 120.0
_LOOK_S = 0.1


@dataclass(frozen=True, slots=True)
class UiBenchOptions:
    """How much is measured.

    Attributes:
        starts: How often the app is started, after one start that warms the disk cache.
        turns: How often every page is turned to.
        rows: Length of the history that is scrolled through.
        scroll_s: How long.
        rate_hz: Pictures a second of the live view.
        minutes: How long they are looked at.
    """

    starts: int = 5
    turns: int = 10
    rows: int = 1_000_000
    scroll_s: float = 10.0
    rate_hz: float = 30.0
    minutes: float = 1.0


def measure_ui(
    options: UiBenchOptions, cache: Path, tell: Callable[[str], object]
) -> dict[str, Any]:
    """Measure on the screen at hand, or without one on an offscreen one of 1280 by 800.

    Args:
        options: How much is measured.
        cache: Where a history that was made once is kept for the next time.
        tell: Takes a line when a measurement begins.
    """
    figures: dict[str, Any] = {"screen": "real" if _has_screen() else "offscreen 1280x800"}
    with tempfile.TemporaryDirectory(prefix="inspector-bench-ui-") as name:
        folder = Path(name)
        tell("first paint")
        figures["first_paint_s"] = _first_paints(folder, options.starts)
        tell(f"live view, {options.rate_hz:g} pictures/s for {options.minutes:g} min")
        run_file = folder / "live" / "api.json"
        with serving(PictureStation(options.rate_hz), run_file):
            figures["live_view"] = _child("live_view", run_file, options.minutes * 60, folder)
    data = DataFolder(cache / f"rows-{options.rows}-{CURRENT_REVISION}")
    tell(f"a history of {options.rows} rows in {data.root}")
    fill_history(data.database, options.rows, tell)
    with tempfile.TemporaryDirectory(prefix="inspector-bench-ui-") as name, running_station(data):
        tell("history scroll")
        figures["history_scroll"] = _child(
            "history_scroll", data.run_file, options.scroll_s, Path(name)
        )
        tell("page switches")
        figures["page_switch"] = _child("page_turns", data.run_file, options.turns, Path(name))
    return figures


def _first_paints(folder: Path, starts: int) -> dict[str, float]:
    durations, worked = [], []
    for _ in range(starts + 1):
        begun_ns = monotonic_ns()
        told = _child("first_paint", folder / "no-station.json", 0, folder)
        durations.append((told["painted_ns"] - begun_ns) / 1e9)
        worked.append(told["cpu_s"])
    return {
        "p50": round(median(durations[1:]), 2),
        "max": round(max(durations[1:]), 2),
        "cpu_p50": median(worked[1:]),
    }


def _child(probe: str, run_file: Path, amount: float, folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-P", "-m", "inspector.bench.ui.child", probe]
    environment = {**os.environ, "XDG_CONFIG_HOME": str(folder)}
    if not _has_screen():
        screens = folder / "screens.json"
        screens.write_text(json.dumps({"screens": [_SCREEN]}), "utf-8")
        environment["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"
    done = subprocess.run(
        [*command, str(run_file), str(amount)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def _has_screen() -> bool:
    if os.environ.get("QT_QPA_PLATFORM", "").startswith("offscreen"):
        return False
    return not sys.platform.startswith("linux") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


@contextmanager
def running_station(data: DataFolder) -> Iterator[Supervisor]:
    """The whole station on the virtual line, idle: gate and engine in their processes."""
    options = DemoOptions()
    toml = station_toml(options, line_settings(options, free_port()))
    write_atomically(data.station_file, toml)
    supervisor = supervise_station(data.station_file, data)
    supervisor.start()
    try:
        begun_ns = monotonic_ns()
        while not _answers(data):
            if monotonic_ns() - begun_ns > _ENGINE_PATIENCE_S * 1e9:
                raise TimeoutError("the station did not start")
            supervisor.check()
            time.sleep(_LOOK_S)
        _note_check(data)
        yield supervisor
    finally:
        supervisor.stop()


def _note_check(data: DataFolder) -> None:
    """To a station that was never checked the app turns by itself, away from what is measured."""
    with StationClient.from_run_file(data.run_file) as client:
        if client.check.last().state is CheckRunState.NEVER:
            client.check.begin()
            client.check.cancel()


def _answers(data: DataFolder) -> bool:
    if not data.run_file.exists():
        return False
    with StationClient.from_run_file(data.run_file) as client:
        try:
            client.snapshot()
        except InspectorError:
            return False
        return True
