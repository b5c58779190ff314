"""The verdict on the latest part, readable from three metres."""

# ruff: noqa: N802

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame

from inspector.domain.evaluation import Evaluation, Reason
from inspector.ui.i18n.formats import (
    NOTHING,
    clock_time,
    decimal,
    identifier,
    milliseconds,
    signed,
)
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.texts import evaluation_text, outcome_text, reason_text
from inspector.ui.theme.style import set_role, set_style_property, set_tone
from inspector.ui.theme.tokens import EVALUATION_TONES, Tone
from inspector.ui.widgets.fitted_label import FittedLabel
from inspector.ui.widgets.labels import column, label, row
from inspector.ui.widgets.score_bar import ScoreBar
from inspector.ui.widgets.symbol_paths import Symbol
from inspector.ui.widgets.symbols import EVALUATION_SYMBOLS, SymbolView
from inspector.ui.widgets.translated import TranslatedFrame
from inspector.wire.station import LiveResult

_SMALLEST_SYMBOL_PX, _LARGEST_SYMBOL_PX = 60, 132
_SYMBOL_SHARE = 6
_PANEL_MARGIN_PX = 12
_SCORE_PLACES = 3


class VerdictCard(TranslatedFrame):
    """Word, symbol and colour; below them class, score, limit and margin, or the plain reason."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self._result: LiveResult | None = None
        self._stale = False
        self._symbol = SymbolView(_SMALLEST_SYMBOL_PX, Symbol.RING)
        self.word = FittedLabel("display", least_height=0.45)
        self.finding = FittedLabel("title")
        self._panel = self._make_panel()
        self._bar = ScoreBar()
        self.score = label("strong")
        self.margin = label("strong")
        self._part = label("muted")
        self._age = label("muted")
        below = column(
            row(self.score, 1, self.margin),
            self._bar,
            row(self._part, 1, self._age),
            spacing=6,
        )
        below.setContentsMargins(16, 10, 16, 12)
        layout = column(self._panel, spacing=0)
        layout.addLayout(below)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.retranslate()

    def show_result(self, result: LiveResult | None) -> None:
        """Show the verdict on a part; ``None`` before the first one."""
        if result != self._result:
            self._result = result
            self.retranslate()

    def show_stale(self, stale: bool) -> None:
        """Mark the verdict as the last one known, not the present one."""
        if stale != self._stale:
            self._stale = stale
            self.retranslate()

    @property
    def result(self) -> LiveResult | None:
        """The part whose verdict is shown."""
        return self._result

    def tone(self) -> Tone:
        """What the card's colour says."""
        if self._result is None:
            return Tone.NEUTRAL
        if self._stale:
            return Tone.STALE
        return EVALUATION_TONES[self._result.evaluation]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the symbol grow with the card."""
        super().resizeEvent(event)
        room = min(self._panel.height() - 2 * _PANEL_MARGIN_PX, self.width() // _SYMBOL_SHARE)
        self._symbol.show_side(min(max(room, _SMALLEST_SYMBOL_PX), _LARGEST_SYMBOL_PX))

    def retranslate(self) -> None:
        """Show everything again."""
        result = self._result
        self._colour(self.tone())
        if result is None:
            self._symbol.show_symbol(Symbol.RING)
            self.word.show_text(NOTHING)
            self.finding.show_text(translate("Live", "No part yet"))
            self._show_score(None)
            self._part.setText("")
            self._age.setText("")
            return
        self._symbol.show_symbol(EVALUATION_SYMBOLS[result.evaluation])
        self.word.show_text(evaluation_text(result.evaluation))
        self.finding.show_text(_finding(result))
        self._show_score(result)
        self._part.setText(
            translate("Live", "Part {part} · {outcome}").format(
                part=identifier(result.part_id), outcome=outcome_text(result.outcome)
            )
        )
        self._age.setText(self._age_text(result))

    def _age_text(self, result: LiveResult) -> str:
        time = clock_time(result.decided_at)
        if self._stale:
            return translate("Live", "Last known, {time}").format(time=time)
        if result.latency_ms is None:
            return time
        return f"{milliseconds(result.latency_ms)} · {time}"

    def _make_panel(self) -> QFrame:
        panel = QFrame()
        set_role(panel, "verdict")
        words = column(1, self.word, self.finding, 1, spacing=0)
        layout = row(self._symbol, words, spacing=18, margin=_PANEL_MARGIN_PX)
        layout.setStretch(1, 1)
        panel.setLayout(layout)
        return panel

    def _colour(self, tone: Tone) -> None:
        set_tone(self._panel, tone)
        for part in (self._symbol, self.word, self.finding):
            set_style_property(part, "on", tone.value)
        set_tone(self._bar, tone)

    def _show_score(self, result: LiveResult | None) -> None:
        judged = result is not None and result.reason is Reason.CLASSIFIED
        if result is None or not judged:
            self.score.setText(translate("Live", "No score"))
            self.margin.setText("")
            self._bar.show_score(0.0, None)
            return
        self.score.setText(
            translate("Live", "Score {score}  ·  limit {limit}").format(
                score=decimal(result.score, _SCORE_PLACES),
                limit=decimal(result.threshold, _SCORE_PLACES),
            )
        )
        margin = signed(result.score - result.threshold, _SCORE_PLACES)
        self.margin.setText(translate("Live", "margin {margin}").format(margin=margin))
        self._bar.show_score(result.score, result.threshold)


def _finding(result: LiveResult) -> str:
    if result.reason is not Reason.CLASSIFIED:
        return reason_text(result.reason)
    if result.evaluation is Evaluation.NOT_DECIDABLE:
        return translate("Live", "Not certain: {name}").format(name=result.class_name)
    return result.class_name
