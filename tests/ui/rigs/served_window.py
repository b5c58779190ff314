"""The app's window on a station behind the real server."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import wire_samples
from open_window import delete
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from scripted_station import preview
from served_station import ServedStation

from inspector.client.station import StationClient
from inspector.ui.i18n.language import Language, LanguageSwitch
from inspector.ui.theme.look import Look
from inspector.ui.theme.tokens import ThemeName
from inspector.ui.window import OperatorWindow


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[OperatorWindow]:
    look, languages = Look(qapp, ThemeName.DARK), LanguageSwitch(qapp, Language.ENGLISH)
    run_file = tmp_path / "run" / "api.json"
    window = OperatorWindow(partial(StationClient.from_run_file, run_file), look, languages)
    window.pages.make_all = lambda: None  # type: ignore[method-assign]  # as the scripted window
    window.resize(1280, 800)
    window.show()
    window.start()
    yield window
    window.close()
    delete(window, languages)


def show_part(qtbot: QtBot, window: OperatorWindow, station: ServedStation, index: int) -> None:
    station.show(wire_samples.live_update(index), preview(index))
    verdict = window.live.verdict
    qtbot.waitUntil(
        lambda: (
            verdict.result is not None and verdict.result.result_id == wire_samples.result_id(index)
        ),
        timeout=20_000,
    )
