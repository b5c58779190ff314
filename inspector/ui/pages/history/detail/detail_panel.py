"""All about one inspection: picture, scores, timings and provenance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from inspector.ui.actions.window import WindowAction
from inspector.ui.i18n.formats import identifier
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.phrases import said_text
from inspector.ui.i18n.texts import evaluation_text, finding_text, outcome_text
from inspector.ui.pages.history.actions import HistoryAction
from inspector.ui.pages.history.detail.compare_view import CompareView
from inspector.ui.pages.history.detail.detail_sections import DetailSections
from inspector.ui.pages.history.detail.detail_texts import first_seen, rejecting_view
from inspector.ui.pages.history.detail.part_picture import PartPicture
from inspector.ui.pages.history.detail.view_strip import ViewStrip
from inspector.ui.pages.history.filter.flow_layout import FlowLayout
from inspector.ui.pages.history.scope import same_part
from inspector.ui.pages.history.words import standing_text
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import EVALUATION_TONES, Tone
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.ui.widgets.symbol.symbols import EVALUATION_SYMBOLS, SymbolView
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, row
from inspector.ui.widgets.text.scrolled import scrolled
from inspector.ui.widgets.text.translated import TranslatedFrame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage

    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.pages.history.detail.detail_texts import Seen
    from inspector.wire.evidence import Evidence
    from inspector.wire.history import ResultDetail
    from inspector.wire.reviews import ReviewRow

_SYMBOL_PX = 34
_GLANCE_MS = 150
"""Nobody judges a picture sooner; contacts of keys and gloves bounce for less."""
_TOOL_KEYS = (
    HistoryAction.SHOW_NEWER,
    HistoryAction.SHOW_OLDER,
    HistoryAction.SHOW_REGIONS,
    HistoryAction.COMPARE_BESIDE,
    HistoryAction.COMPARE_BLENDED,
    HistoryAction.COMPARE_DIFFERENCE,
    HistoryAction.JUDGE_AGAIN,
)
_ENLARGED_KEYS = (
    HistoryAction.COPY_RESULT_ID,
    WindowAction.ZOOM_OUT,
    WindowAction.ZOOM_IN,
    WindowAction.ZOOM_TO_FIT,
)


class DetailPanel(TranslatedFrame):
    """Picture above the facts, or beside them when the panel is enlarged.

    Signals:
        picture_wanted: For the picture of ``seen``, which :meth:`show_picture` brings.
    """

    picture_wanted = Signal()

    def __init__(self, board: ActionBoard) -> None:
        super().__init__()
        set_role(self, "card")
        self.detail: ResultDetail | None = None
        self.seen: Seen | None = None
        self.reviews: Sequence[ReviewRow] = ()
        self._course = ""
        self._evidence: Evidence | None = None
        self._picture_answered = False
        self._shown_for = QElapsedTimer()
        self.compare = CompareView(board)
        self.views = ViewStrip()
        self.views.chosen.connect(self._show_view)
        self._symbol = SymbolView(_SYMBOL_PX, Symbol.RING)
        self.headline = ElidedLabel("title")
        self.subline = ElidedLabel("muted")
        self.sections = DetailSections()
        self._scrolled = scrolled(self.sections)
        self._open = board.tool(HistoryAction.OPEN_DETAIL)
        self._close = board.button(HistoryAction.CLOSE_DETAIL)
        layout = column(self._heading(), spacing=10, margin=14)
        layout.addLayout(self._body(board), 1)
        self.setLayout(layout)
        self.show_enlarged(False)
        self.retranslate()

    @property
    def picture(self) -> PartPicture:
        """The picture of the part."""
        return self.compare.part

    @property
    def pictured(self) -> bool:
        """Whether the part is on the screen with its picture, or has none."""
        if self.detail is None or self.seen is None:
            return False
        return self._picture_answered or not self.seen.has_image

    @property
    def looked_into(self) -> bool:
        """Whether somebody can have seen it: a key that bounces speaks of no part behind it."""
        return self.pictured and self._shown_for.hasExpired(_GLANCE_MS)

    def show_detail(self, detail: ResultDetail | None) -> None:
        """Show an inspection; its picture follows. ``None`` empties the panel."""
        new = detail is None or self.detail is None or not same_part(detail, self.detail)
        self.detail = detail
        if new:
            self._shown_for.start()
            self._see(None if detail is None else first_seen(detail))
            self._scrolled.verticalScrollBar().setValue(0)
            self.reviews, self._evidence = (), None
            self._offer_views()
            self.picture.show_evidence(())
            self.compare.show_golden(None, "")
            self.picture.show_note("" if self.seen is None else self._picture_note(self.seen))
        self.retranslate()
        if new:
            self._want_picture()

    def show_picture(self, image: QImage | None) -> None:
        """Show the archived picture, or that it cannot be read."""
        self._picture_answered = True
        self._shown_for.start()
        if image is not None:
            self.picture.show_image(image)
        else:
            self.picture.show_note(translate("History", "The picture cannot be shown"))

    def show_course(self, course: str) -> None:
        """Say where the part stands among those that somebody goes through."""
        if course != self._course:
            self._course = course
            self.retranslate()

    def show_reviews(self, reviews: Sequence[ReviewRow]) -> None:
        """Show what people said of the part."""
        self.reviews = reviews
        self.retranslate()

    def show_evidence(self, evidence: Evidence | None) -> None:
        """Show where in the picture the defect is, or why nobody knows."""
        self.picture.show_evidence(() if evidence is None else evidence.regions)
        self._evidence = evidence
        self.retranslate()

    def show_enlarged(self, enlarged: bool) -> None:
        """Use the whole page, with the picture beside the facts."""
        direction = QBoxLayout.Direction
        self._split.setDirection(direction.LeftToRight if enlarged else direction.TopToBottom)
        self._split.setStretch(0, 5)
        self._split.setStretch(1, 3 if enlarged else 4)
        for button in self._further:
            button.setVisible(enlarged)
        self._open.setVisible(not enlarged)
        self._close.setVisible(enlarged)

    def retranslate(self) -> None:
        """Show everything again."""
        detail = self.detail
        self._scrolled.setVisible(detail is not None)
        if detail is None:
            self._show_headline(Tone.NEUTRAL, Symbol.RING, translate("History", "No part chosen"))
            self.subline.show_text(translate("History", "Choose a row to see all about it."))
            return
        self._show_verdict(detail)
        self._show_seen(detail, self.seen or detail)
        self.views.retranslate()

    def _show_verdict(self, detail: ResultDetail) -> None:
        verdict = evaluation_text(detail.evaluation)
        tone, symbol = EVALUATION_TONES[detail.evaluation], EVALUATION_SYMBOLS[detail.evaluation]
        found = finding_text(detail.evaluation, detail.reason, detail.class_name)
        self._show_headline(tone, symbol, f"{verdict} · {found}")
        part = translate("HistoryFilter", "Part {part}").format(part=identifier(detail.part_id))
        outcome = outcome_text(detail.outcome)
        if (view := rejecting_view(detail)) is not None:
            decider = translate("History", "decided by camera {camera}").format(camera=view.camera)
            outcome = f"{outcome} · {decider}"
        review = translate("History", "review: {standing}").format(
            standing=standing_text(detail.review)
        )
        home = f"{detail.station_id} · " if detail.is_elsewhere else ""
        course = f"{self._course} · " if self._course else ""
        self.subline.show_text(f"{course}{home}{part} · {outcome} · {review}")

    def _see(self, seen: Seen | None) -> None:
        """Look at a part from a camera; what was looked at closely of another one is not here."""
        if self.seen is not None and seen is not None and seen.view != self.seen.view:
            self.picture.zoom_to_fit()
        self.seen = seen

    def _show_seen(self, detail: ResultDetail, seen: Seen) -> None:
        told = self._evidence
        note = "" if told is None else said_text(told.note, told.reasons)
        self.sections.show_seen(detail, seen, note)
        self.sections.show_reviews(self.reviews)
        if self.picture.image is None:
            self.picture.show_note(self._picture_note(seen))

    def _offer_views(self) -> None:
        if self.detail is None or not self.detail.views or self.seen is None:
            self.views.show_views((), 0)
        else:
            self.views.show_views(self.detail.views, self.seen.view)

    def _show_view(self, number: int) -> None:
        if self.detail is None:
            return
        seen = next(view for view in self.detail.views if view.view == number)
        self._see(seen)
        self.picture.show_note(self._picture_note(seen))
        self.picture.show_evidence(())
        self.compare.show_golden(None, "")
        self.retranslate()
        self._want_picture()

    def _want_picture(self) -> None:
        self._picture_answered = False
        near = self.detail is not None and not self.detail.is_elsewhere
        if near and self.seen is not None and self.seen.has_image:
            self.picture_wanted.emit()

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
        tools = FlowLayout(*(board.tool(key) for key in _TOOL_KEYS), spacing=6)
        self._further = [board.tool(key) for key in _ENLARGED_KEYS]
        for button in self._further:
            tools.addWidget(button)
        viewer = QWidget()
        viewer_layout = column(self.compare, self.views, spacing=8)
        viewer_layout.addLayout(tools)
        viewer_layout.setStretch(0, 1)
        viewer.setLayout(viewer_layout)
        self._split = QVBoxLayout()
        self._split.setSpacing(14)
        self._split.addWidget(viewer)
        self._split.addWidget(self._scrolled)
        return self._split

    def _picture_note(self, seen: Seen) -> str:
        if self.detail is not None and self.detail.is_elsewhere and seen.has_image:
            told = translate(
                "History", "The picture lies at station {station}. Review the part there."
            )
            return told.format(station=self.detail.station_id)
        if seen.has_image:
            return translate("History", "Loading the picture …")
        return seen.image_note or translate("History", "There is no picture of this part")
