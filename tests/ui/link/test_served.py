"""The window on the real server over real sockets, through restarts and silences."""

from contextlib import ExitStack
from pathlib import Path

import wire_samples
from pytestqt.qtbot import QtBot
from served_station import ServedStation, served
from served_window import show_part
from served_window import window as window

from inspector.config.recipe import load_recipe
from inspector.ui.link import LinkPhase
from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.setup.actions import SetupAction
from inspector.ui.window import OperatorWindow
from inspector.wire.station import StationState

PARTS = 130


def test_live_history_and_commands_through_the_real_door(
    qtbot: QtBot, window: OperatorWindow, tmp_path: Path
) -> None:
    station = ServedStation()
    with served(tmp_path, station, "t" * 32, PARTS):
        show_part(qtbot, window, station, 59)
        qtbot.waitUntil(lambda: window.live.picture.image is not None)
        thumbnail = window.live.rejects.buttons[0].picture
        qtbot.waitUntil(lambda: thumbnail.image is not None)
        window.turn_to(PageKey.HISTORY)
        qtbot.waitUntil(lambda: window.history.model.rowCount() == 100)
        window.history.table.scrollToBottom()
        qtbot.waitUntil(lambda: window.history.model.rowCount() == PARTS)
        window.history.show_result(wire_samples.result_id(59))
        detail = window.history.detail
        qtbot.waitUntil(lambda: detail.picture.image is not None)
        assert detail.headline.whole_text() == "NOT OK · missing bolt hole"
        qtbot.waitUntil(lambda: window.header.state.text() == "Ready")
        window.control.start()
        qtbot.waitUntil(lambda: window.header.state.text() == "Running")
        window.close()


def test_a_camera_is_set_up_through_the_real_door(
    qtbot: QtBot, window: OperatorWindow, tmp_path: Path
) -> None:
    recipe = tmp_path / "recipe.toml"
    recipe.write_text('schema_version = 1\nrecipe_id = "flange"  # M 40\n', encoding="utf-8")
    station = ServedStation()
    with served(tmp_path, station, "t" * 32, 1):
        window.turn_to(PageKey.SETUP)
        ready = wire_samples.snapshot(state=StationState.READY)
        station.show(wire_samples.live_update(1, snapshot=ready), None)
        setup, panel = window.setup, window.setup.features
        qtbot.waitUntil(lambda: panel.model.index_of("exposure_time_us").isValid())
        window.board[SetupAction.TEST_EXPOSURE].trigger()
        qtbot.waitUntil(lambda: setup.picture.image is not None)
        qtbot.waitUntil(lambda: "100.0 %" in setup.measures.focus.whole_text())
        panel.tree.choose("exposure_time_us")
        panel.editor.entry.setText("2,000,000")
        panel.editor.apply.click()
        qtbot.waitUntil(lambda: panel.headline.whole_text().startswith("CAM-003"))
        panel.editor.entry.setText("4,200")
        panel.editor.apply.click()
        qtbot.waitUntil(lambda: setup.cameras.changed == ("exposure_time_us",))
        qtbot.waitUntil(window.board[SetupAction.KEEP_FEATURES].isEnabled)
        window.board[SetupAction.KEEP_FEATURES].trigger()
        qtbot.waitUntil(lambda: setup.cameras.changed == ())
        assert load_recipe(recipe).features == {"exposure_time_us": 4200.0}
        assert "# M 40" in recipe.read_text("utf-8")
        station.cameras.inspecting = True
        panel.editor.entry.setText("1,000")
        panel.editor.apply.click()
        qtbot.waitUntil(lambda: panel.headline.whole_text().startswith("STA-001"))
        assert panel.editor.entry.text() == "4,200"
        window.close()


def test_a_restarted_engine_with_another_port_and_token_is_found_again(
    qtbot: QtBot, window: OperatorWindow, tmp_path: Path
) -> None:
    with ExitStack() as first:
        station = ServedStation()
        first.enter_context(served(tmp_path, station, "a" * 32, 5))
        show_part(qtbot, window, station, 1)
    qtbot.waitUntil(lambda: window.link.status.phase is LinkPhase.LOST)
    assert window.banner.isVisible()
    with ExitStack() as second:
        station = ServedStation()
        second.enter_context(served(tmp_path, station, "b" * 32, 5))
        show_part(qtbot, window, station, 2)
        assert not window.banner.isVisible()
        window.turn_to(PageKey.HISTORY)
        qtbot.waitUntil(lambda: window.history.model.rowCount() == 5)
        window.close()


def test_a_frozen_engine_is_told_and_an_idle_one_is_not(
    qtbot: QtBot, window: OperatorWindow, tmp_path: Path
) -> None:
    station = ServedStation()
    with served(tmp_path, station, "t" * 32, 1):
        show_part(qtbot, window, station, 1)
        with qtbot.assertNotEmitted(window.link.status_changed, wait=1500):
            pass
        station.frozen.set()
        qtbot.waitUntil(lambda: window.link.status.phase is LinkPhase.LOST)
        station.frozen.clear()
        qtbot.waitUntil(lambda: window.link.status.phase is LinkPhase.CONNECTED)
        window.close()
