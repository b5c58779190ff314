"""All about one alarm: what it does, why, what helps, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inspector.ui.actions.lacking import Lacking
from inspector.ui.i18n.faults import remedy_text, title_text
from inspector.ui.i18n.formats import NOTHING, count, identifier, short_date_and_time
from inspector.ui.i18n.language import Language, translate
from inspector.ui.i18n.phrases import said_text
from inspector.ui.pages.alarms.actions import AlarmAction
from inspector.ui.pages.alarms.texts import (
    EFFECTS,
    SEVERITY_SYMBOLS,
    duration_text,
    end_text,
    severity_text,
    state_text,
    subject_text,
)
from inspector.ui.pages.places import fixing_page
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.ui.widgets.symbol.symbols import SymbolView
from inspector.ui.widgets.table.fact_list import FactList
from inspector.ui.widgets.text.labels import column, label, row
from inspector.ui.widgets.text.scrolled import scrolled
from inspector.ui.widgets.text.translated import TranslatedFrame
from inspector.wire.alarms import AlarmState
from inspector.wire.station import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspector.ui.actions.board import ActionBoard
    from inspector.wire.alarms import AlarmRow

_SYMBOL_PX = 30
_KEYS = (AlarmAction.ACKNOWLEDGE, AlarmAction.CLEAR, AlarmAction.GO_TO_PAGE)


class AlarmDetail(TranslatedFrame):
    """The chosen alarm; its buttons offer only what can be done with it."""

    def __init__(self, board: ActionBoard) -> None:
        super().__init__()
        set_role(self, "card")
        self._board = board
        self.alarm: AlarmRow | None = None
        self._symbol = SymbolView(_SYMBOL_PX, Symbol.WARNING)
        self.headline = label("strong", wrap=True)
        self.effect = label("body", wrap=True)
        self.told = label("muted", wrap=True)
        self._cause_title, self._remedy_title = label("caption"), label("caption")
        self.cause, self.remedy = label("body", wrap=True), label("strong", wrap=True)
        self.facts = FactList()
        self.buttons = {key: board.button(key) for key in _KEYS}
        self._lay_out()
        self.show_alarm(None)

    def show_alarm(self, alarm: AlarmRow | None) -> None:
        """Show an alarm, or that none is chosen."""
        self.alarm = alarm
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text again."""
        alarm = self.alarm
        self._cause_title.setText(translate("Alarms", "What it means"))
        self._remedy_title.setText(translate("Alarms", "What to do"))
        for widget in (self.effect, self._body, self._symbol, *self.buttons.values()):
            widget.setVisible(alarm is not None)
        if alarm is None:
            self.headline.setText(translate("Alarms", "Choose an alarm to see what helps."))
            return
        self._show_words(alarm)
        self.facts.show_facts(list(_facts(alarm)))
        self._offer(alarm)

    def _show_words(self, alarm: AlarmRow) -> None:
        fault = alarm.severity is Severity.FAULT
        self._symbol.show_symbol(SEVERITY_SYMBOLS[alarm.severity])
        set_tone(self._symbol, Tone.NOT_OK if fault else Tone.WARNING)
        said = said_text(alarm.message, alarm.reasons)
        title = title_text(alarm.code, said)
        self.headline.setText(f"{alarm.code}  {title}")
        self.effect.setText(
            f"{severity_text(alarm.severity)} · {translate('Alarms', EFFECTS[alarm.effect])}"
        )
        translated = title != said
        self.told.setText(said if translated else "")
        self.told.setVisible(translated)
        self.cause.setText(alarm.cause)
        for widget in (self._cause_title, self.cause):
            widget.setVisible(Language.in_force() is Language.ENGLISH)
        self.remedy.setText(remedy_text(alarm.code, alarm.remedy))

    def _offer(self, alarm: AlarmRow) -> None:
        seen = alarm.state in (AlarmState.ACKNOWLEDGED, AlarmState.NORMAL)
        self._board[AlarmAction.ACKNOWLEDGE].offer(Lacking.SIGHT if seen else None)
        self.buttons[AlarmAction.ACKNOWLEDGE].setVisible(not seen)
        latched = alarm.clearing is not None
        self._board[AlarmAction.CLEAR].offer(None if latched else Lacking.LATCH)
        self._board.require(AlarmAction.CLEAR, alarm.clearing)
        page = fixing_page(alarm.fixed_on)
        action = self._board[AlarmAction.GO_TO_PAGE]
        action.offer(Lacking.OTHER_PAGE if page is None else None)
        self.buttons[AlarmAction.GO_TO_PAGE].setVisible(page is not None)
        self.buttons[AlarmAction.CLEAR].setVisible(latched)
        if page is not None:
            name = self._board[page].text()
            action.setText(translate("Alarms", "Go to {page}").format(page=name))

    def _lay_out(self) -> None:
        words = column(self.headline, self.effect, spacing=4)
        head = row(self._symbol, spacing=12)
        head.setAlignment(self._symbol, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        inner = QWidget()
        about = column(
            self.told,
            self._remedy_title,
            self.remedy,
            self._cause_title,
            self.cause,
            self.facts,
            spacing=6,
        )
        about.addStretch(1)
        inner.setLayout(about)
        self._body = scrolled(inner)
        self._body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        acknowledge, clear, go = (self.buttons[key] for key in _KEYS)
        first = row(acknowledge, clear, spacing=8)
        layout = column(spacing=10)
        layout.addLayout(head)
        layout.addWidget(self._body, 1)
        layout.addLayout(first)
        layout.addWidget(go)
        layout.setContentsMargins(14, 14, 14, 14)
        self.setLayout(layout)


def _facts(alarm: AlarmRow) -> Iterator[tuple[str, str]]:
    state = state_text(alarm.state)
    if alarm.latched and alarm.ended_at is None:
        state = translate("Alarms", "{state}, latched").format(state=state)
    yield translate("Alarms", "State"), state
    if alarm.first_out:
        yield translate("Alarms", "First-out"), translate("Alarms", "came before those with it")
    if alarm.subject:
        yield translate("Alarms", "On"), subject_text(alarm.code, alarm.subject)
    yield translate("Alarms", "Raised"), short_date_and_time(alarm.raised_at)
    if alarm.ended_at is not None:
        yield translate("Alarms", "Over"), short_date_and_time(alarm.ended_at)
        yield translate("Alarms", "Ended"), end_text(alarm)
    yield translate("Alarms", "Duration"), duration_text(alarm.duration_s)
    if alarm.times_today:
        yield translate("Alarms", "Last 24 hours"), f"{count(alarm.times_today)} ×"
    if alarm.times > 1:
        yield translate("Alarms", "In a row"), f"{count(alarm.times)} ×"
    if alarm.acknowledged_at is not None:
        who = alarm.acknowledged_by or NOTHING
        when = short_date_and_time(alarm.acknowledged_at)
        yield translate("Alarms", "Acknowledged by"), f"{who} · {when}"
    if alarm.trigger_index is not None:
        yield translate("Alarms", "Trigger"), identifier(alarm.trigger_index)
