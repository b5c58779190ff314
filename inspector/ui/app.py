"""Opens the operator's app."""

from __future__ import annotations

import signal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from inspector import __version__
from inspector.client.station import StationClient
from inspector.ui.i18n.language import Language, LanguageSwitch
from inspector.ui.preferences import Preferences
from inspector.ui.theme.look import Look
from inspector.ui.theme.tokens import ThemeName
from inspector.ui.window import OperatorWindow

if TYPE_CHECKING:
    from pathlib import Path

_START_WIDTH_PX, _START_HEIGHT_PX = 1280, 800
_SIGNAL_CHECK_MS = 250


def run(
    run_file: Path,
    *,
    language: Language | None = None,
    theme: ThemeName | None = None,
    full_screen: bool = False,
    quit_after_s: float | None = None,
) -> int:
    """Show the app until it is closed.

    Args:
        run_file: Where the station leaves its address; it need not exist yet.
        language: Overrides the language chosen last.
        theme: Overrides the theme chosen last.
        full_screen: Fill the screen, as on a panel.
        quit_after_s: Close by itself after this time, for smoke tests.

    Returns:
        The exit code of the application.
    """
    application = QApplication(["inspector"])
    application.setApplicationName("inspector")
    application.setApplicationDisplayName("Inspector")
    application.setApplicationVersion(__version__)
    preferences = Preferences()
    look = Look(application, theme or preferences.theme)
    languages = LanguageSwitch(application, language or preferences.language)
    window = OperatorWindow(partial(StationClient.from_run_file, run_file), look, languages)
    window.resize(_START_WIDTH_PX, _START_HEIGHT_PX)
    window.closed.connect(application.quit)
    _close_on_interrupt(window)
    if quit_after_s is not None:
        QTimer.singleShot(round(quit_after_s * 1000), window.close)
    window.start()
    if full_screen:
        window.showFullScreen()
    else:
        window.show()
    code = application.exec()
    preferences.language, preferences.theme = languages.language, look.theme.name
    return code


def _close_on_interrupt(window: OperatorWindow) -> None:
    """Let Ctrl+C in a terminal close the window: Python needs a turn to see it."""
    signal.signal(signal.SIGINT, lambda number, frame: window.close())
    turn = QTimer(window, interval=_SIGNAL_CHECK_MS)
    turn.timeout.connect(int)
    turn.start()
