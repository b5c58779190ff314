"""What each action of the statistics page does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

from open_window import Opened
from PySide6.QtCore import QSettings
from scripted_shared import shares

from inspector.domain.statistics.calendar import PeriodKind
from inspector.domain.statistics.control_chart import ChartKind
from inspector.ui.actions.spec import ActionKey
from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.statistics.actions import StatisticsAction
from inspector.ui.pages.statistics.choices import CHARTS, PERIODS
from inspector.ui.pages.statistics.page import StatisticsPage
from inspector.ui.pages.statistics.selection import Chart
from inspector.ui.pages.statistics.what_if.view import WhatIfView
from inspector.ui.sharing.whose import Whose
from inspector.wire.statistics import SubgroupKind

Step = Callable[[Opened], object]
Case = tuple[Step, Callable[[Opened], bool]]


def page_of(opened: Opened) -> StatisticsPage:
    return cast("StatisticsPage", opened.window.pages.page(PageKey.STATISTICS))


def settled(opened: Opened) -> StatisticsPage:
    """The page with its chart drawn."""
    page = page_of(opened)
    opened.bot.waitUntil(
        lambda: page.answer is not None and page.answer.selection == page.selection
    )
    opened.bot.waitUntil(lambda: page.drawn.chart.view is not None)
    return page


def with_statistics(opened: Opened) -> StatisticsPage:
    opened.window.turn_to(PageKey.STATISTICS)
    return settled(opened)


def with_sharing(opened: Opened) -> StatisticsPage:
    opened.station.shared.state = shares()
    page = with_statistics(opened)
    opened.bot.waitUntil(lambda: not page.sharing.bar.isHidden())
    return page


def with_all_stations(opened: Opened) -> StatisticsPage:
    with_sharing(opened)
    opened.window.board[StatisticsAction.ALL_STATIONS].trigger()
    return settled(opened)


def with_place(opened: Opened, place: int = 5) -> StatisticsPage:
    page = with_statistics(opened)
    page.drawn.choose_place(place)
    return page


def before_today(opened: Opened) -> None:
    page = with_statistics(opened)
    page.step(2)
    settled(opened)


def spread_chart(opened: Opened) -> None:
    page = with_statistics(opened)
    page.drawn.chart.view.setXRange(2, 6, padding=0)
    page.drawn.chart.view._note_move()


def shows_chart(chart: Chart) -> Case:
    others = [each for each in Chart if each is not chart]

    def prepare(opened: Opened) -> None:
        with_statistics(opened).show_chart(others[0])
        settled(opened)

    return prepare, lambda o: settled(o).answer.selection.chart is chart  # type: ignore[union-attr]


def shows_period(period: PeriodKind | None) -> Case:
    def prepare(opened: Opened) -> None:
        page = with_statistics(opened)
        page.show_period(PeriodKind.WEEK if period is PeriodKind.DAY else PeriodKind.DAY)

    return prepare, lambda o: settled(o).selection.period is period


def saving(opened: Opened) -> None:
    """Beside the settings of this test."""
    settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "statistics")
    with_statistics(opened).drawn.folder = Path(settings.fileName()).parent


def saved(suffix: str) -> Callable[[Opened], bool]:
    def done(opened: Opened) -> bool:
        found = page_of(opened).drawn.folder.glob(f"inspector-control-*.{suffix}")
        return any(path.stat().st_size for path in found)

    return done


def trying(opened: Opened) -> WhatIfView:
    """Another limit was tried, and is answered."""
    page = with_statistics(opened)
    page.show_what_if()
    view = page.what_if
    opened.bot.waitUntil(lambda: len(view.form.rows) > 1)
    view.form.rows[1].slider.setValue(30)
    opened.bot.waitUntil(lambda: _answered(view))
    return view


def has_one_of(words: tuple[str, ...], text: str) -> bool:
    """In whatever language it is."""
    return any(word in text for word in words)


def judging(opened: Opened) -> None:
    opened.station.what_if.slow = True
    view = trying(opened)
    opened.bot.waitUntil(lambda: view.form.model.count() > 1)
    view.form.model.setCurrentIndex(1)
    view.form.model_chosen.emit()
    opened.bot.waitUntil(lambda: has_one_of(("so far", "目前"), view.title.text()))


def _answered(view: WhatIfView) -> bool:
    state = view.asking.state
    return state is not None and state.question.limits == view.form.limits


STATISTICS_CASES: dict[ActionKey, Case] = {
    PageKey.STATISTICS: (lambda o: None, lambda o: bool(settled(o).drawn.chart.content)),
    **{key: shows_chart(chart) for chart, key in CHARTS.items()},
    **{key: shows_period(period) for period, key in PERIODS.items()},
    StatisticsAction.EARLIER: (with_statistics, lambda o: page_of(o).selection.back == 1),
    StatisticsAction.LATER: (before_today, lambda o: page_of(o).selection.back == 1),
    StatisticsAction.SUBGROUP: (
        with_statistics,
        lambda o: page_of(o).selection.subgroup is SubgroupKind.SHIFT,
    ),
    StatisticsAction.VARIANT: (
        with_statistics,
        lambda o: page_of(o).selection.kind is ChartKind.LANEY,
    ),
    StatisticsAction.FILTER: (with_statistics, lambda o: page_of(o).choices.filters.isVisible()),
    StatisticsAction.PREVIOUS_POINT: (
        with_place,
        lambda o: page_of(o).drawn.chart.chosen_place == 4,
    ),
    StatisticsAction.NEXT_POINT: (with_place, lambda o: page_of(o).drawn.chart.chosen_place == 6),
    StatisticsAction.SHOW_PARTS: (
        with_place,
        lambda o: o.window.history.criteria == page_of(o).drawn.place.place.criteria,  # type: ignore[union-attr]
    ),
    StatisticsAction.WHOLE_CHART: (
        spread_chart,
        lambda o: page_of(o).drawn.chart.view.viewRange()[0][1] > 10,
    ),
    StatisticsAction.WHAT_IF: (with_statistics, lambda o: page_of(o).asks_what_if),
    StatisticsAction.SHOW_CHANGED: (
        trying,
        lambda o: o.window.history.criteria.what_if is not None,
    ),
    StatisticsAction.ADOPT_LIMITS: (
        trying,
        lambda o: has_one_of(("Draft", "草稿"), page_of(o).what_if.least.text()),
    ),
    StatisticsAction.RESET_LIMITS: (
        trying,
        lambda o: not page_of(o).what_if.form.limits.reject,
    ),
    StatisticsAction.CANCEL_JUDGING: (
        judging,
        lambda o: bool(o.station.what_if.cancelled),
    ),
    StatisticsAction.THIS_STATION: (
        with_all_stations,
        lambda o: page_of(o).sharing.whose is Whose.STATION,
    ),
    StatisticsAction.ALL_STATIONS: (with_sharing, lambda o: page_of(o).sharing.whose is Whose.ALL),
    StatisticsAction.SAVE_PICTURE: (saving, saved("png")),
    StatisticsAction.SAVE_TABLE: (saving, saved("csv")),
}
