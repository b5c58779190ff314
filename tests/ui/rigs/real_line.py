"""The production gate and engine on a virtual line, and the real app on them."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from open_window import delete
from people_rig import define, people_of
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.client.station import StationClient
from inspector.demo.demo import Demo, Progress
from inspector.demo.layout import DemoOptions
from inspector.demo.report import Run
from inspector.domain.people import Role
from inspector.paths import DataFolder
from inspector.ui.actions.spec import ActionKey
from inspector.ui.i18n.language import Language, LanguageSwitch
from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.page import Page
from inspector.ui.theme.look import Look
from inspector.ui.theme.tokens import ThemeName
from inspector.ui.two_touch import BOUNCE_MS
from inspector.ui.window import OperatorWindow

P = TypeVar("P", bound=Page)
PATIENCE_MS = 60_000
_START_S, _END_S = 180.0, 180.0
_SETTLED_MS = 400
"""After so long a page that was turned to is worth a picture."""
PINS = {
    Role.OPERATOR: ("Otto", "1357"),
    Role.QUALITY: ("Quinn", "2468"),
    Role.ENGINEER: ("Emil", "864213"),
    Role.ADMIN: ("Ada", "314159"),
}


class RealLine(threading.Thread):
    """A line that runs until :meth:`finish`, in a thread beside the window's."""

    def __init__(self, folder: Path, images: Path) -> None:
        super().__init__(name="virtual line", daemon=True)
        self.data = DataFolder(folder)
        options = DemoOptions(parts=0, rate_per_min=300, images=images, keep="all")
        self._demo = Demo(options, self.data)
        self._begun, self._enough = threading.Event(), threading.Event()
        self._run: Run | None = None
        self._wrong: BaseException | None = None

    def begin(self) -> None:
        """Define one person of each role, and wait until parts pass."""
        self.data.root.mkdir(parents=True, exist_ok=True)
        people = people_of(self.data.root)
        for role in reversed(Role):
            define(people, *known(role))
        self.start()
        assert self._begun.wait(_START_S), self._wrong

    def finish(self) -> Run:
        """End the line and count."""
        self._enough.set()
        self.join(_END_S)
        if self._wrong is not None:
            raise self._wrong
        assert self._run is not None
        return self._run

    def run(self) -> None:
        """Run the line."""
        try:
            self._run = self._demo.run(self._look, with_app=False)
        except BaseException as error:  # noqa: BLE001 - told by the thread of the test
            self._wrong = error
            self._begun.set()

    def _look(self, progress: Progress) -> bool:
        self._begun.set()
        return not self._enough.is_set()


def known(role: Role) -> tuple[str, Role, str]:
    """Name, role and PIN as a register takes them."""
    name, pin = PINS[role]
    return name, role, pin


@dataclass
class Person:
    """Somebody at the window of a running station."""

    window: OperatorWindow
    bot: QtBot
    data: DataFolder

    def until(self, done: Callable[..., object], *about: object) -> None:
        """Wait as a patient person does."""
        self.bot.waitUntil(lambda: bool(done(*about)), timeout=PATIENCE_MS)

    def sign_in(self, role: Role) -> None:
        """Come to the screen, whoever stood there before."""
        session = self.window.session
        session.sign_out()
        self.until(lambda: session.person is None)
        name, pin = PINS[role]
        session.sign_in(name, pin)
        self.until(lambda: session.person is not None and session.person.name == name)

    def turn_to(self, key: PageKey, kind: type[P]) -> P:
        """Bring a page into view."""
        self.window.board[key].trigger()
        page = self.window.pages.in_view
        assert isinstance(page, kind)
        return page

    def do(self, key: ActionKey) -> None:
        """Touch what is offered."""
        action = self.window.board[key]
        self.until(action.isEnabled)
        action.trigger()

    def do_surely(self, key: ActionKey) -> None:
        """Touch it, and again."""
        self.do(key)
        self.bot.wait(BOUNCE_MS + 50)
        self.do(key)


@contextmanager
def person_at(bot: QtBot, application: QApplication, data: DataFolder) -> Iterator[Person]:
    """The real app on a station's run file."""
    look = Look(application, ThemeName.DARK)
    languages = LanguageSwitch(application, Language.ENGLISH)
    connect = partial(StationClient.from_run_file, data.run_file)
    window = OperatorWindow(connect, look, languages)
    window.resize(1280, 800)
    window.show()
    window.start()
    person = Person(window, bot, data)
    try:
        person.until(lambda: window.live.verdict.result is not None)
        yield person
        photograph(window)
    finally:
        window.close()
        delete(window, languages)


def photograph(window: OperatorWindow, name: str = "") -> None:
    """Keep what is on the screen, where somebody wants to look at it afterwards."""
    folder = os.environ.get("INSPECTOR_PICTURES")
    if folder:
        shown = name or os.environ.get("PYTEST_CURRENT_TEST", "window").split("::")[-1].split()[0]
        QTest.qWait(_SETTLED_MS)
        window.grab().save(str(Path(folder) / f"{shown}.png"))
