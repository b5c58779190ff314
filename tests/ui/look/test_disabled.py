"""What is disabled says why: in its tool tip, and in words where a finger touches it."""

import pytest
import wire_samples
from fitting import settle
from open_window import Opened
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QComboBox,
    QLineEdit,
    QToolTip,
    QWidget,
)

from inspector.ui.actions.lacking import Lacking
from inspector.ui.actions.spec import ActionKey
from inspector.ui.i18n.language import Language
from inspector.ui.pages.catalogue import PAGES
from inspector.ui.pages.history.actions import HistoryAction
from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.live.actions import LiveAction
from inspector.ui.pages.statistics.actions import StatisticsAction
from inspector.ui.widgets.text.action_button import ActionButton
from inspector.wire.station import StationState

CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QAbstractSlider)


def silent(root: QWidget) -> list[str]:
    """Controls in sight that are disabled, and neither they nor what they lie in say why."""
    found = []
    for each in root.findChildren(QWidget):
        if not isinstance(each, CONTROLS) or each.isEnabled() or not each.isVisible():
            continue
        above: QWidget | None = each
        while above is not None and not (
            above.statusTip() and above.statusTip() in above.toolTip()
        ):
            above = above.parentWidget()
        if above is None:
            name = each.accessibleName() or each.objectName()
            found.append(f"{type(each).__name__} {name} in {type(each.parentWidget()).__name__}")
    return found


def _says_why(control: QWidget) -> bool:
    return bool(control.statusTip()) and control.statusTip() in control.toolTip()


def touch(opened: Opened, button: QWidget) -> str:
    """What is said where a finger touches a button."""
    QToolTip.hideText()
    window = opened.window.windowHandle()
    place = button.mapTo(opened.window, button.rect().center())
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(window, left, none, place)
    said = QToolTip.text() if QToolTip.isVisible() else ""
    QToolTip.hideText()
    return said


def shown_button(opened: Opened, key: ActionKey) -> ActionButton:
    action = opened.window.board[key]
    opened.bot.waitUntil(lambda: any(_shows(each, action) for each in _buttons(opened)))
    return next(each for each in _buttons(opened) if _shows(each, action))


def _buttons(opened: Opened) -> list[ActionButton]:
    return opened.window.findChildren(ActionButton)


def _shows(button: ActionButton, action: object) -> bool:
    return button.action_shown() is action and button.isVisible()


@pytest.mark.parametrize(
    "state",
    [
        StationState.PREOPERATIONAL,
        StationState.READY,
        StationState.CONTINUOUS_EXECUTION,
        StationState.ERROR,
    ],
)
def test_no_disabled_control_of_any_page_is_silent(opened: Opened, state: StationState) -> None:
    opened.station.snapshot = wire_samples.snapshot(state=state, lot=None, shift=None)
    opened.show_part(3)
    for number, page in enumerate(PAGES, 4):
        opened.window.turn_to(page)
        opened.show_part(number)
        settle(opened, silent)


@pytest.mark.parametrize(
    ("page", "opens", "key", "lacking"),
    [
        (PageKey.LIVE, None, LiveAction.COUNT_LOT, Lacking.LOT),
        (PageKey.HISTORY, HistoryAction.EDIT_FILTER, HistoryAction.PERIOD_SHIFT, Lacking.SHIFT),
        (PageKey.STATISTICS, None, StatisticsAction.LATER, Lacking.LATER_TIME),
    ],
)
@pytest.mark.parametrize("language", Language)
def test_a_touch_on_it_says_why(
    opened: Opened,
    language: Language,
    page: PageKey,
    opens: ActionKey | None,
    key: ActionKey,
    lacking: Lacking,
) -> None:
    opened.station.snapshot = wire_samples.snapshot(lot=None, shift=None)
    opened.show_part(3)
    opened.window.turn_to(page)
    if opens is not None:
        opened.window.board[opens].trigger()
    opened.languages.choose(language)
    button = shown_button(opened, key)
    assert not button.isEnabled()
    opened.bot.waitUntil(lambda: touch(opened, button) == lacking.text)
    assert lacking.text in button.toolTip()


def test_a_touch_on_a_field_without_an_action_says_why_too(opened: Opened) -> None:
    opened.show_part(3)
    panel = opened.window.live.lots
    panel.open()
    opened.bot.waitUntil(lambda: touch(opened, panel.begin) == Lacking.NAME.text)
    panel.name.setText("L-9")
    assert touch(opened, panel.cancel) == ""


def test_a_touch_beside_all_controls_says_nothing(opened: Opened) -> None:
    opened.show_part(3)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(opened.window.windowHandle(), left, none, QPoint(3, 400))
    assert not QToolTip.isVisible()
