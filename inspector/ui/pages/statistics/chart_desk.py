"""A chart, and beside it what stands behind the chosen point of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from inspector.domain.errors.base import InspectorError
from inspector.ui.actions.lacking import Lacking
from inspector.ui.i18n.language import translate
from inspector.ui.pages.statistics.actions import StatisticsAction
from inspector.ui.pages.statistics.chart_card import ChartCard
from inspector.ui.pages.statistics.place_card import PlaceCard
from inspector.ui.pages.statistics.saving import csv_of, png_of
from inspector.ui.saving import documents_folder, save_for_person
from inspector.ui.widgets.text.labels import row

if TYPE_CHECKING:
    from collections.abc import Callable

    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.pages.statistics.content import Content
    from inspector.ui.theme.look import Look

_OF_CHART = (
    StatisticsAction.PREVIOUS_POINT,
    StatisticsAction.NEXT_POINT,
    StatisticsAction.WHOLE_CHART,
    StatisticsAction.SAVE_PICTURE,
    StatisticsAction.SAVE_TABLE,
)


class ChartDesk(QWidget):
    """One chart and one of its points at a time; either can be kept as a file.

    Args:
        board: The actions of the page.
        look: Its colours.
        failed: Told what went wrong in keeping a file.
    """

    def __init__(
        self, board: ActionBoard, look: Look, failed: Callable[[InspectorError], object]
    ) -> None:
        super().__init__()
        self._board, self._failed = board, failed
        self._in_view = True
        self.folder = documents_folder()
        self.chart, self.place = ChartCard(look), PlaceCard(board)
        self.chart.chosen.connect(self.choose_place)
        layout = row(self.chart, self.place, spacing=10)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self._offer()

    def show_content(self, content: Content, *, same: bool) -> None:
        """Show a chart; the point that was chosen stays chosen where it is still there."""
        chosen = self.place.place
        place = next(
            (at for at, each in enumerate(content.places) if chosen and each.title == chosen.title),
            None,
        )
        self.chart.show_content(content, same=same)
        self._offer()
        self.chart.choose(place)
        self.place.show_place(None if place is None else content.places[place])

    def show_nothing(self, why: str) -> None:
        """Say why there is no chart."""
        self.chart.show_nothing(why)
        self._offer()
        self.place.show_place(None)

    def show_in_view(self, in_view: bool) -> None:
        """Offer what is done with a chart only while it is seen."""
        self._in_view = in_view
        self._offer()

    def choose_none(self) -> None:
        """Tell of no point."""
        self.place.show_place(None)
        self.chart.choose(None)

    def choose_place(self, place: int) -> None:
        """Tell the figures of a place."""
        content = self.chart.content
        if content is not None and 0 <= place < len(content.places):
            self.chart.choose(place)
            self.place.show_place(content.places[place])

    def step_place(self, by: int) -> None:
        """Choose the next place, or the previous one."""
        content, chosen = self.chart.content, self.chart.chosen_place
        if content is not None and content.places:
            last = len(content.places) - 1
            start = (0 if by > 0 else last) if chosen is None else chosen + by
            self.choose_place(min(max(start, 0), last))

    def save_picture(self, name: str) -> None:
        """Keep the chart as a picture."""
        self._save(name, ".png", png_of(self.chart.grab()))

    def save_table(self, name: str) -> None:
        """Keep the figures of the chart as a table."""
        content = self.chart.content
        if content is not None:
            self._save(name, ".csv", csv_of(content))

    def _offer(self) -> None:
        """Only where there is a chart there is something to step through and to save."""
        content = self.chart.content
        there = content is not None and bool(content.places)
        self.place.setVisible(there)
        for key in _OF_CHART:
            self._board[key].offer(None if there and self._in_view else Lacking.CHART)

    def _save(self, name: str, suffix: str, content: bytes) -> None:
        try:
            path = save_for_person(name, suffix, content, self.folder)
        except InspectorError as error:
            self._failed(error)
            return
        self.chart.tell(translate("Statistics", "Saved: {path}").format(path=path))
