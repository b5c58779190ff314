"""Windows without a screen, and nothing left behind by any test."""

import os
import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

if os.environ.get("INSPECTOR_REAL_WINDOW") != "1":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
import wire_samples
from postgres_server import postgres as postgres
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QStandardPaths
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from scripted_station import ScriptedStation

from inspector.ui.i18n.language import Language, LanguageSwitch
from inspector.ui.link import Sight
from inspector.ui.theme.look import Look
from inspector.ui.theme.tokens import ThemeName
from inspector.ui.window import OperatorWindow


@pytest.fixture(autouse=True)
def _no_thread_left_behind() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before]
    for thread in left:
        thread.join(10)
    assert [thread.name for thread in left if thread.is_alive()] == []


@pytest.fixture(autouse=True)
def _settings_of_this_test(tmp_path: Path) -> None:
    QSettings.setPath(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings")
    )


_PATIENCE_MS = 20_000
"""A slow machine needs it; nothing waits for it to pass."""


@pytest.fixture(autouse=True)
def documents(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the person's documents lie: never those of whoever runs the tests."""
    folder = tmp_path / "documents"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda kind: str(folder))
    return folder


@dataclass
class Opened:
    """An open window and what is behind it."""

    window: OperatorWindow
    station: ScriptedStation
    look: Look
    languages: LanguageSwitch
    bot: QtBot
    sights: deque[Sight]

    def show_part(self, index: int) -> None:
        """Let a part pass and wait until the page in view was told."""
        result_id = wire_samples.result_id(index)
        self.station.show_part(index)
        self.bot.waitUntil(lambda: self.shown_result_id() == result_id, timeout=_PATIENCE_MS)

    def shown_result_id(self) -> str | None:
        shown = self.sights[-1].update.latest if self.sights else None
        return None if shown is None else shown.result_id


@pytest.fixture
def station() -> ScriptedStation:
    return ScriptedStation()


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, station: ScriptedStation) -> Iterator[Opened]:
    look = Look(qapp, ThemeName.DARK)
    languages = LanguageSwitch(qapp, Language.ENGLISH)
    window = OperatorWindow(station.connect, look, languages)
    # Pages that a test never turns to took three quarters of its time; test_leaks.py has them made.
    window.pages.make_all = lambda: None  # type: ignore[method-assign]
    window.resize(1280, 800)
    window.show()
    sights: deque[Sight] = deque(maxlen=1)
    window.link.sight_arrived.connect(sights.append)
    window.start()
    yield Opened(window, station, look, languages, qtbot, sights)
    window.close()
    languages.choose(Language.ENGLISH)
    delete(window, languages)


def delete(*objects: object) -> None:
    """Destroy Qt objects now, not when the event loop comes round to it."""
    for one in objects:
        one.deleteLater()  # type: ignore[attr-defined]
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
