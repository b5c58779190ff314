"""Opens the operator's app."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from inspector import __version__
from inspector.ui.i18n.language import Language, LanguageSwitch
from inspector.ui.pages.live.actions import LiveAction
from inspector.ui.preferences import Preferences
from inspector.ui.theme.look import Look
from inspector.ui.theme.tokens import ThemeName
from inspector.ui.window import OperatorWindow
from inspector.ui.zoom import ScreenRoom, Zoom, granted_factor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from inspector.client.station import StationClient

_START_WIDTH_PX, _START_HEIGHT_PX = 1280, 800
_SIGNAL_CHECK_MS = 250
_SCALE_VARIABLE = "QT_SCALE_FACTOR"


@dataclass(frozen=True, slots=True)
class AppOptions:
    """What the caller wants of the app.

    Attributes:
        language: Overrides the language chosen last.
        theme: Overrides the theme chosen last.
        full_screen: Fill the screen, as on a panel.
        quit_after_s: Close by itself after this time, for smoke tests.
        opened: Called with each window before it is shown.
    """

    language: Language | None = None
    theme: ThemeName | None = None
    full_screen: bool = False
    quit_after_s: float | None = None
    opened: Callable[[OperatorWindow], object] | None = None


def run(run_file: Path, options: AppOptions) -> int:
    """Show the app until it is closed; another size opens the window anew.

    Args:
        run_file: Where the station leaves its address; it need not exist yet.
        options: What the caller wants.

    Returns:
        The exit code of the application.
    """
    own_scale = os.environ.get(_SCALE_VARIABLE)
    while True:
        try:
            code, wanted_again = _show(run_file, options)
        finally:
            _set_scale(own_scale)
        if not wanted_again:
            return code
        options = replace(options, language=None, theme=None)


def _show(run_file: Path, options: AppOptions) -> tuple[int, bool]:
    """Show one window; whether it was closed for another one."""
    wished = Preferences().zoom
    granted = _magnify(wished, full_screen=options.full_screen)
    application = QApplication(["inspector"])
    application.setApplicationName("inspector")
    application.setApplicationDisplayName("Inspector")
    application.setApplicationVersion(__version__)
    preferences, zoom = Preferences(), Zoom(wished, granted)
    look = Look(application, options.theme or preferences.theme)
    languages = LanguageSwitch(application, options.language or preferences.language)
    window = OperatorWindow(partial(_connect, run_file), look, languages, zoom)
    window.resize(_START_WIDTH_PX, _START_HEIGHT_PX)
    marks = window.board[LiveAction.SHOW_REGION]
    marks.setChecked(preferences.judged_area)
    window.closed.connect(application.quit)
    zoom.changed.connect(window.close)
    _close_on_interrupt(window)
    if options.quit_after_s is not None:
        QTimer.singleShot(round(options.quit_after_s * 1000), window.close)
    if options.opened is not None:
        options.opened(window)
    if options.full_screen:
        window.showFullScreen()
    else:
        window.show()
    application.processEvents()
    code = _run_until_closed(application, window)
    preferences.language, preferences.theme = languages.language, look.theme.name
    preferences.zoom = now_wished = zoom.wished
    preferences.judged_area = marks.isChecked()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    application.shutdown()
    return code, now_wished != wished


def _run_until_closed(application: QApplication, window: OperatorWindow) -> int:
    """The exit code; a window that was closed with its first paint is not waited for."""
    if not window.isVisible():
        return 0
    window.start()
    return application.exec()


def _connect(run_file: Path) -> StationClient:
    """Connect in the thread that asks; the window is painted before the client is loaded."""
    from inspector.client.station import StationClient

    return StationClient.from_run_file(run_file)


def _magnify(wished: float, *, full_screen: bool) -> float:
    """Tell Qt how large to draw; it reads that once, when an application begins."""
    own = os.environ.get(_SCALE_VARIABLE)
    probe = QGuiApplication(["inspector"])
    screen = probe.primaryScreen()
    area = screen.geometry() if full_screen else screen.availableGeometry()
    probe.shutdown()
    factor = granted_factor(wished, ScreenRoom(area.width(), area.height()))
    _set_scale(str(factor * float(own or 1)))
    return factor


def _set_scale(scale: str | None) -> None:
    if scale is None:
        os.environ.pop(_SCALE_VARIABLE, None)
    else:
        os.environ[_SCALE_VARIABLE] = scale


def _close_on_interrupt(window: OperatorWindow) -> None:
    """Let Ctrl+C in a terminal close the window: Python needs a turn to see it."""
    signal.signal(signal.SIGINT, lambda number, frame: window.close())
    turn = QTimer(window, interval=_SIGNAL_CHECK_MS)
    turn.timeout.connect(int)
    turn.start()
