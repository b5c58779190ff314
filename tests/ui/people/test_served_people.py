"""The people page against the real door: a station gets its people, and its trail is checked."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

from people_rig import define, people_of
from pytestqt.qtbot import QtBot
from served_station import ServedStation, served
from served_window import show_part
from served_window import window as window

from inspector.domain.people import Role, SecretKind
from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.people.actions import PeopleAction
from inspector.ui.pages.people.page import PeoplePage
from inspector.ui.window import OperatorWindow

WAIT_MS = 30_000


def until(qtbot: QtBot, done: Callable[[], bool]) -> None:
    qtbot.waitUntil(done, timeout=WAIT_MS)


def test_the_first_administrator_is_added_at_the_screen_and_signs_in(
    qtbot: QtBot, window: OperatorWindow, tmp_path: Path
) -> None:
    station = ServedStation()
    with served(tmp_path, station, "t" * 32, 1):
        show_part(qtbot, window, station, 1)
        page = cast("PeoplePage", window.pages.page(PageKey.PEOPLE))
        window.turn_to(PageKey.PEOPLE)
        form = page.accounts.form
        until(qtbot, lambda: "Nobody is defined yet" in form.told.text())
        window.board[PeopleAction.ADD].trigger()
        assert form.role.currentData() == Role.ADMIN
        form.name.setText("王 芳")
        form.kind.setCurrentIndex(form.kind.findData(SecretKind.PASSWORD))
        for field in (form.secret, form.again):
            field.setText("密码是八个字以上")
        window.board[PeopleAction.SAVE].trigger()
        until(qtbot, lambda: people_of(tmp_path).find("王 芳") is not None)
        window.session.sign_in("王 芳", "密码是八个字以上")
        until(qtbot, lambda: window.session.person is not None)
        until(qtbot, lambda: page.accounts.model.rowCount() == 1)
        window.board[PeopleAction.SHOW_TRAIL].trigger()
        until(qtbot, lambda: page.trail.model.rowCount() == 2)
        assert [each.what for each in page.trail.model.rows] == ["session.sign_in", "people.add"]
        window.board[PeopleAction.VERIFY].trigger()
        until(qtbot, lambda: "whole: 2 entries" in page.trail.card.verdict.text())
        window.close()


def test_what_a_role_may_not_do_is_locked_and_the_station_agrees(
    qtbot: QtBot, window: OperatorWindow, tmp_path: Path
) -> None:
    define(people_of(tmp_path), "Otto", Role.OPERATOR, "1357")
    station = ServedStation()
    with served(tmp_path, station, "t" * 32, 1):
        show_part(qtbot, window, station, 1)
        window.session.sign_in("Otto", "1357")
        until(qtbot, lambda: window.session.person is not None)
        assert not window.board[PeopleAction.VERIFY].isEnabled()
        page = cast("PeoplePage", window.pages.page(PageKey.PEOPLE))
        window.turn_to(PageKey.PEOPLE)
        page.trail.verify()
        until(qtbot, lambda: "Quality" in page.trail.card.verdict.text())
        window.close()
