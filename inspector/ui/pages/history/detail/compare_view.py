"""A part and a good one, beside each other, over each other, or what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QSlider

from inspector.ui.i18n.language import translate
from inspector.ui.pages.history.actions import HistoryAction
from inspector.ui.pages.history.detail.part_picture import Comparison, PartPicture
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, row
from inspector.ui.widgets.text.translated import TranslatedWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.actions.spec import ActionKey

COMPARISONS: dict[ActionKey, Comparison] = {
    HistoryAction.COMPARE_BESIDE: Comparison.BESIDE,
    HistoryAction.COMPARE_BLENDED: Comparison.BLENDED,
    HistoryAction.COMPARE_DIFFERENCE: Comparison.DIFFERENCE,
}
_STEPS = 100
_STEP = 10
_SLIDER_HEIGHT_PX = 46


class CompareView(TranslatedWidget):
    """Two pictures that are looked at alike; the second is seen where it stands beside the first.

    ``board`` owns the switches; they are set here, whoever turned them.
    """

    def __init__(self, board: ActionBoard) -> None:
        super().__init__()
        self._board = board
        self.part, self.beside = PartPicture(), PartPicture()
        self.part.looked.connect(self._lead)
        self.beside.looked.connect(self._follow)
        self.comparison = Comparison.NONE
        self.share = QSlider(Qt.Orientation.Horizontal)
        self.share.setRange(0, _STEPS)
        self.share.setPageStep(_STEP)
        self.share.setValue(_STEPS // 2)
        self.share.setMinimumHeight(_SLIDER_HEIGHT_PX)
        self.share.valueChanged.connect(self._blend)
        self.source = ElidedLabel("caption")
        self._note = ""
        pictures = row(self.part, self.beside, spacing=8)
        pictures.setStretch(0, 1)
        pictures.setStretch(1, 1)
        layout = column(spacing=4)
        layout.addLayout(pictures, 1)
        layout.addWidget(self.share)
        layout.addWidget(self.source)
        self.setLayout(layout)
        self._show_comparison()
        self.retranslate()

    def compare(self, wanted: Comparison) -> None:
        """Compare in a way, or no longer when it is the one in force."""
        self.comparison = Comparison.NONE if wanted is self.comparison else wanted
        self._show_comparison()

    def blend(self, steps: int) -> None:
        """Show more or less of the good part."""
        self.share.setValue(self.share.value() + steps * _STEP)

    def show_golden(self, image: QImage | None, source: str) -> None:
        """Take the good part, or why there is none."""
        self._note = source
        self.part.show_golden(image)
        if image is None:
            self.beside.show_note(source)
        else:
            with QSignalBlocker(self.beside):
                self.beside.show_image(image)
            self._lead()
        self._show_comparison()

    def retranslate(self) -> None:
        """Show every text again."""
        told = translate("History", "How much of the good part is seen")
        self.share.setAccessibleName(told)
        self.share.setToolTip(told)
        self.part.setAccessibleName(translate("History", "Picture of the part"))
        self.beside.setAccessibleName(translate("History", "Picture of a good part"))
        self._show_comparison()

    def _show_comparison(self) -> None:
        mode = self.comparison
        for key, comparison in COMPARISONS.items():
            self._board[key].setChecked(comparison is mode)
        beside = mode is Comparison.BESIDE
        self.part.show_comparison(mode)
        self.part.show_caption(translate("History", "This part") if beside else "")
        self.beside.show_caption(translate("History", "Good part"))
        self.beside.setVisible(beside)
        self.share.setVisible(mode is Comparison.BLENDED)
        self.source.setVisible(mode is not Comparison.NONE and bool(self._note))
        self.source.show_text(self._note)

    def _blend(self, value: int) -> None:
        self.part.show_share(value / _STEPS)

    def _lead(self) -> None:
        self.beside.look_at(self.part.zoom, self.part.centre)

    def _follow(self) -> None:
        self.part.look_at(self.beside.zoom, self.beside.centre)
