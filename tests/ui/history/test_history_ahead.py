"""The next part is there before anybody asks for it, and no part is brought in vain."""

from __future__ import annotations

import threading

import pytest
import wire_samples
from open_window import Opened
from PySide6.QtCore import Qt
from scripted_results import ScriptedResults

from inspector.ui.pages.history.actions import HistoryAction
from inspector.ui.pages.history.detail.detail_texts import first_seen
from inspector.ui.pages.history.page import HistoryPage
from inspector.ui.pages.keys import PageKey

NEWEST = 347


class Door:
    """Holds up whoever asks for a part or a picture, while it is shut."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open = threading.Event()
        self.open.set()
        for name in ("result", "image", "evidence"):
            monkeypatch.setattr(ScriptedResults, name, self._behind(name))

    def _behind(self, name: str):
        answer = getattr(ScriptedResults, name)

        def held(results: ScriptedResults, *what: object) -> object:
            found = answer(results, *what)
            self.open.wait(timeout=20)
            return found

        return held


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Door:
    return Door(monkeypatch)


@pytest.fixture
def history(opened: Opened, door: Door) -> HistoryPage:
    opened.window.turn_to(PageKey.HISTORY)
    history = opened.window.history
    opened.bot.waitUntil(lambda: history.model.rowCount() > 0)
    opened.show_part(3)
    look_at(opened, NEWEST - 10)
    return history


def look_at(opened: Opened, index: int) -> None:
    """Show a part, and have the one behind it brought."""
    history = opened.window.history
    history.list.go_to(history.model.place_of(wire_samples.result_id(index)))
    opened.bot.waitUntil(lambda: shown(history) == index and history.detail.looked_into)
    opened.bot.waitUntil(lambda: brought(opened, index - 1))


def shown(history: HistoryPage) -> int | None:
    detail = history.detail.detail
    return None if detail is None else detail.trigger_index


def asked(opened: Opened, index: int) -> list[str]:
    """What was asked about a part, in order."""
    result_id = wire_samples.result_id(index)
    return [
        "result" if question == result_id else str(question[0])
        for question in list(opened.station.questions)
        if question == result_id or (isinstance(question, tuple) and result_id in question)
    ]


def brought(opened: Opened, index: int) -> bool:
    """With the pictures of all its cameras, and where the defect is."""
    ahead, result_id = opened.window.history.details.ahead, wire_samples.result_id(index)
    detail = ahead.detail(result_id)
    if detail is None:
        return False
    pictured = [each.view for each in detail.views if each.has_image]
    located = not pictured or ahead.evidence(result_id, first_seen(detail).view) is not None
    return located and all(ahead.picture(result_id, view) for view in pictured)


def test_the_next_part_is_shown_while_the_station_answers_nothing(
    opened: Opened, history: HistoryPage, door: Door
) -> None:
    door.open.clear()
    opened.bot.keyClick(history.table, Qt.Key.Key_Right)
    assert shown(history) == NEWEST - 11
    assert history.detail.pictured
    assert history.detail.picture.image is not None
    assert not history.detail.looked_into
    opened.bot.waitUntil(lambda: history.detail.looked_into)
    door.open.set()


def test_a_review_waits_for_its_own_answer_only(
    opened: Opened, history: HistoryPage, door: Door
) -> None:
    waited_for: list[int] = []

    def note() -> None:
        waited_for.append(len(asked(opened, NEWEST - 11)))

    history.details.settled.connect(note)
    before = len(asked(opened, NEWEST - 11))
    opened.bot.keyClick(history.table, Qt.Key.Key_Return)
    opened.bot.waitUntil(lambda: bool(waited_for))
    assert shown(history) == NEWEST - 11
    assert waited_for[0] == before
    assert wire_samples.result_id(NEWEST - 10) in opened.station.history.said


def test_a_key_that_bounces_says_nothing_of_the_part_behind(
    opened: Opened, history: HistoryPage
) -> None:
    settled: list[bool] = []
    history.details.settled.connect(
        lambda: settled or (settled.append(True), history.reviewing.confirm())
    )
    opened.bot.keyClick(history.table, Qt.Key.Key_Return)
    opened.bot.waitUntil(lambda: bool(settled))
    assert list(opened.station.history.said) == [wire_samples.result_id(NEWEST - 10)]


def test_going_back_brings_the_part_before(opened: Opened, history: HistoryPage) -> None:
    opened.window.board[HistoryAction.SHOW_NEWER].trigger()
    opened.bot.waitUntil(lambda: shown(history) == NEWEST - 9)
    opened.bot.waitUntil(lambda: brought(opened, NEWEST - 8))


def test_after_a_jump_nothing_more_is_brought_of_what_was_expected(
    opened: Opened, history: HistoryPage, door: Door
) -> None:
    door.open.clear()
    opened.bot.keyClick(history.table, Qt.Key.Key_Right)
    opened.bot.waitUntil(lambda: asked(opened, NEWEST - 12) == ["result"])
    history.list.go_to(history.model.place_of(wire_samples.result_id(NEWEST - 40)))
    history.details.show(wire_samples.result_id(NEWEST - 40))
    door.open.set()
    opened.bot.waitUntil(lambda: shown(history) == NEWEST - 40)
    opened.bot.waitUntil(lambda: brought(opened, NEWEST - 41))
    assert history.details.ahead.detail(wire_samples.result_id(NEWEST - 12)) is None
    assert asked(opened, NEWEST - 12) == ["result"]


def test_what_is_held_is_bounded(opened: Opened, history: HistoryPage) -> None:
    for _ in range(6):
        here = shown(history)
        assert here is not None
        opened.bot.keyClick(history.table, Qt.Key.Key_Right)
        look_at(opened, here - 1)
    held = history.details.ahead.held
    assert len(held) <= 2
    assert wire_samples.result_id(NEWEST - 17) in held
