"""Charts over many parts; each point tells its figures and leads to its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from inspector.domain.errors.base import InspectorError
from inspector.domain.statistics.calendar import PeriodKind
from inspector.ui.i18n.language import translate
from inspector.ui.pages.page import Page
from inspector.ui.pages.statistics.actions import StatisticsAction
from inspector.ui.pages.statistics.chart_card import ChartCard
from inspector.ui.pages.statistics.filter_bar import FilterBar
from inspector.ui.pages.statistics.place_card import PlaceCard
from inspector.ui.pages.statistics.questions import ask
from inspector.ui.pages.statistics.saving import csv_of, png_of
from inspector.ui.pages.statistics.selection import (
    GROUPED,
    OF_CLASSES,
    WITH_VARIANTS,
    Chart,
    Selection,
)
from inspector.ui.pages.statistics.what_if.view import WhatIfView
from inspector.ui.pages.statistics.words import (
    chart_text,
    measure_text,
    span_text,
    subgroup_text,
)
from inspector.ui.saving import documents_folder, save_for_person
from inspector.ui.widgets.elided_label import ElidedLabel
from inspector.ui.widgets.labels import column, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from inspector.ui.actions.keys import ActionKey
    from inspector.ui.pages.page import PageContext
    from inspector.ui.pages.statistics.questions import Answer
    from inspector.wire.station import StationSnapshot

_REFRESH_MS = 10_000
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

_OF_CHART = (
    StatisticsAction.PREVIOUS_POINT,
    StatisticsAction.NEXT_POINT,
    StatisticsAction.WHOLE_CHART,
    StatisticsAction.SAVE_PICTURE,
    StatisticsAction.SAVE_TABLE,
)


class StatisticsPage(Page):
    """Choices above, the chart below them, and beside it what stands behind the chosen point."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._board = context.board
        self._navigator = context.navigator
        self._requests = context.own_requests()
        self._watched = False
        self._recorded: int | None = None
        self._age = QElapsedTimer()
        self.folder = documents_folder()
        self.selection = Selection()
        self.answer: Answer | None = None
        self.title = ElidedLabel("strong")
        self.filters = FilterBar()
        self.subgroup = context.board.button(StatisticsAction.SUBGROUP)
        self.variant = context.board.button(StatisticsAction.VARIANT)
        self.chart = ChartCard(context.look)
        self.place = PlaceCard(context.board)
        self.what_if = WhatIfView(context)
        self._shown = QStackedWidget()
        self._lay_out()
        self.filters.changed.connect(self._follow_filters)
        self.chart.chosen.connect(self.choose_place)
        self.what_if.failed.connect(self.failed)
        self._learn_to_draw()
        self._offer()
        self._follow()

    @property
    def asks_what_if(self) -> bool:
        """Whether limits are tried in place of a chart."""
        return self._shown.currentWidget() is self.what_if

    def commands(self) -> Mapping[ActionKey, Callable[[], object]]:
        """One command for every action of the page."""
        charts = {key: partial(self.show_chart, chart) for chart, key in CHARTS.items()}
        periods = {key: partial(self.show_period, period) for period, key in PERIODS.items()}
        return {
            **charts,
            **periods,
            StatisticsAction.EARLIER: partial(self.step, 1),
            StatisticsAction.LATER: partial(self.step, -1),
            StatisticsAction.SUBGROUP: self.next_subgroup,
            StatisticsAction.VARIANT: self.next_variant,
            StatisticsAction.FILTER: self.switch_filters,
            StatisticsAction.PREVIOUS_POINT: partial(self.step_place, -1),
            StatisticsAction.NEXT_POINT: partial(self.step_place, 1),
            StatisticsAction.SHOW_PARTS: self.show_parts,
            StatisticsAction.WHOLE_CHART: self.chart.show_all,
            StatisticsAction.SAVE_PICTURE: self.save_picture,
            StatisticsAction.SAVE_TABLE: self.save_table,
            StatisticsAction.WHAT_IF: self.show_what_if,
            StatisticsAction.SHOW_CHANGED: self.what_if.show_changed,
            StatisticsAction.ADOPT_LIMITS: self.what_if.adopt,
            StatisticsAction.RESET_LIMITS: self.what_if.reset,
            StatisticsAction.CANCEL_JUDGING: self.what_if.cancel,
        }

    def watch(self, watched: bool) -> None:
        """Ask while somebody looks."""
        self._watched = watched
        self.what_if.watch(watched)
        if watched:
            self._learn_to_draw()
            self.refresh()

    def show_snapshot(self, snapshot: StationSnapshot) -> None:
        """Follow the line every few seconds, but never under a finger."""
        recorded = snapshot.counters.recorded
        due = not self._age.isValid() or self._age.hasExpired(_REFRESH_MS)
        moving = self.selection.back == 0 and recorded != self._recorded
        still = self.chart.touched or self.asks_what_if
        if self._watched and due and moving and not still:
            self._recorded = recorded
            self.refresh()

    def show_stale(self, stale: bool) -> None:
        """Say that the figures are the last ones known."""
        self.chart.show_stale(stale)

    def refresh(self) -> None:
        """Ask for the chart again."""
        selection = self.selection
        self._age.start()
        self._requests.ask(
            "chart", lambda station: ask(station, selection), self._show, self.failed.emit
        )

    def show_chart(self, chart: Chart) -> None:
        """Show another chart of the same parts."""
        self._shown.setCurrentIndex(0)
        self._select(replace(self.selection, chart=chart))

    def show_what_if(self) -> None:
        """Try other limits, or another model, on the same parts."""
        self._shown.setCurrentWidget(self.what_if)
        self._follow()
        self.refresh()

    def show_period(self, period: PeriodKind | None) -> None:
        """Show the present shift, day, week, month or lot."""
        self._select(self.selection.in_period(period))

    def step(self, back: int) -> None:
        """Go to the period before or behind."""
        self._select(replace(self.selection, back=max(0, self.selection.back + back)))

    def next_subgroup(self) -> None:
        """Put more or fewer parts together to one point."""
        self._select(self.selection.with_next_subgroup())

    def next_variant(self) -> None:
        """Other control limits, or another measure."""
        self._select(self.selection.with_next_variant())

    def switch_filters(self) -> None:
        """Show or hide what narrows the charts down."""
        self.filters.setVisible(self.filters.isHidden())

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

    def show_parts(self) -> None:
        """Turn to the rows behind the chosen place."""
        place = self.place.place
        if place is not None and place.criteria is not None:
            self._navigator.show_results(place.criteria)

    def save_picture(self) -> None:
        """Keep the chart as a picture."""
        self._save(".png", png_of(self.chart.grab()))

    def save_table(self) -> None:
        """Keep the figures of the chart as a table."""
        content = self.chart.content
        if content is not None:
            self._save(".csv", csv_of(content))

    def retranslate(self) -> None:
        """Show every text again."""
        self._follow()
        if self.answer is not None:
            self._show(self.answer)

    def _lay_out(self) -> None:
        board = self._board
        charts = row(
            *(board.button(key) for key in CHARTS.values()),
            board.button(StatisticsAction.WHAT_IF),
            1,
            board.button(StatisticsAction.FILTER, "square"),
            board.button(StatisticsAction.WHOLE_CHART, "square"),
            board.button(StatisticsAction.SAVE_PICTURE, "square"),
            board.button(StatisticsAction.SAVE_TABLE, "square"),
        )
        times = row(
            *(board.button(key) for key in PERIODS.values()),
            board.button(StatisticsAction.EARLIER, "square"),
            board.button(StatisticsAction.LATER, "square"),
            self.title,
            self.subgroup,
            self.variant,
        )
        times.setStretchFactor(self.title, 1)
        self.filters.hide()
        below = row(self.chart, self.place, spacing=10)
        below.setStretch(0, 1)
        drawn = QWidget()
        drawn.setLayout(below)
        self._shown.addWidget(drawn)
        self._shown.addWidget(self.what_if)
        layout = column(charts, times, self.filters, self._shown, spacing=10)
        layout.setStretch(3, 1)
        layout.setContentsMargins(16, 10, 16, 10)
        self.setLayout(layout)

    def _select(self, selection: Selection) -> None:
        self.selection = selection
        self.place.show_place(None)
        self.chart.choose(None)
        self._follow()
        self.refresh()

    def _follow_filters(self) -> None:
        recipe, model, class_name = self.filters.chosen
        self._select(
            replace(self.selection, recipe_id=recipe, model_id=model, class_name=class_name)
        )

    def _follow(self) -> None:
        """Let the buttons say what is shown."""
        selection, board = self.selection, self._board
        what_if = self.asks_what_if
        shown = StatisticsAction.WHAT_IF if what_if else CHARTS[selection.chart]
        board.choose(shown, (*CHARTS.values(), StatisticsAction.WHAT_IF))
        board.choose(PERIODS[selection.period], PERIODS.values())
        board[StatisticsAction.LATER].setEnabled(selection.back > 0)
        subgroup, variant = board[StatisticsAction.SUBGROUP], board[StatisticsAction.VARIANT]
        subgroup.setText(
            translate("Statistics", "One point per {subgroup}").format(
                subgroup=subgroup_text(selection.subgroup)
            )
        )
        subgroup.setEnabled(selection.chart in GROUPED and not what_if)
        self.subgroup.setVisible(subgroup.isEnabled())
        drift = selection.chart is Chart.DRIFT
        self.filters.allow(True, what_if or not drift, what_if or selection.chart in OF_CLASSES)
        variant.setText(measure_text(selection.measure) if drift else chart_text(selection.kind))
        variant.setEnabled(selection.chart in WITH_VARIANTS and not what_if)
        self.variant.setVisible(variant.isEnabled())

    def _show(self, answer: Answer) -> None:
        same = self.answer is not None and self.answer.selection == answer.selection
        self.answer = answer
        self.filters.offer(answer.facets)
        if answer.stretch is None or answer.words is None:
            self.title.show_text("")
            self.chart.show_nothing(_nothing(answer.selection))
            self._offer()
            self.place.show_place(None)
            return
        stretch = answer.stretch
        span = span_text(stretch.since, stretch.until)
        self.title.show_text(f"{stretch.name} · {span}" if stretch.name else span)
        rows = answer.selection.rows(stretch)
        if self.asks_what_if:
            self.what_if.begin(answer.selection.asked(stretch))
        content = answer.words(rows)
        chosen = self.place.place
        place = next(
            (at for at, each in enumerate(content.places) if chosen and each.title == chosen.title),
            None,
        )
        self.chart.show_content(content, same=same)
        self._offer()
        self.chart.choose(place)
        self.place.show_place(None if place is None else content.places[place])

    def _offer(self) -> None:
        """Only where there is a chart there is something to step through and to save."""
        content = self.chart.content
        for key in _OF_CHART:
            self._board[key].setEnabled(content is not None and bool(content.places))

    def _learn_to_draw(self) -> None:
        """Import what draws where nobody waits: it takes as long as several page switches."""
        if self.chart.view is None:
            self._requests.ask("draw", _drawing, self.chart.begin, lambda _: None)

    def _save(self, suffix: str, content: bytes) -> None:
        name = self.selection.chart.name.lower()
        try:
            path = save_for_person(name, suffix, content, self.folder)
        except InspectorError as error:
            self.failed.emit(error)
            return
        self.chart.tell(translate("Statistics", "Saved: {path}").format(path=path))


def _drawing(_: object) -> object:
    return import_module("inspector.ui.pages.statistics.chart_view")


def _nothing(selection: Selection) -> str:
    if selection.period is None:
        return translate("Statistics", "There is no such lot. Lots begin on the live page.")
    return translate("Statistics", "The station file names no shifts. See [[shift]] in its page.")
