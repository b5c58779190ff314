"""Decides which one message the banner shows: lost connection, refused command, then alarms.

Of the alarms the worst that nobody has acknowledged comes first, and of equals the oldest: the
others often follow from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.state import StationRefusedError
from inspector.ui.i18n.faults import remedy_text, title_text
from inspector.ui.i18n.formats import clock_time, count
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.phrases import error_said, said_text
from inspector.ui.link import LinkPhase, LinkStatus
from inspector.ui.pages.places import fixing_page, page_text
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.frame.banner import Banner, Message
from inspector.wire.station import Alarm, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from inspector.domain.phrase import Phrase
    from inspector.ui.pages.keys import PageKey


_REFUSAL_SHOWN_MS = 8000


class MessageBoard(QObject):
    """Everything that needs a person, one at a time and never in a dialog.

    Signals:
        alarms_wanted: The person wants to see all alarms.
        fix_wanted: The person wants to see to the only alarm, with the page and what it is about.
    """

    alarms_wanted = Signal()
    fix_wanted = Signal(object, str)

    def __init__(self, banner: Banner) -> None:
        super().__init__(banner)
        self._banner = banner
        self._link = LinkStatus(LinkPhase.CONNECTING)
        self._error: InspectorError | None = None
        self._alarms: list[Alarm] = []
        self._returned = 0
        self._announced: tuple[str, datetime] | None = None
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

    def show_alarms(self, alarms: Sequence[Alarm], returned: int = 0) -> None:
        """Show the station's alarms, or how many came and went without anybody seeing them."""
        ranked = sorted(alarms, key=_urgency)
        if ranked != self._alarms or returned != self._returned:
            self._alarms, self._returned = ranked, returned
            self.retranslate()
            self._announce()

    @property
    def clearable(self) -> Alarm | None:
        """The alarm that is shown, when a person can clear it."""
        alarm = self._shown_alarm
        return alarm if alarm is not None and alarm.clearing is not None else None

    @property
    def acknowledgeable(self) -> Alarm | None:
        """The alarm that is shown, when nobody has said to have seen it."""
        alarm = self._shown_alarm
        return alarm if alarm is not None and _is_unseen(alarm) else None

    @property
    def _fix(self) -> tuple[PageKey, str] | None:
        """The page that mends the only alarm and what it is about; ``None`` leads to the list."""
        alarm = self._shown_alarm
        if alarm is None or len(self._alarms) + self._returned > 1:
            return None
        page = fixing_page(alarm.fixed_on)
        return None if page is None else (page, alarm.subject)

    @property
    def _shown_alarm(self) -> Alarm | None:
        shown = not (self._link.phase is LinkPhase.LOST or self._error is not None)
        return self._alarms[0] if shown and self._alarms else None

    def retranslate(self) -> None:
        """Show the message again, in the language in force."""
        self._banner.show_message(self._message())

    def _message(self) -> Message | None:
        if self._link.phase is LinkPhase.LOST:
            return _link_message(self._link)
        if self._error is not None:
            code, said = self._error.code, error_said(self._error)
            words = said if self._error.reasons else ""
            return Message(
                Tone.WARNING,
                f"{code}  {title_text(code, said)}",
                detail_text(code, words, self._error.remedy, self._error.advice),
                translate("Message", "Close"),
            )
        if self._alarms:
            return self._alarm_message()
        return _returned_message(self._returned) if self._returned else None

    def _alarm_message(self) -> Message:
        alarm, others = self._alarms[0], len(self._alarms) - 1 + self._returned
        more = translate("Message", "Show ›")
        if (fix := self._fix) is not None:
            more = translate("Message", "Go to {page} ›").format(page=page_text(fix[0]))
        elif others:
            more = translate("Message", "{others} more ›").format(others=count(others))
        since = translate("Message", "since {time}").format(time=clock_time(alarm.since))
        tone = Tone.NOT_OK if alarm.severity is Severity.FAULT else Tone.WARNING
        said = said_text(alarm.message, alarm.reasons)
        headline = f"{alarm.code}  {title_text(alarm.code, said)} · {since}"
        told = detail_text(alarm.code, said, alarm.remedy, alarm.advice)
        clearable = alarm.clearing is not None
        return Message(tone, headline, told, more, clearable, _is_unseen(alarm))

    def _press(self) -> None:
        if self._error is not None:
            self._forget_error()
        elif (fix := self._fix) is not None:
            self.fix_wanted.emit(*fix)
        else:
            self.alarms_wanted.emit()

    def _announce(self) -> None:
        """Let a screen reader say an alarm that was not at the top before."""
        alarm = self._shown_alarm
        identity = None if alarm is None else (alarm.code, alarm.since)
        if alarm is not None and identity != self._announced and not alarm.acknowledged:
            self._banner.announce()
        self._announced = identity

    def _forget_error(self) -> None:
        self._error = None
        self._forget_timer.stop()
        self.retranslate()


def detail_text(code: str, spoken: str, remedy: str, advice: Phrase | None = None) -> str:
    """The remedy, and what was spoken where the headline says it in other words."""
    other = title_text(code, spoken) != spoken
    return " · ".join(filter(None, [remedy_text(code, remedy, advice), spoken if other else ""]))


def _urgency(alarm: Alarm) -> tuple[bool, bool, datetime]:
    return alarm.acknowledged, alarm.severity is not Severity.FAULT, alarm.since


def _is_unseen(alarm: Alarm) -> bool:
    return alarm.occurrence_id is not None and not alarm.acknowledged


def _returned_message(returned: int) -> Message:
    return Message(
        Tone.NEUTRAL,
        translate("Message", "Alarms came and went, and nobody has seen them: {alarms}").format(
            alarms=count(returned)
        ),
        translate("Message", "Look at them and acknowledge them."),
        translate("Message", "Show ›"),
    )


def _link_message(status: LinkStatus) -> Message:
    headline = translate("Message", "No connection to the station")
    detail = translate("Message", "What you see is the last state known. Connecting again …")
    if (error := status.error) is not None:
        code, said = error.code, ""
        if isinstance(error, StationRefusedError):
            code, said = error.own_code, error.fault
        headline = f"{headline} · {code} {title_text(code, said)}"
        detail = f"{detail} {remedy_text(code, error.remedy, error.advice)}"
    return Message(Tone.NOT_OK, headline, detail)
