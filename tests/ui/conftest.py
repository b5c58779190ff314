"""Windows without a screen, and nothing left behind by any test."""

import os
import threading
from collections import deque
from collections.abc import Iterator
from pathlib import Path

if os.environ.get("INSPECTOR_REAL_WINDOW") != "1":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from open_window import Opened, delete
from postgres_server import postgres as postgres
from PySide6.QtCore import QSettings, QStandardPaths
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


@pytest.fixture(autouse=True)
def documents(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the person's documents lie: never those of whoever runs the tests."""
    folder = tmp_path / "documents"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda kind: str(folder))
    return folder


@pytest.fixture
def station() -> ScriptedStation:
    return ScriptedStation()


@pytest.fixture
def first_language() -> Language:
    """What the window is opened in; to change to another one takes as long as to open it."""
    return Language.ENGLISH


@pytest.fixture
def opened(
    qtbot: QtBot, qapp: QApplication, station: ScriptedStation, first_language: Language
) -> Iterator[Opened]:
    look = Look(qapp, ThemeName.DARK)
    languages = LanguageSwitch(qapp, first_language)
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
    delete(window)
    languages.choose(Language.ENGLISH)
    delete(languages)
