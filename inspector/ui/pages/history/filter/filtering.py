"""What the history is filtered by, from the bar, the panel, the keys and other pages."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.ui.actions.lacking import Lacking
from inspector.ui.pages.history.actions import HistoryAction
from inspector.ui.pages.history.filter.filter_bar import VERDICTS, FilterBar
from inspector.ui.pages.history.filter.filter_panel import PERIOD_ACTIONS, FilterPanel
from inspector.ui.pages.history.filter.periods import Period, extent
from inspector.ui.pages.history.words import without
from inspector.wire.history import ResultFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from inspector.domain.evaluation import Evaluation
    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.actions.spec import ActionKey

_TYPING_MS = 250
"""A part id is looked for when its digits stand still."""


class Filtering(QObject):
    """One filter and the period that its times come from.

    Signals:
        changed: Something else is wanted now.
    """

    changed = Signal()

    def __init__(self, page: QWidget, board: ActionBoard) -> None:
        super().__init__(page)
        self._board = board
        self._criteria = ResultFilter()
        self._period: Period | None = Period.ALL
        self._before_search: tuple[ResultFilter, Period | None] | None = None
        self._shift_since: datetime | None = None
        self.bar = FilterBar(board)
        self.panel = FilterPanel(page, board)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(lambda: self.filter_part_id(self.bar.part_id.text()))
        self.bar.part_wanted.connect(lambda text: self._typing.start())
        self.bar.part_id.returnPressed.connect(self._typing.timeout)
        self.bar.cleared.connect(self._clear)
        self.panel.changed.connect(self._take_given)
        self.show_shift(None)
        self._show()

    @property
    def criteria(self) -> ResultFilter:
        """What is wanted; a period is that of now, whenever that is."""
        if self._period is None:
            return self._criteria
        since, until = extent(self._period, datetime.now().astimezone(), self._shift_since)
        return self._criteria.model_copy(update={"since": since, "until": until})

    @property
    def period(self) -> Period | None:
        """Where the times come from; ``None`` where they were given."""
        return self._period

    def commands(self) -> Mapping[ActionKey, Callable[[], object]]:
        """One command for every action of the filter."""
        return {
            **{key: partial(self.filter_evaluation, value) for value, key in VERDICTS.items()},
            **{key: partial(self.filter_period, period) for period, key in PERIOD_ACTIONS.items()},
            HistoryAction.CLEAR_FILTER: self.clear,
            HistoryAction.FIND_PART: self.find_part,
        }

    def show_shift(self, since: datetime | None) -> None:
        """Take the beginning of the present shift; ``None`` where the station knows none."""
        self._shift_since = since
        self._board[HistoryAction.PERIOD_SHIFT].offer(Lacking.SHIFT if since is None else None)

    def clear(self) -> None:
        """Show everything."""
        self.take(ResultFilter(), Period.ALL)

    def filter_evaluation(self, evaluation: Evaluation | None) -> None:
        """Show one verdict only, or all."""
        self.take(self._criteria.model_copy(update={"evaluation": evaluation}), self._period)

    def filter_period(self, period: Period) -> None:
        """Show a time only."""
        self.take(without(self._criteria, ("since", "until")), period)

    def filter_part_id(self, text: str) -> None:
        """Look a part up among all, for a filter that stands must not hide it.

        Without an id what was filtered by before comes back.
        """
        self._typing.stop()
        if not text:
            rest = (without(self._criteria, ("part_id",)), self._period)
            self.take(*(self._before_search or rest))
            return
        wanted = ResultFilter(part_id=int(text))
        if self._criteria.part_id is None:
            before = (self._criteria, self._period)
            self.take(wanted, Period.ALL)
            self._before_search = before
        elif self._criteria.part_id != wanted.part_id:
            self.take(wanted, Period.ALL)

    def find_part(self) -> None:
        """Ask for a part id."""
        self.bar.part_id.setFocus()
        self.bar.part_id.selectAll()

    def take(self, criteria: ResultFilter, period: Period | None) -> None:
        """Filter by something else."""
        before = (self._criteria, self._period)
        self._criteria, self._period = criteria, period
        if criteria.part_id is None:
            self._before_search = None
        self._show()
        if before != (criteria, period):
            self.changed.emit()

    def leave(self, fields: tuple[str, ...]) -> bool:
        """Filter by these fields no longer; whether that is another filter."""
        before = self._criteria
        self.take(without(before, fields), self._period)
        return before != self._criteria

    def _take_given(self, criteria: ResultFilter) -> None:
        given = (criteria.since, criteria.until)
        same = given == (self._criteria.since, self._criteria.until)
        self.take(criteria, self._period if same else None)

    def _clear(self, fields: tuple[str, ...]) -> None:
        period = Period.ALL if "since" in fields else self._period
        self.take(without(self._criteria, fields), period)

    def _show(self) -> None:
        self.bar.show_filter(self._criteria, self._period)
        self.panel.show_filter(self._criteria, self._period)
