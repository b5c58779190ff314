"""A panel without a keyboard: what is touched gets its keys on the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from inspector.ui.pages.products.number_field import NumberField
from inspector.ui.widgets.touch.touch_entry import TouchEntry

LEFT = Qt.MouseButton.LeftButton


class Bench:
    """A page with one field for a text, one for a number, and one for a whole number."""

    def __init__(self, bot: QtBot) -> None:
        self.bot = bot
        self.page = QWidget()
        bot.addWidget(self.page)
        self.text, self.number = QLineEdit(), NumberField(-1, 1)
        self.whole = NumberField(0, 500, whole=True)
        layout = QVBoxLayout()
        for field in (self.text, self.number, self.whole):
            layout.addWidget(field)
        layout.addStretch(1)
        self.page.setLayout(layout)
        self.page.resize(1200, 760)
        self.entry = TouchEntry(self.page)
        self.page.show()
        bot.waitExposed(self.page)

    def touch(self, field: QLineEdit) -> None:
        QTest.mouseClick(field, LEFT)
        self.bot.waitUntil(field.hasFocus)

    def press(self, keys: str) -> None:
        for key in keys:
            QTest.mouseClick(self.entry.keypad.keys[key], LEFT)


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return Bench(qtbot)


def test_a_number_is_entered_without_a_keyboard(bench: Bench) -> None:
    bench.number.show_number(0.5)
    entered: list[float] = []
    bench.number.entered.connect(entered.append)
    bench.touch(bench.number)
    assert bench.entry.keypad.isVisible()
    assert not bench.entry.keyboard.isVisible()
    assert not bench.entry.geometry().intersects(bench.number.geometry())
    bench.press("-0.77")
    QTest.mouseClick(bench.entry.keypad.back, LEFT)
    assert bench.number.hasFocus()
    QTest.mouseClick(bench.entry.done, LEFT)
    assert entered == [-0.7]
    assert bench.entry.isHidden()


def test_signs_are_offered_where_a_number_may_have_them(bench: Bench) -> None:
    bench.touch(bench.whole)
    assert not bench.entry.keypad.keys["."].isVisible()
    assert not bench.entry.keypad.keys["-"].isVisible()


def test_letters_come_for_a_text_and_go_with_the_field(bench: Bench) -> None:
    bench.touch(bench.text)
    letter = bench.entry.keyboard.keys[10]
    QTest.mouseClick(letter, LEFT)
    assert bench.text.text() == "q"
    bench.touch(bench.number)
    assert not bench.entry.keyboard.isVisible()
    bench.page.setFocus()
    bench.bot.waitUntil(bench.entry.isHidden)


def test_real_keys_send_it_away_and_a_mouse_beside_them_brings_it_no_more(bench: Bench) -> None:
    bench.touch(bench.text)
    QTest.keyClick(bench.text, Qt.Key.Key_A)
    assert bench.entry.isHidden()
    assert bench.text.text() == "a"
    bench.touch(bench.text)
    assert bench.entry.isVisible()
    QTest.keyClick(bench.text, Qt.Key.Key_Escape)
    assert bench.entry.isHidden()
    QTest.keyClick(bench.text, Qt.Key.Key_Backspace)
    bench.touch(bench.text)
    assert bench.entry.isHidden()


def test_a_number_out_of_bounds_does_not_stay_in_the_field(bench: Bench) -> None:
    bench.whole.show_number(50)
    entered: list[float] = []
    bench.whole.entered.connect(entered.append)
    bench.touch(bench.whole)
    bench.press("999")
    QTest.mouseClick(bench.entry.done, LEFT)
    assert bench.whole.text() == "500"
    assert entered == [500]
