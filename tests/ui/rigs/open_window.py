"""The app's window on a scripted station, as nearly every test of the app has it."""

from collections import deque
from dataclasses import dataclass

import wire_samples
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot
from scripted_station import ScriptedStation

from inspector.ui.i18n.language import LanguageSwitch
from inspector.ui.link import Sight
from inspector.ui.theme.look import Look
from inspector.ui.window import OperatorWindow

_PATIENCE_MS = 20_000
"""A slow machine needs it; nothing waits for it to pass."""


@dataclass
class Opened:
    """An open window and what is behind it."""

    window: OperatorWindow
    station: ScriptedStation
    look: Look
    languages: LanguageSwitch
    bot: QtBot
    sights: deque[Sight]

    def show_part(self, index: int) -> None:
        """Let a part pass and wait until the page in view was told."""
        result_id = wire_samples.result_id(index)
        self.station.show_part(index)
        self.bot.waitUntil(lambda: self.shown_result_id() == result_id, timeout=_PATIENCE_MS)

    def shown_result_id(self) -> str | None:
        shown = self.sights[-1].update.latest if self.sights else None
        return None if shown is None else shown.result_id


def delete(*objects: object) -> None:
    """Destroy Qt objects now, not when the event loop comes round to it."""
    for one in objects:
        one.deleteLater()  # type: ignore[attr-defined]
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
