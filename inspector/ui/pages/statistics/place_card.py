"""What stands behind the chosen place of a chart, in figures and words."""

# ruff: noqa: N802

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent

from inspector.ui.actions.lacking import Lacking
from inspector.ui.i18n.language import translate
from inspector.ui.pages.statistics.actions import StatisticsAction
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.table.fact_list import FactList
from inspector.ui.widgets.text.labels import column, label, row
from inspector.ui.widgets.text.translated import TranslatedFrame

if TYPE_CHECKING:
    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.pages.statistics.content import Place

_WIDTH_CHARACTERS = 36


class PlaceCard(TranslatedFrame):
    """Title, figures and sentences of one place; its rows are a touch away."""

    def __init__(self, board: ActionBoard) -> None:
        super().__init__()
        set_role(self, "card")
        self._board = board
        self._place: Place | None = None
        self.title = label("strong", wrap=True)
        self.facts = FactList()
        self.remarks = label("body", wrap=True)
        steps = row(
            board.button(StatisticsAction.PREVIOUS_POINT, "square"),
            board.button(StatisticsAction.NEXT_POINT, "square"),
            1,
        )
        layout = column(
            self.title,
            self.facts,
            self.remarks,
            1,
            steps,
            board.button(StatisticsAction.SHOW_PARTS),
            spacing=10,
            margin=14,
        )
        self.setLayout(layout)
        self.show_place(None)

    @property
    def place(self) -> Place | None:
        """What is shown."""
        return self._place

    def show_place(self, place: Place | None) -> None:
        """Show what stands behind a place, or how to choose one."""
        self._place = place
        self.facts.show_facts([] if place is None else place.facts)
        self.remarks.setText("" if place is None else "\n".join(place.remarks))
        self.remarks.setVisible(bool(self.remarks.text()))
        listed = place is not None and place.criteria is not None
        self._board[StatisticsAction.SHOW_PARTS].offer(None if listed else Lacking.POINT)
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text again."""
        self._fit()
        nothing = translate("Statistics", "Touch a point to see its figures.")
        self.title.setText(nothing if self._place is None else self._place.title)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        self.remarks.ensurePolished()
        self.setFixedWidth(_WIDTH_CHARACTERS * self.remarks.fontMetrics().averageCharWidth())
