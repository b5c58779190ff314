"""Charts over many parts; each point tells its figures and leads to its rows."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QStackedWidget

from inspector.domain.errors.shared_history import SharedHistoryError
from inspector.ui.i18n.faults import title_text
from inspector.ui.i18n.language import translate
from inspector.ui.pages.page import Page
from inspector.ui.pages.statistics.actions import StatisticsAction
from inspector.ui.pages.statistics.chart_desk import ChartDesk
from inspector.ui.pages.statistics.choices import (
    CHARTS,
    OF_ONE_STATION,
    PERIODS,
    SHARING,
    ChoiceBar,
)
from inspector.ui.pages.statistics.questions import ask
from inspector.ui.pages.statistics.selection import Chart, Selection
from inspector.ui.pages.statistics.what_if.view import WhatIfView
from inspector.ui.pages.statistics.words import span_text
from inspector.ui.sharing.choice import SharingChoice
from inspector.ui.sharing.whose import Whose
from inspector.ui.widgets.text.labels import column

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from inspector.domain.errors.base import InspectorError
    from inspector.domain.statistics.calendar import PeriodKind
    from inspector.ui.actions.spec import ActionKey
    from inspector.ui.pages.page import PageContext
    from inspector.ui.pages.statistics.questions import Answer
    from inspector.wire.station import StationSnapshot

_REFRESH_MS = 10_000


class StatisticsPage(Page):
    """Choices above, the chart below them, and beside it what stands behind the chosen point."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._board = context.board
        self._navigator = context.navigator
        self._requests, self._shared_requests = context.own_requests(), context.own_requests()
        self._watched = False
        self._recorded: int | None = None
        self._age = QElapsedTimer()
        self.selection = Selection()
        self.answer: Answer | None = None
        self._refused: InspectorError | None = None
        self.sharing = SharingChoice(context.board, SHARING, context.requests, self)
        self.choices = ChoiceBar(context.board)
        self.drawn = ChartDesk(context.board, context.look, self.failed.emit)
        self.what_if = WhatIfView(context)
        self._shown = QStackedWidget()
        self._shown.addWidget(self.drawn)
        self._shown.addWidget(self.what_if)
        layout = column(self.choices, self.sharing.bar, self._shown, spacing=10)
        layout.setStretch(2, 1)
        layout.setContentsMargins(16, 10, 16, 10)
        self.setLayout(layout)
        self.choices.filters.changed.connect(self._follow_filters)
        self.what_if.failed.connect(self.failed)
        self.sharing.turned.connect(self._turn)
        self._learn_to_draw()
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
            **self.sharing.commands(),
            StatisticsAction.EARLIER: partial(self.step, 1),
            StatisticsAction.LATER: partial(self.step, -1),
            StatisticsAction.SUBGROUP: self.next_subgroup,
            StatisticsAction.VARIANT: self.next_variant,
            StatisticsAction.FILTER: self.choices.switch_filters,
            StatisticsAction.PREVIOUS_POINT: partial(self.drawn.step_place, -1),
            StatisticsAction.NEXT_POINT: partial(self.drawn.step_place, 1),
            StatisticsAction.SHOW_PARTS: self.show_parts,
            StatisticsAction.WHOLE_CHART: self.drawn.chart.show_all,
            StatisticsAction.SAVE_PICTURE: lambda: self.drawn.save_picture(self._file_name()),
            StatisticsAction.SAVE_TABLE: lambda: self.drawn.save_table(self._file_name()),
            StatisticsAction.WHAT_IF: self.show_what_if,
            StatisticsAction.SHOW_CHANGED: self.what_if.show_changed,
            StatisticsAction.ADOPT_LIMITS: self.what_if.adopt,
            StatisticsAction.RESET_LIMITS: self.what_if.reset,
            StatisticsAction.CANCEL_JUDGING: self.what_if.cancel,
        }

    def watch(self, watched: bool) -> None:
        """Ask while somebody looks."""
        self._watched = watched
        self.sharing.watch(watched)
        self.what_if.watch(watched)
        if watched:
            self._learn_to_draw()
            self.refresh()

    def show_snapshot(self, snapshot: StationSnapshot) -> None:
        """Follow the line every few seconds, but never under a finger."""
        recorded = snapshot.counters.recorded
        due = not self._age.isValid() or self._age.hasExpired(_REFRESH_MS)
        others = self.selection.whose is Whose.ALL
        moving = self.selection.back == 0 and (others or recorded != self._recorded)
        still = self.drawn.chart.touched or self.asks_what_if
        if self._watched and due and moving and not still:
            self._recorded = recorded
            self.refresh()

    def show_stale(self, stale: bool) -> None:
        """Say that the figures are the last ones known."""
        self.drawn.chart.show_stale(stale)

    def refresh(self) -> None:
        """Ask for the chart again."""
        selection = self.selection
        self._age.start()
        selection.whose.link(self._requests, self._shared_requests).ask(
            "chart",
            lambda station: ask(station, selection),
            self._show,
            partial(self._show_refused, selection.whose),
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

    def show_parts(self) -> None:
        """Turn to the rows behind the chosen place."""
        place = self.drawn.place.place
        if place is not None and place.criteria is not None:
            self._navigator.show_results(place.criteria, self.selection.whose)

    def retranslate(self) -> None:
        """Show every text again."""
        self._withhold()
        self._follow()
        if self._refused is not None:
            self._tell_refused(self._refused)
        elif self.answer is not None:
            self._show(self.answer)

    def _turn(self) -> None:
        """Ask the same of this station, or of all; until the answer comes, nothing is shown."""
        self._withhold()
        self.choices.filters.show_stations(self.sharing.whose is Whose.ALL)
        self._shown.setCurrentIndex(0)
        self.answer = self._refused = None
        self.choices.show_title()
        self.drawn.show_nothing(translate("History", "Loading …"))
        self._select(self.selection.of(self.sharing.whose))

    def _withhold(self) -> None:
        """Pictures lie at their stations, and each numbers its own lots."""
        shared = self.sharing.whose is Whose.ALL
        for key in OF_ONE_STATION:
            self._board.lock(key, translate("Statistics", "of this station only") if shared else "")

    def _select(self, selection: Selection) -> None:
        self.selection = selection
        self.drawn.choose_none()
        self._follow()
        self.refresh()

    def _follow_filters(self) -> None:
        self._select(replace(self.selection, **asdict(self.choices.filters.chosen)))

    def _follow(self) -> None:
        self.choices.show_selection(self.selection, what_if=self.asks_what_if)
        self.drawn.show_in_view(not self.asks_what_if)

    def _show_refused(self, whose: Whose, error: InspectorError) -> None:
        """A server that is away is told in the page; all else above it."""
        if whose is not self.selection.whose:
            return
        self.sharing.show_answer(error)
        if isinstance(error, SharedHistoryError):
            self.answer, self._refused = None, error
            self._tell_refused(error)
        else:
            self.failed.emit(error)

    def _tell_refused(self, error: InspectorError) -> None:
        self.choices.show_title()
        self.drawn.show_nothing(title_text(error.code, error.detail))

    def _show(self, answer: Answer) -> None:
        if answer.selection.whose is not self.selection.whose:
            return
        self._refused = None
        self.sharing.show_answer()
        same = self.answer is not None and self.answer.selection == answer.selection
        self.answer = answer
        self.choices.filters.offer(answer.facets)
        stretch = answer.stretch
        if stretch is None or answer.words is None:
            self.choices.show_title()
            self.drawn.show_nothing(_nothing(answer.selection))
            return
        span = span_text(stretch.since, stretch.until)
        self.choices.show_title(stretch.name, span)
        rows = answer.selection.rows(stretch)
        if self.asks_what_if:
            self.what_if.begin(answer.selection.asked(stretch))
        self.drawn.show_content(answer.words(rows), same=same)

    def _file_name(self) -> str:
        return self.selection.chart.name.lower()

    def _learn_to_draw(self) -> None:
        """Import what draws where nobody waits: it takes as long as several page switches."""
        if self.drawn.chart.view is None:
            self._requests.ask("draw", _drawing, self.drawn.chart.begin, lambda _: None)


def _drawing(_: object) -> object:
    return import_module("inspector.ui.pages.statistics.chart_view")


def _nothing(selection: Selection) -> str:
    if selection.period is None:
        return translate("Statistics", "There is no such lot. Lots begin on the live page.")
    return translate("Statistics", "The station file names no shifts. See [[shift]] in its page.")
