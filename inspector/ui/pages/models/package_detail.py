"""All about one package, one side of it at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QTextEdit

from inspector.ui.actions.lacking import Lacking
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.pages.models.actions import ModelsAction
from inspector.ui.pages.models.candidates_view import CandidatesView
from inspector.ui.pages.models.changes_view import ChangesView
from inspector.ui.pages.models.classes_view import ClassesView
from inspector.ui.pages.models.curves_view import CurvesView
from inspector.ui.pages.models.overview_view import OverviewView
from inspector.ui.pages.models.pictures_view import PicturesView
from inspector.ui.pages.models.segments import SegmentBar
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, row
from inspector.ui.widgets.text.scrolled import scrolled
from inspector.ui.widgets.text.translated import TranslatedFrame

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.theme.look import Look
    from inspector.wire.packages import PackageDetail, PackageDifference
    from inspector.wire.rollout import PackageRow

_SIDES = (
    QT_TRANSLATE_NOOP("Models", "Overview"),
    QT_TRANSLATE_NOOP("Models", "Classes"),
    QT_TRANSLATE_NOOP("Models", "Curves"),
    QT_TRANSLATE_NOOP("Models", "Candidates"),
    QT_TRANSLATE_NOOP("Models", "Pictures"),
    QT_TRANSLATE_NOOP("Models", "Card"),
    QT_TRANSLATE_NOOP("Models", "Changes"),
)
_CHANGES = len(_SIDES) - 1


class PackageDetailCard(TranslatedFrame):
    """``difference_wanted`` when the changes are looked at."""

    difference_wanted = Signal()

    def __init__(self, board: ActionBoard, look: Look) -> None:
        super().__init__()
        set_role(self, "card")
        self._board = board
        self.title = ElidedLabel("title")
        self.sides = SegmentBar(_SIDES)
        self.overview = OverviewView()
        self.classes, self.curves = ClassesView(look), CurvesView(look)
        self.candidates, self.pictures = CandidatesView(), PicturesView()
        self.card, self.changes = QTextEdit(), ChangesView()
        self._card_told = ""
        self.card.setReadOnly(True)
        set_role(self.card, "document")
        self._stack = QStackedWidget()
        for side in (
            _scrolled(self.overview),
            self.classes,
            self.curves,
            self.candidates,
            self.pictures,
            self.card,
            self.changes,
        ):
            self._stack.addWidget(side)
        head = row(self.title, board.button(ModelsAction.REPORT), spacing=10)
        head.setStretch(0, 1)
        layout = column(head, self.sides, self._stack, spacing=10)
        layout.setStretch(2, 1)
        layout.setContentsMargins(14, 12, 14, 12)
        self.setLayout(layout)
        self.sides.chosen.connect(self._turn)

    def show_package(self, package: PackageRow, detail: PackageDetail | None) -> None:
        """Show one package; its detail may still be on the way."""
        self.title.show_text(package.name)
        self.overview.show_package(package, detail)
        evaluation = None if detail is None else detail.evaluation
        self.classes.show_evaluation(evaluation)
        self.curves.show_evaluation(evaluation)
        self.candidates.show_variants([] if detail is None else detail.variants)
        self.pictures.show_pictures([] if evaluation is None else evaluation.worst)
        card = "" if detail is None else detail.card
        if card != self._card_told:
            self._card_told = card
            self.card.document().setMarkdown(card, QTextDocument.MarkdownFeature.MarkdownNoHTML)
        reported = detail is not None and detail.has_report
        self._board[ModelsAction.REPORT].offer(None if reported else Lacking.REPORT)

    def show_difference(self, difference: PackageDifference | None) -> None:
        """Show what the package changes."""
        self.changes.show_difference(difference)

    def compare(self) -> None:
        """Turn to the changes."""
        self.sides.choose(_CHANGES)
        self._turn(_CHANGES)

    def retranslate(self) -> None:
        """The sides show their texts again themselves."""

    @property
    def compares(self) -> bool:
        """Whether the changes are looked at."""
        return self._stack.currentIndex() == _CHANGES

    def _turn(self, side: int) -> None:
        self._stack.setCurrentIndex(side)
        if side == _CHANGES:
            self.difference_wanted.emit()


def _scrolled(content: QWidget) -> QScrollArea:
    area = scrolled(content)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    return area
