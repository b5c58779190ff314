"""Symbols that nobody can guess have a word below them, whole in both languages."""

import pytest
from open_window import Opened
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from inspector.ui.actions.window import WindowAction
from inspector.ui.i18n.language import Language
from inspector.ui.pages.history.actions import HistoryAction
from inspector.ui.pages.keys import PageKey
from inspector.ui.widgets.text.captioned_button import CaptionedButton

PAGES_WITH_TOOLS = (PageKey.LIVE, PageKey.HISTORY, PageKey.STATISTICS, PageKey.SETUP)


def tools(root: QWidget) -> list[CaptionedButton]:
    return [each for each in root.findChildren(CaptionedButton) if each.isVisible()]


def is_whole(button: CaptionedButton) -> bool:
    word = QFontMetrics(button.font()).horizontalAdvance(button.action_shown().iconText())
    return button.width() >= 0.87 * word and button.height() >= button.sizeHint().height()


@pytest.mark.parametrize("language", Language)
def test_every_tool_says_its_word_and_more_when_pointed_at(
    opened: Opened, language: Language
) -> None:
    opened.languages.choose(language)
    opened.show_part(59)
    for page in PAGES_WITH_TOOLS:
        opened.window.turn_to(page)
        opened.bot.waitUntil(lambda: bool(tools(opened.window)))
        opened.bot.waitUntil(lambda: all(is_whole(each) for each in tools(opened.window)))
        for button in tools(opened.window):
            assert button.action_shown().iconText()
            assert button.toolTip().startswith(button.action_shown().text())
            assert button.accessibleName() == button.action_shown().text()


@pytest.mark.parametrize("language", Language)
def test_the_tools_of_a_part_stand_in_one_row_on_the_smallest_panel(
    opened: Opened, language: Language
) -> None:
    opened.languages.choose(language)
    opened.show_part(59)
    opened.window.turn_to(PageKey.HISTORY)
    detail = opened.window.history.detail
    keys = (HistoryAction.SHOW_NEWER, HistoryAction.COMPARE_DIFFERENCE, HistoryAction.JUDGE_AGAIN)
    shown = [opened.window.board[key] for key in keys]

    def rows() -> set[int]:
        return {each.y() for each in tools(detail) if each.action_shown() in shown}

    opened.bot.waitUntil(lambda: len(rows()) == 1)


def test_a_tool_that_is_touched_does_what_it_says(opened: Opened) -> None:
    opened.show_part(59)
    opened.window.turn_to(PageKey.HISTORY)
    action = opened.window.board[HistoryAction.SHOW_TILES]
    button = next(each for each in tools(opened.window) if each.action_shown() is action)
    before = button.grab().toImage()
    button.click()
    assert opened.window.history.list.grid.isVisible()
    assert button.isChecked()
    assert button.grab().toImage() != before
    opened.window.board[WindowAction.SWITCH_THEME].trigger()
    assert button.grab().toImage() != before
