"""The verdict on the latest part across the page, readable from three metres."""

# ruff: noqa: N802

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent

from inspector.domain.evaluation import Evaluation, Reason
from inspector.ui.i18n.formats import NOTHING, clock_time
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.texts import evaluation_text, reason_text
from inspector.ui.theme.style import set_role, set_style_property, set_tone
from inspector.ui.theme.tokens import EVALUATION_TONES, Tone
from inspector.ui.widgets.fitted_label import FittedLabel
from inspector.ui.widgets.labels import label, row
from inspector.ui.widgets.symbol_paths import Symbol
from inspector.ui.widgets.symbols import EVALUATION_SYMBOLS, SymbolView
from inspector.ui.widgets.translated import TranslatedFrame
from inspector.wire.station import LiveResult

_LEAST_SYMBOL_PX, _SYMBOL_PX = 72, 104
_LEAST_FINDING_PX = 200
_SPACING_PX, _MARGIN_PX, _EDGE_PX = 18, 14, 4
_LINE_HEIGHT = 1.04
"""Of the type size: verdicts are capitals or Chinese characters, which have no descenders."""


class VerdictBand(TranslatedFrame):
    """Symbol and word as large as the page allows; beside them what was found, in words."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "verdict")
        self._result: LiveResult | None = None
        self._stale = False
        self._symbol = SymbolView(_LEAST_SYMBOL_PX, Symbol.RING)
        self.word = FittedLabel("display", least_height=0.7, line_height=_LINE_HEIGHT)
        self.finding = label("finding", wrap=True)
        self.finding.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = row(self._symbol, self.word, spacing=_SPACING_PX)
        layout.addWidget(self.finding, 1)
        layout.setContentsMargins(_MARGIN_PX, _EDGE_PX, _MARGIN_PX, _EDGE_PX)
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
        """What the band's colour says."""
        if self._result is None:
            return Tone.NEUTRAL
        if self._stale:
            return Tone.STALE
        return EVALUATION_TONES[self._result.evaluation]

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
        result = self._result
        tone = self.tone()
        set_tone(self, tone)
        for part in (self._symbol, self.word, self.finding):
            set_style_property(part, "on", tone.value)
        if result is None:
            self._symbol.show_symbol(Symbol.RING)
            self.word.show_text(NOTHING)
            self.finding.setText(translate("Live", "No part yet"))
        else:
            self._symbol.show_symbol(EVALUATION_SYMBOLS[result.evaluation])
            self.word.show_text(evaluation_text(result.evaluation))
            self.finding.setText(self._finding_text(result))
        self._share_width()

    def _finding_text(self, result: LiveResult) -> str:
        finding = _finding(result)
        if not self._stale:
            return finding
        known = translate("Live", "Last known, {time}").format(time=clock_time(result.decided_at))
        return f"{known}\n{finding}"

    def _share_width(self) -> None:
        """The word is drawn as large as its height allows; the finding has the rest."""
        self.word.ensurePolished()
        natural = QFontMetrics(QFont(self.word.font())).horizontalAdvance(self.word.text()) + 4
        room = self.contentsRect().width() - _SYMBOL_PX - 2 * (_SPACING_PX + _MARGIN_PX)
        self.word.setFixedWidth(max(80, min(natural, room - _LEAST_FINDING_PX)))


def _finding(result: LiveResult) -> str:
    if result.reason is not Reason.CLASSIFIED:
        return reason_text(result.reason)
    if result.evaluation is Evaluation.NOT_DECIDABLE:
        return translate("Live", "Not certain: {name}").format(name=result.class_name)
    return result.class_name
