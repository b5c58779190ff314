"""A panel over a page is as large as its content, stays in its corner, and closes by Esc."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from inspector.ui.widgets.frame.floating_panel import MARGIN_PX, FloatingPanel

_WIDTH_PX = 300


class Question(FloatingPanel):
    """A line to write in, and words of any length."""

    def __init__(self, host: QWidget, *, at_top: bool = False) -> None:
        super().__init__(host, _WIDTH_PX, at_top=at_top)
        self.words, self.field = QLabel("short"), QLineEdit()
        self.words.setWordWrap(True)
        layout = QVBoxLayout()
        layout.addWidget(self.words)
        layout.addWidget(self.field)
        self.setLayout(layout)

    def first_field(self) -> QWidget:
        return self.field

    def retranslate(self) -> None:
        """Nothing is translated."""


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    qtbot.waitExposed(page)
    return page


def lower_edge(panel: FloatingPanel) -> int:
    return panel.parentWidget().height() - panel.geometry().bottom() - 1


def test_it_grows_with_its_words_and_stays_at_the_lower_edge(qtbot: QtBot, host: QWidget) -> None:
    panel = Question(host)
    panel.open()
    before = panel.height()
    panel.words.setText("a sentence of many words " * 20)
    qtbot.waitUntil(lambda: panel.height() > before)
    assert panel.words.heightForWidth(panel.words.width()) <= panel.words.height()
    assert lower_edge(panel) == MARGIN_PX
    host.resize(900, 500)
    qtbot.waitUntil(lambda: lower_edge(panel) == MARGIN_PX)
    host.resize(200, 500)
    qtbot.waitUntil(lambda: panel.width() == 200 - 2 * MARGIN_PX)


def test_type_that_comes_with_the_stylesheet_has_its_room_at_once(host: QWidget) -> None:
    host.setStyleSheet("QLabel { font-size: 40px; }")
    panel = Question(host, at_top=True)
    panel.open()
    assert panel.words.height() >= panel.words.heightForWidth(panel.words.width()) >= 40
    assert panel.y() == MARGIN_PX


def test_esc_closes_and_letters_stay_with_it(qtbot: QtBot, host: QWidget) -> None:
    panel = Question(host)
    panel.open()
    qtbot.waitUntil(panel.field.hasFocus)
    letter = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_O, Qt.KeyboardModifier.NoModifier, "o"
    )
    chord = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier, ""
    )
    for event in (letter, chord):
        event.ignore()
        panel.event(event)
    assert letter.isAccepted()
    assert not chord.isAccepted()
    with qtbot.waitSignal(panel.closed):
        QTest.keyClick(panel.field, Qt.Key.Key_Escape)
    assert panel.isHidden()


def test_an_open_panel_lay_hidden_behind_the_next_page(qtbot: QtBot) -> None:
    pages = QStackedWidget()
    qtbot.addWidget(pages)
    for _ in range(2):
        pages.addWidget(QWidget())
    pages.resize(900, 700)
    pages.show()
    qtbot.waitExposed(pages)
    panel = Question(pages)
    panel.open()
    pages.setCurrentIndex(1)
    assert pages.childAt(panel.geometry().center()) in (panel, *panel.findChildren(QWidget))
