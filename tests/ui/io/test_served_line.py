"""Maintenance through the real door: whatever becomes of the app, the outputs are released."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from people_rig import define, people_of
from pytestqt.qtbot import QtBot
from served_station import ServedStation, served
from served_window import show_part
from served_window import window as window

from inspector.domain.people import Role
from inspector.engine.station.maintenance import RENEWAL_NS
from inspector.ui.pages.keys import PageKey
from inspector.ui.window import OperatorWindow

APP = Path(__file__).parents[1] / "rigs/maintaining_app.py"
START_MS = 30_000


def until(qtbot: QtBot, done: Callable[[], bool]) -> None:
    qtbot.waitUntil(done, timeout=START_MS)


def test_the_outputs_of_a_killed_app_are_released(qtbot: QtBot, tmp_path: Path) -> None:
    define(people_of(tmp_path), "Anna", Role.ENGINEER, "135790")
    station = ServedStation()
    level = station.gate.level
    with served(tmp_path, station, "t" * 32, 1):
        app = subprocess.Popen([sys.executable, APP, tmp_path / "run" / "api.json"])
        try:
            until(qtbot, lambda: level.level.forced == 1)
            qtbot.wait(RENEWAL_NS // 1_000_000 + 500)
            assert level.level.values == 1, "it is renewed while the app lives"
        finally:
            app.kill()
            app.wait()
        until(qtbot, lambda: not level.active)
    assert (level.level.forced, level.level.values) == (0, 0)


def test_registers_change_before_the_eyes(
    qtbot: QtBot, window: OperatorWindow, tmp_path: Path
) -> None:
    station = ServedStation()
    with served(tmp_path, station, "t" * 32, 1):
        show_part(qtbot, window, station, 1)
        window.turn_to(PageKey.IO)
        model = window.io.vision.model
        until(qtbot, lambda: bool(model.registers))
        station.gate.tell(heartbeat=41_208)
        until(qtbot, lambda: model.has_changed("heartbeat"))
        window.close()
