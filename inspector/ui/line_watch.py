"""The registers and signals, while somebody looks at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.ui.watch import Watch

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from inspector.ui.requests import RequestLink

INTERVAL_MS = 200
"""Five looks a second: the gate tells of its registers ten times."""


class LineWatch(Watch):
    """``told`` brings the newest state, ``missed`` says why none."""

    def __init__(self, requests: RequestLink, parent: QObject | None = None) -> None:
        super().__init__(requests, "plc", lambda station: station.line.plc(), INTERVAL_MS, parent)
