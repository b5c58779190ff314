"""All about one inspection: picture, scores, timings and provenance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QScroller, QVBoxLayout, QWidget

from inspector.ui.actions.keys import ActionKey
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.texts import evaluation_text, finding_text, outcome_text
from inspector.ui.models.detail import facts, findings, score_bars, timing_bars
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import EVALUATION_TONES, Tone
from inspector.ui.widgets.bar_list import BarList
from inspector.ui.widgets.elided_label import ElidedLabel
from inspector.ui.widgets.fact_list import FactList
from inspector.ui.widgets.labels import column, label, row
from inspector.ui.widgets.symbol_paths import Symbol
from inspector.ui.widgets.symbols import EVALUATION_SYMBOLS, SymbolView
from inspector.ui.widgets.translated import TranslatedFrame
from inspector.ui.widgets.zoom_view import ZoomView

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from inspector.ui.actions.board import ActionBoard
    from inspector.wire.history import ResultDetail

_SYMBOL_PX = 34
_TURN_KEYS = (ActionKey.SHOW_NEWER, ActionKey.SHOW_OLDER)
_ZOOM_KEYS = (ActionKey.ZOOM_OUT, ActionKey.ZOOM_IN, ActionKey.ZOOM_TO_FIT)


class DetailPanel(TranslatedFrame):
    """Picture above the facts, or beside them when the panel is enlarged."""

    def __init__(self, board: ActionBoard) -> None:
        super().__init__()
        set_role(self, "card")
        self.detail: ResultDetail | None = None
        self.picture = ZoomView()
        self._symbol = SymbolView(_SYMBOL_PX, Symbol.RING)
        self.headline = ElidedLabel("title")
        self.subline = ElidedLabel("muted")
        self._scores_title, self._timings_title = label("strong"), label("strong")
        self._facts_title = label("strong")
        self.scores, self.timings, self.facts = BarList(), BarList(), FactList()
        self._open = board.button(ActionKey.OPEN_DETAIL)
        self._close = board.button(ActionKey.CLOSE_DETAIL)
        layout = column(self._heading(), spacing=10, margin=14)
        layout.addLayout(self._body(board), 1)
        self.setLayout(layout)
        self.show_enlarged(False)
        self.retranslate()

    def show_detail(self, detail: ResultDetail | None) -> None:
        """Show an inspection; its picture follows. ``None`` empties the panel."""
        new = detail is None or self.detail is None or detail.result_id != self.detail.result_id
        self.detail = detail
        if new:
            self._sections.verticalScrollBar().setValue(0)
            self.picture.show_note("" if detail is None else self._picture_note(detail))
        self.retranslate()

    def show_picture(self, image: QImage | None) -> None:
        """Show the archived picture, or that it cannot be read."""
        if image is not None:
            self.picture.show_image(image)
        else:
            self.picture.show_note(translate("History", "The picture cannot be shown"))

    def show_enlarged(self, enlarged: bool) -> None:
        """Use the whole page, with the picture beside the facts."""
        direction = QBoxLayout.Direction
        self._split.setDirection(direction.LeftToRight if enlarged else direction.TopToBottom)
        self._split.setStretch(0, 5)
        self._split.setStretch(1, 3 if enlarged else 4)
        self._open.setVisible(not enlarged)
        self._close.setVisible(enlarged)

    def retranslate(self) -> None:
        """Show everything again."""
        self._scores_title.setText(translate("History", "Scores"))
        self._timings_title.setText(translate("History", "Timings"))
        self._facts_title.setText(translate("History", "Provenance"))
        detail = self.detail
        self._sections.setVisible(detail is not None)
        if detail is None:
            self._show_headline(Tone.NEUTRAL, Symbol.RING, translate("History", "No part chosen"))
            self.subline.show_text(translate("History", "Choose a row to see all about it."))
            return
        verdict = evaluation_text(detail.evaluation)
        tone, symbol = EVALUATION_TONES[detail.evaluation], EVALUATION_SYMBOLS[detail.evaluation]
        found = finding_text(detail.evaluation, detail.reason, detail.class_name)
        self._show_headline(tone, symbol, f"{verdict} · {found}")
        self.subline.show_text(outcome_text(detail.outcome))
        bars = score_bars(detail)
        self._scores_title.setVisible(bool(bars))
        self.scores.show_bars(bars)
        self.timings.show_bars(timing_bars(detail))
        self.facts.show_facts([*findings(detail), *facts(detail)])
        if self.picture.image is None:
            self.picture.show_note(self._picture_note(detail))

    def _show_headline(self, tone: Tone, symbol: Symbol, text: str) -> None:
        set_tone(self._symbol, tone)
        set_tone(self.headline, tone)
        self._symbol.show_symbol(symbol)
        self.headline.show_text(text)

    def _heading(self) -> QWidget:
        heading = QWidget()
        words = column(self.headline, self.subline, spacing=0)
        layout = row(self._symbol, spacing=12)
        layout.addLayout(words, 1)
        layout.addWidget(self._open)
        layout.addWidget(self._close)
        heading.setLayout(layout)
        return heading

    def _body(self, board: ActionBoard) -> QBoxLayout:
        tools = row(*(board.button(key, "square") for key in _TURN_KEYS), 1)
        for key in _ZOOM_KEYS:
            tools.addWidget(board.button(key, "square"))
        tools.addStretch(1)
        tools.addWidget(board.button(ActionKey.COPY_RESULT_ID))
        viewer = QWidget()
        viewer_layout = column(self.picture, spacing=8)
        viewer_layout.addLayout(tools)
        viewer_layout.setStretch(0, 1)
        viewer.setLayout(viewer_layout)
        self._sections = self._scrolled_sections()
        self._split = QVBoxLayout()
        self._split.setSpacing(14)
        self._split.addWidget(viewer)
        self._split.addWidget(self._sections)
        return self._split

    def _scrolled_sections(self) -> QScrollArea:
        content = QWidget()
        content.setLayout(
            column(
                self._scores_title,
                self.scores,
                self._timings_title,
                self.timings,
                self._facts_title,
                self.facts,
                1,
                spacing=10,
            )
        )
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        QScroller.grabGesture(area.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        return area

    @staticmethod
    def _picture_note(detail: ResultDetail) -> str:
        if detail.has_image:
            return translate("History", "Loading the picture …")
        return detail.image_note or translate("History", "There is no picture of this part")
