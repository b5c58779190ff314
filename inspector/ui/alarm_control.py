"""Acknowledge and clear the alarm that the banner shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.domain.errors.base import InspectorError

if TYPE_CHECKING:
    from inspector.ui.messages import MessageBoard
    from inspector.ui.requests import RequestLink


class AlarmControl(QObject):
    """Sends what somebody does about the shown alarm; the next live message tells the outcome."""

    refused = Signal(object)

    def __init__(
        self, requests: RequestLink, messages: MessageBoard, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._requests = requests
        self._messages = messages

    def acknowledge(self) -> None:
        """Somebody has seen it."""
        alarm = self._messages.acknowledgeable
        if alarm is not None and alarm.occurrence_id is not None:
            wanted = [alarm.occurrence_id]
            self._requests.ask(
                "acknowledge",
                lambda station: station.alarms.acknowledge(wanted),
                lambda waiting: None,
                self._refuse,
            )

    def clear(self) -> None:
        """What it was about is over."""
        alarm = self._messages.clearable
        if alarm is not None:
            codes = [alarm.code]
            self._requests.ask(
                "clear",
                lambda station: station.alarms.clear(codes),
                lambda page: None,
                self._refuse,
            )

    def _refuse(self, error: InspectorError) -> None:
        self.refused.emit(error)
