"""The charts of all stations, of one of them, and the rows behind their points."""

from __future__ import annotations

import pytest
from open_window import Opened
from PySide6.QtCore import Qt
from scripted_shared import OTHER, OWN
from statistics_cases import page_of, settled, with_all_stations, with_sharing, with_statistics

from inspector.domain.errors.shared_history import SharedHistoryUnreachableError
from inspector.domain.statistics.calendar import PeriodKind
from inspector.ui.pages.statistics.actions import StatisticsAction
from inspector.ui.pages.statistics.choices import OF_ONE_STATION
from inspector.ui.pages.statistics.page import StatisticsPage
from inspector.ui.pages.statistics.selection import Chart
from inspector.ui.sharing.whose import Whose


@pytest.fixture
def of_all(opened: Opened) -> StatisticsPage:
    return with_all_stations(opened)


def test_nothing_of_it_is_seen_where_no_history_is_shared(opened: Opened) -> None:
    page = with_statistics(opened)
    opened.window.board[StatisticsAction.ALL_STATIONS].trigger()
    assert page.sharing.bar.isHidden()
    assert page.selection.whose is Whose.STATION
    assert opened.station.shared.asked == []


def test_every_chart_that_all_can_be_asked_for_is_asked_of_all(
    opened: Opened, of_all: StatisticsPage
) -> None:
    asked_here = len(opened.station.statistics.asked)
    for chart in set(Chart) - {Chart.DRIFT}:
        of_all.show_chart(chart)
        content = settled(opened).drawn.chart.content
        assert content is not None
        assert content.places
    assert len(opened.station.statistics.asked) == asked_here
    assert len(opened.station.shared.statistics.asked) >= 3


def test_one_station_is_chosen_among_all_and_let_go_with_them(
    opened: Opened, of_all: StatisticsPage
) -> None:
    of_all.choices.switch_filters()
    box = of_all.choices.filters.station
    assert box.isVisible()
    assert [box.itemText(at) for at in range(box.count())] == ["All", OWN, OTHER]
    box.setCurrentIndex(2)
    box.activated.emit(2)
    settled(opened)
    assert opened.station.shared.statistics.asked[-1].station_id == OTHER  # type: ignore[attr-defined]
    opened.window.board[StatisticsAction.THIS_STATION].trigger()
    settled(opened)
    assert not box.isVisible()
    assert of_all.choices.filters.chosen.station_id is None
    assert opened.station.statistics.asked[-1].station_id is None  # type: ignore[attr-defined]


def test_a_point_leads_to_the_rows_of_all_stations(opened: Opened, of_all: StatisticsPage) -> None:
    of_all.show_chart(Chart.PARETO)
    settled(opened).drawn.choose_place(0)
    place = of_all.drawn.place.place
    assert place is not None
    of_all.show_parts()
    history = opened.window.history
    assert history.sharing.whose is Whose.ALL
    assert history.criteria == place.criteria
    wanted = (place.criteria, None)
    opened.bot.waitUntil(lambda: wanted in opened.station.shared.asked)
    opened.bot.waitUntil(lambda: not history.sharing.bar.isHidden())
    assert history.sharing.whose is Whose.ALL


def test_what_only_one_station_has_is_withheld_and_left(opened: Opened) -> None:
    page = with_sharing(opened)
    page.show_chart(Chart.DRIFT)
    page.show_period(None)
    opened.bot.keyClick(page, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    settled(opened)
    assert (page.selection.chart, page.selection.period) == (Chart.CONTROL, PeriodKind.DAY)
    board = opened.window.board
    for key in OF_ONE_STATION:
        assert not board[key].isEnabled(), key
        assert "of this station only" in board[key].toolTip()
    opened.bot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert all(board[key].isEnabled() for key in OF_ONE_STATION)


def test_a_server_that_is_away_is_told_and_no_chart_is_taken_for_that_of_all(
    opened: Opened,
) -> None:
    page = with_sharing(opened)
    opened.station.shared.refusal = SharedHistoryUnreachableError("connection refused")
    opened.window.board[StatisticsAction.ALL_STATIONS].trigger()
    assert page.drawn.chart.content is None
    state = page.sharing.bar.state
    opened.bot.waitUntil(lambda: "SHR-001" in state.whole_text())
    assert "connection refused" in page.drawn.chart.summary.text()
    assert page.drawn.chart.content is None
    opened.window.board[StatisticsAction.THIS_STATION].trigger()
    settled(opened)
    assert page.drawn.chart.content is not None
    assert "SHR-001" not in state.whole_text()


def test_the_page_answers_while_the_server_does_not(opened: Opened) -> None:
    page = with_sharing(opened)
    opened.station.shared.answering.clear()
    opened.window.board[StatisticsAction.ALL_STATIONS].trigger()
    opened.window.board[StatisticsAction.THIS_STATION].trigger()
    settled(opened)
    shown = page.answer
    opened.station.shared.answering.set()
    opened.bot.waitUntil(lambda: "facets" in opened.station.shared.asked)
    assert page_of(opened).answer is shown
