"""The verdict on the latest part across the page, or why there is none."""

# ruff: noqa: N802

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent

from inspector.domain.evaluation import Evaluation, Reason
from inspector.ui.i18n.formats import (
    NOTHING,
    clock_time,
    date,
    identifier,
    short_date_and_time,
)
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.texts import evaluation_text, reason_text
from inspector.ui.pages.live.rest import Rest, rest_of
from inspector.ui.theme.style import set_role, set_style_property, set_tone
from inspector.ui.theme.stylesheet import LARGE_FINDING
from inspector.ui.theme.tokens import EVALUATION_TONES, Tone
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.ui.widgets.symbol.symbols import EVALUATION_SYMBOLS, SymbolView
from inspector.ui.widgets.text.fitted_label import FittedLabel
from inspector.ui.widgets.text.labels import label, row
from inspector.ui.widgets.text.translated import TranslatedFrame
from inspector.wire.station import LiveResult, StationSnapshot

_LEAST_SYMBOL_PX, _SYMBOL_PX = 72, 104
_LEAST_FINDING_PX = 200
_SPACING_PX, _MARGIN_PX, _EDGE_PX = 18, 14, 4
_IDLE_MS = 60_000
"""A verdict that is older is told to be so: parts may have ceased to come."""
_LINE_HEIGHT = 1.04
"""Of the type size: verdicts are capitals or Chinese characters, which have no descenders."""


