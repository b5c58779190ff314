"""A window that was closed is gone, and a window that stays open does not grow."""

import gc

import wire_samples
from open_window import Opened, delete
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from scripted_station import ScriptedStation, preview

from inspector.ui.i18n.language import Language, LanguageSwitch
from inspector.ui.link import LivePicture
from inspector.ui.pages.catalogue import PAGES
from inspector.ui.pages.page import Page
from inspector.ui.theme.look import Look
from inspector.ui.theme.tokens import ThemeName
from inspector.ui.window import OperatorWindow


def wait_for_part(qtbot: QtBot, window: OperatorWindow) -> None:
    qtbot.waitUntil(lambda: window.live.verdict.result is not None)


def wait_for_pages(qtbot: QtBot, window: OperatorWindow) -> None:
    qtbot.waitUntil(lambda: len(window.pages.findChildren(Page)) == len(PAGES), timeout=20_000)


def open_and_close(qtbot: QtBot, application: QApplication) -> int:
    station = ScriptedStation()
    look, languages = (
        Look(application, ThemeName.DARK),
        LanguageSwitch(application, Language.ENGLISH),
    )
    window = OperatorWindow(station.connect, look, languages)
    window.show()
    window.start()
    station.connected.acquire(timeout=10)
    station.show_part(59)
    wait_for_part(qtbot, window)
    wait_for_pages(qtbot, window)
    window.close()
    delete(window, languages, look)
    del window, look, languages
    gc.collect()
    return len(application.allWidgets())


def test_a_closed_window_leaves_no_widget_behind(qtbot: QtBot, qapp: QApplication) -> None:
    """With all its pages, which it makes by itself when there is time."""
    first = open_and_close(qtbot, qapp)
    assert open_and_close(qtbot, qapp) == first


def test_a_long_shift_keeps_one_picture(opened: Opened) -> None:
    def kept() -> int:
        gc.collect()
        return sum(type(one) is LivePicture for one in gc.get_objects())

    of_others = kept()
    opened.show_part(1)
    for index in range(2, 120):
        opened.station.say(wire_samples.live_update(index), preview(3))
    newest = wire_samples.result_id(119)
    opened.bot.waitUntil(lambda: opened.shown_result_id() == newest, timeout=20_000)
    opened.bot.waitUntil(lambda: kept() <= of_others + 2, timeout=20_000)


def test_no_call_of_the_binding_eats_the_references_of_none(qapp: QApplication) -> None:
    """PySide6 6.12.0 on Python 3.11 took one reference to None per call, until it aborted."""
    import sys

    qapp.processEvents()
    before = sys.getrefcount(None)
    for _ in range(400):
        qapp.processEvents()
    assert sys.getrefcount(None) > before - 300
