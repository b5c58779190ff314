"""Decides which one message the banner shows: lost connection, refused command, then alarms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from inspector.domain.errors.base import InspectorError
from inspector.ui.i18n.faults import remedy_text, title_text
from inspector.ui.i18n.formats import clock_time, count
from inspector.ui.i18n.language import translate
from inspector.ui.link import LinkPhase, LinkStatus
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.banner import Banner, Message
from inspector.wire.station import Alarm, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

_REFUSAL_SHOWN_MS = 8000


class MessageBoard(QObject):
    """Everything that needs a person, one at a time and never in a dialog."""

    def __init__(self, banner: Banner) -> None:
        super().__init__(banner)
        self._banner = banner
        self._link = LinkStatus(LinkPhase.CONNECTING)
        self._error: InspectorError | None = None
        self._alarms: list[Alarm] = []
        self._place = 0
        self._forget_timer = QTimer(self, singleShot=True, interval=_REFUSAL_SHOWN_MS)
        self._forget_timer.timeout.connect(self._forget_error)
        banner.more_pressed.connect(self._press)

    def show_link(self, status: LinkStatus) -> None:
        """Show whether the station answers."""
        self._link = status
        self.retranslate()

    def show_error(self, error: InspectorError) -> None:
        """Show a refused command for some seconds."""
        self._error = error
        self._forget_timer.start()
        self.retranslate()

    def show_alarms(self, alarms: Sequence[Alarm]) -> None:
        """Show the station's alarms, faults before warnings."""
        ranked = sorted(alarms, key=lambda alarm: alarm.severity is not Severity.FAULT)
        if ranked != self._alarms:
            self._alarms = ranked
            self._place = min(self._place, max(len(ranked) - 1, 0))
            self.retranslate()

    @property
    def clearable(self) -> Alarm | None:
        """The alarm that is shown, when a person can clear it."""
        shown = not (self._link.phase is LinkPhase.LOST or self._error is not None)
        alarm = self._alarms[self._place] if shown and self._alarms else None
        return alarm if alarm is not None and alarm.clearing is not None else None

    def retranslate(self) -> None:
        """Show the message again, in the language in force."""
        self._banner.show_message(self._message())

    def _message(self) -> Message | None:
        if self._link.phase is LinkPhase.LOST:
            return _link_message(self._link)
        if self._error is not None:
            return Message(
                Tone.WARNING,
                f"{self._error.code}  {title_text(self._error.code, self._error.detail)}",
                detail_text(self._error.code, self._error.detail, self._error.remedy),
                translate("Message", "Close"),
            )
        return self._alarm_message() if self._alarms else None

    def _alarm_message(self) -> Message:
        alarm = self._alarms[self._place]
        more = ""
        if len(self._alarms) > 1:
            more = translate("Message", "{place} of {alarms} ›").format(
                place=count(self._place + 1), alarms=count(len(self._alarms))
            )
        since = translate("Message", "since {time}").format(time=clock_time(alarm.since))
        tone = Tone.NOT_OK if alarm.severity is Severity.FAULT else Tone.WARNING
        headline = f"{alarm.code}  {title_text(alarm.code, alarm.message)} · {since}"
        told = detail_text(alarm.code, alarm.message, alarm.remedy)
        return Message(tone, headline, told, more, alarm.clearing is not None)

    def _press(self) -> None:
        if self._error is not None:
            self._forget_error()
        elif self._alarms:
            self._place = (self._place + 1) % len(self._alarms)
            self.retranslate()

    def _forget_error(self) -> None:
        self._error = None
        self._forget_timer.stop()
        self.retranslate()


def detail_text(code: str, spoken: str, remedy: str) -> str:
    """The remedy, and the station's own words where the headline is a translation of them."""
    translated = title_text(code, spoken) != spoken
    return " · ".join([remedy_text(code, remedy), *([spoken] if translated else [])])


def _link_message(status: LinkStatus) -> Message:
    headline = translate("Message", "No connection to the station")
    detail = translate("Message", "What you see is the last state known. Connecting again …")
    if status.error is not None:
        headline = f"{headline} · {status.error.code} {title_text(status.error.code, '')}"
    return Message(Tone.NOT_OK, headline, detail)
