"""What the history is filtered by, in words, each with one touch to be without it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from inspector.domain.evaluation import Evaluation
from inspector.ui.i18n.language import translate
from inspector.ui.pages.history.actions import HistoryAction
from inspector.ui.pages.history.filter.flow_layout import FlowLayout
from inspector.ui.pages.history.words import FilterPart, filter_parts
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.text.labels import column, row
from inspector.ui.widgets.text.translated import TranslatedWidget

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.actions.spec import ActionKey
    from inspector.ui.pages.history.filter.periods import Period
    from inspector.wire.history import ResultFilter

VERDICTS: Mapping[Evaluation | None, ActionKey] = {
    None: HistoryAction.FILTER_ALL,
    Evaluation.OK: HistoryAction.FILTER_OK,
    Evaluation.NOT_OK: HistoryAction.FILTER_NOT_OK,
    Evaluation.NOT_DECIDABLE: HistoryAction.FILTER_NOT_DECIDABLE,
    Evaluation.UNDEFINED: HistoryAction.FILTER_UNDEFINED,
}
_SHOWN_OTHERWISE = frozenset({"evaluation", "part_id"})
_MAX_PART_ID = 2**31 - 1
_PART_WIDTH_PX = 150
_LONGEST = 44


class FilterBar(TranslatedWidget):
    """Verdicts and part id; below them a chip for everything else that is filtered by.

    Signals:
        part_wanted: With the text of the part id.
        cleared: With the names of the fields that nobody wants to be filtered by any more.
    """

    part_wanted = Signal(str)
    cleared = Signal(tuple)

    def __init__(self, board: ActionBoard) -> None:
        super().__init__()
        self._board = board
        self.part_id = QLineEdit(clearButtonEnabled=True)
        self.part_id.setValidator(QIntValidator(0, _MAX_PART_ID, self.part_id))
        self.part_id.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.part_id.setFixedWidth(_PART_WIDTH_PX)
        self.part_id.textChanged.connect(self.part_wanted)
        self.chips: list[QPushButton] = []
        self._parts: list[FilterPart] = []
        self._criteria: ResultFilter | None = None
        self._period: Period | None = None
        self._clear = board.button(HistoryAction.CLEAR_FILTER, "quiet")
        self._chips = QWidget()
        self._flow = FlowLayout()
        self._chips.setLayout(self._flow)
        tools = (HistoryAction.SHOW_TILES, HistoryAction.SELECT_SEVERAL, HistoryAction.REFRESH)
        above = row(*(board.button(key) for key in VERDICTS.values()), spacing=6)
        above.addWidget(self.part_id)
        above.addStretch(1)
        above.addWidget(board.button(HistoryAction.EDIT_FILTER))
        for key in tools:
            above.addWidget(board.tool(key))
        above.addWidget(board.button(HistoryAction.EXPORT))
        self.setLayout(column(above, self._chips, spacing=8))
        self.retranslate()

    def words(self) -> list[str]:
        """What the chips say."""
        return [part.words for part in self._parts]

    def show_filter(self, criteria: ResultFilter, period: Period | None) -> None:
        """Say what is filtered by."""
        self._criteria, self._period = criteria, period
        self._board.choose(VERDICTS[criteria.evaluation], VERDICTS.values())
        wanted = "" if criteria.part_id is None else str(criteria.part_id)
        if self.part_id.text() != wanted:
            self.part_id.blockSignals(True)
            self.part_id.setText(wanted)
            self.part_id.blockSignals(False)
        self._show_chips()

    def retranslate(self) -> None:
        """Show every text again."""
        self.part_id.setPlaceholderText(translate("History", "Part id"))
        self.part_id.setAccessibleName(translate("History", "Part id"))
        self._show_chips()

    def _show_chips(self) -> None:
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._flow.removeWidget(self._clear)
        parts = [] if self._criteria is None else filter_parts(self._criteria, self._period)
        self._parts = [part for part in parts if not _SHOWN_OTHERWISE & set(part.fields)]
        self.chips = [self._chip(part) for part in self._parts]
        for chip in self.chips:
            self._flow.addWidget(chip)
        self._flow.addWidget(self._clear)
        self._chips.setVisible(bool(self.chips))

    def _chip(self, part: FilterPart) -> QPushButton:
        words = part.words
        shown = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
        chip = QPushButton(f"{shown}  ✕")
        set_role(chip, "filter")
        told = translate("HistoryFilter", "{words}: do not filter by this").format(words=words)
        chip.setAccessibleName(told)
        chip.setToolTip(told)
        chip.clicked.connect(partial(self._clear_part, part))
        return chip

    def _clear_part(self, part: FilterPart, checked: bool = False) -> None:
        self.cleared.emit(part.fields)