class VerdictBand(TranslatedFrame):
    """Symbol and word as large as the page allows; beside them what was found, in words.

    While the station judges nothing, a verdict would pass for the present one: the word says why.
    """

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "verdict")
        self._result: LiveResult | None = None
        self._held: LiveResult | None = None
        self._snapshot: StationSnapshot | None = None
        self._rest: Rest | None = None
        self._stale = self._idle = False
        self.idle_due = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self.idle_due.timeout.connect(self._show_idle)
        self._symbol = SymbolView(_LEAST_SYMBOL_PX, Symbol.RING)
        self.word = FittedLabel("display", least_height=0.7, line_height=_LINE_HEIGHT)
        self.finding = label("finding", wrap=True)
        self.finding.setProperty("large", False)
        self.finding.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = row(self._symbol, self.word, spacing=_SPACING_PX)
        layout.addWidget(self.finding, 1)
        layout.setContentsMargins(_MARGIN_PX, _EDGE_PX, _MARGIN_PX, _EDGE_PX)
        self.setLayout(layout)
        self.retranslate()

    def show_result(self, result: LiveResult | None, held: LiveResult | None = None) -> None:
        """Show the verdict on a part; ``None`` before the first one.

        Args:
            result: The newest part.
            held: An earlier one that stays in view.
        """
        if (result, held) != (self._result, self._held):
            if result != self._result:
                self._idle = False
                self.idle_due.start()
            self._result, self._held = result, held
            self._rest = self._rest_now()
            self.retranslate()

    def show_snapshot(self, snapshot: StationSnapshot) -> None:
        """Follow whether parts are judged at all."""
        self._snapshot = snapshot
        rest = self._rest_now()
        if rest is not self._rest:
            self._rest = rest
            self.retranslate()

    def show_stale(self, stale: bool) -> None:
        """Mark the verdict as the last one known, not the present one."""
        if stale != self._stale:
            self._stale = stale
            self.retranslate()

    @property
    def result(self) -> LiveResult | None:
        """The part whose verdict is shown."""
        return self._held or self._result

    def tone(self) -> Tone:
        """What the band's colour says."""
        if self._stale or self._rest is not None:
            return Tone.STALE
        shown = self.result
        return Tone.NEUTRAL if shown is None else EVALUATION_TONES[shown.evaluation]

    def letter_height_px(self) -> int:
        """Height of a capital of the word as it is drawn."""
        return QFontMetrics(self.word.fitted_font()).capHeight()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the word what it needs, and let the symbol grow with it."""
        super().resizeEvent(event)
        room = self.height() - 2 * _EDGE_PX
        self._symbol.show_side(min(max(room, _LEAST_SYMBOL_PX), _SYMBOL_PX))
        self._share_width()

    def retranslate(self) -> None:
        """Show everything again."""
        result = self.result
        tone = self.tone()
        set_tone(self, tone)
        for part in (self._symbol, self.word, self.finding):
            set_style_property(part, "on", tone.value)
        if self._rest is not None:
            self._symbol.show_symbol(self._rest.symbol)
            self.word.show_text(translate("Live", self._rest.word))
            self.finding.setText(self._rest_text(self._result))
        elif result is None:
            self._symbol.show_symbol(Symbol.RING)
            self.word.show_text(NOTHING)
            self.finding.setText(translate("Live", "No part yet"))
        else:
            self._symbol.show_symbol(EVALUATION_SYMBOLS[result.evaluation])
            self.word.show_text(evaluation_text(result.evaluation))
            self.finding.setText(self._finding_text(result))
        self._share_width()

    def _show_idle(self) -> None:
        self._idle = True
        self.retranslate()

    def _rest_now(self) -> Rest | None:
        return None if self._snapshot is None else rest_of(self._snapshot, self._result)

    def _rest_text(self, result: LiveResult | None) -> str:
        told = (
            translate("Live", "Last known state")
            if self._stale
            else translate("Live", "Every part is rejected")
        )
        if result is None:
            return told
        last = translate("Live", "Last part {time} · {verdict}").format(
            time=clock_time(result.decided_at), verdict=evaluation_text(result.evaluation)
        )
        return f"{told}\n{last}"

    def _finding_text(self, result: LiveResult) -> str:
        finding = _finding(result)
        if not self._stale:
            told = _idle_text(self._result) if self._idle and self._result else ""
            if self._held is not None:
                told = _held_text(self._held)
            return f"{told}\n{finding}" if told else finding
        known = translate("Live", "Last known, {time}").format(time=clock_time(result.decided_at))
        return f"{known}\n{finding}"

    def _share_width(self) -> None:
        """The word is drawn as large as its height allows; the finding has the rest."""
        self.word.ensurePolished()
        natural = QFontMetrics(QFont(self.word.font())).horizontalAdvance(self.word.text()) + 4
        room = self.contentsRect().width() - _SYMBOL_PX - 2 * (_SPACING_PX + _MARGIN_PX)
        taken = max(80, min(natural, room - self._finding_px(room)))
        self.word.setFixedWidth(taken)
        self._enlarge_finding(room - taken)

    def _finding_px(self, room_px: int) -> int:
        """What the finding is given at least; its lines stay whole where it has more than one."""
        if "\n" not in self.finding.text():
            return _LEAST_FINDING_PX
        set_style_property(self.finding, "large", False)
        metrics = QFontMetrics(self.finding.font())
        lines = self.finding.text().splitlines()
        widest = max((metrics.horizontalAdvance(line) for line in lines), default=0)
        return min(max(widest + _SPACING_PX, _LEAST_FINDING_PX), room_px // 2)

    def _enlarge_finding(self, room_px: int) -> None:
        """A finding of one line is drawn larger where it fits."""
        text, font = self.finding.text(), QFont(self.finding.font())
        if not self.finding.property("large"):
            font.setPixelSize(round(font.pixelSize() * LARGE_FINDING))
        width = QFontMetrics(font).horizontalAdvance(text)
        set_style_property(self.finding, "large", "\n" not in text and width < room_px)


def _idle_text(latest: LiveResult) -> str:
    at = latest.decided_at
    today = date(at) == date(datetime.now(UTC))
    time = clock_time(at) if today else short_date_and_time(at)
    return translate("Live", "No part since {time}").format(time=time)


def _held_text(held: LiveResult) -> str:
    return translate("Live", "Held · part {part} · {time}").format(
        part=identifier(held.part_id), time=clock_time(held.decided_at)
    )


def _finding(result: LiveResult) -> str:
    if result.reason is not Reason.CLASSIFIED:
        return reason_text(result.reason)
    if result.evaluation is Evaluation.NOT_DECIDABLE:
        return translate("Live", "Not certain: {name}").format(name=result.class_name)
    return result.class_name
