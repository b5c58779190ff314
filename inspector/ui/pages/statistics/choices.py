"""What is chosen above a chart: which one, of which time, and how its points are made."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from inspector.domain.statistics.calendar import PeriodKind
from inspector.ui.actions.lacking import Lacking
from inspector.ui.i18n.language import translate
from inspector.ui.pages.statistics.actions import StatisticsAction
from inspector.ui.pages.statistics.filter_bar import FilterBar
from inspector.ui.pages.statistics.selection import (
    GROUPED,
    OF_CLASSES,
    WITH_VARIANTS,
    Chart,
    Selection,
)
from inspector.ui.pages.statistics.words import chart_text, measure_text, subgroup_text
from inspector.ui.sharing.whose import Whose
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, row

if TYPE_CHECKING:
    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.actions.spec import ActionKey

CHARTS: Mapping[Chart, ActionKey] = MappingProxyType(
    {
        Chart.CONTROL: StatisticsAction.CONTROL,
        Chart.PARETO: StatisticsAction.PARETO,
        Chart.YIELD: StatisticsAction.YIELD,
        Chart.REVIEWS: StatisticsAction.REVIEWS,
        Chart.SCORES: StatisticsAction.SCORES,
        Chart.OUTCOMES: StatisticsAction.OUTCOMES,
        Chart.DRIFT: StatisticsAction.DRIFT,
    }
)
PERIODS: Mapping[PeriodKind | None, ActionKey] = MappingProxyType(
    {
        PeriodKind.SHIFT: StatisticsAction.SHIFT,
        PeriodKind.DAY: StatisticsAction.DAY,
        PeriodKind.WEEK: StatisticsAction.WEEK,
        PeriodKind.MONTH: StatisticsAction.MONTH,
        None: StatisticsAction.LOT,
    }
)
SHARING: Mapping[Whose, ActionKey] = MappingProxyType(
    {
        Whose.STATION: StatisticsAction.THIS_STATION,
        Whose.ALL: StatisticsAction.ALL_STATIONS,
    }
)
OF_ONE_STATION = (StatisticsAction.DRIFT, StatisticsAction.WHAT_IF, StatisticsAction.LOT)
"""Pictures lie at their stations, and each numbers its own lots."""
_TOOLS = (
    StatisticsAction.FILTER,
    StatisticsAction.WHOLE_CHART,
    StatisticsAction.SAVE_PICTURE,
    StatisticsAction.SAVE_TABLE,
)


class ChoiceBar(QWidget):
    """Charts in the first row, times in the second; the filters come on request."""

    def __init__(self, board: ActionBoard) -> None:
        super().__init__()
        self._board = board
        self.name, self.span = ElidedLabel("strong"), ElidedLabel("strong")
        self.filters = FilterBar()
        self.filters.hide()
        self._subgroup = board.button(StatisticsAction.SUBGROUP)
        self._variant = board.button(StatisticsAction.VARIANT)
        charts = row(
            *(board.button(key) for key in CHARTS.values()),
            board.button(StatisticsAction.WHAT_IF),
            1,
            *(board.tool(key) for key in _TOOLS),
        )
        times = row(
            *(board.button(key) for key in PERIODS.values()),
            board.button(StatisticsAction.EARLIER, "square"),
            board.button(StatisticsAction.LATER, "square"),
        )
        times.addLayout(column(self.name, self.span, spacing=0), 1)
        times.addWidget(self._subgroup)
        times.addWidget(self._variant)
        self.setLayout(column(charts, times, self.filters, spacing=10))

    def show_title(self, name: str = "", span: str = "") -> None:
        """Say of which shift or lot, where it is one, and of which time the chart is."""
        self.name.show_text(name)
        self.name.setVisible(bool(name))
        self.span.show_text(span)

    def switch_filters(self) -> None:
        """Show or hide what narrows the charts down."""
        self.filters.setVisible(self.filters.isHidden())

    def show_selection(self, selection: Selection, *, what_if: bool) -> None:
        """Let the buttons say what is shown."""
        board = self._board
        shown = StatisticsAction.WHAT_IF if what_if else CHARTS[selection.chart]
        board.choose(shown, (*CHARTS.values(), StatisticsAction.WHAT_IF))
        board.choose(PERIODS[selection.period], PERIODS.values())
        board[StatisticsAction.LATER].offer(None if selection.back else Lacking.LATER_TIME)
        subgroup, variant = board[StatisticsAction.SUBGROUP], board[StatisticsAction.VARIANT]
        subgroup.setText(
            translate("Statistics", "One point per {subgroup}").format(
                subgroup=subgroup_text(selection.subgroup)
            )
        )
        grouped = selection.chart in GROUPED and not what_if
        subgroup.offer(None if grouped else Lacking.CHOICE)
        self._subgroup.setVisible(subgroup.isEnabled())
        drift = selection.chart is Chart.DRIFT
        of_classes = selection.chart in OF_CLASSES
        self.filters.allow(True, what_if or not drift, what_if or of_classes)
        variant.setText(measure_text(selection.measure) if drift else chart_text(selection.kind))
        varied = selection.chart in WITH_VARIANTS and not what_if
        variant.offer(None if varied else Lacking.CHOICE)
        self._variant.setVisible(variant.isEnabled())
