"""The statistics page: what it draws, says, keeps still, saves and leads to."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
import wire_samples
from fitting import clipped, too_small_to_touch
from open_window import Opened
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from served_station import ServedStation, served
from served_window import window as window
from statistics_cases import settled, with_place, with_statistics

from inspector.client.station import StationClient
from inspector.domain.evaluation import Evaluation
from inspector.domain.statistics.calendar import PeriodKind
from inspector.domain.statistics.control_chart import ChartKind
from inspector.ui.i18n.language import Language
from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.statistics.actions import StatisticsAction
from inspector.ui.pages.statistics.content import Place, Shape
from inspector.ui.pages.statistics.page import StatisticsPage
from inspector.ui.pages.statistics.selection import Chart
from inspector.ui.window import OperatorWindow
from inspector.wire.history import ResultFilter
from inspector.wire.statistics import SubgroupKind

PARTS = 130
COUNTED = (Chart.CONTROL, Chart.PARETO, Chart.YIELD, Chart.SCORES, Chart.OUTCOMES)


def test_every_point_of_every_chart_tells_its_figures(opened: Opened) -> None:
    page = with_statistics(opened)
    for chart in Chart:
        page.show_chart(chart)
        content = settled(opened).drawn.chart.content
        assert content is not None
        assert content.summary
        assert len(content.places) == len(content.scene.labels) > 1
        assert all(len(row) == len(content.header) for row in content.rows)
        for place, told in enumerate(content.places):
            page.drawn.choose_place(place)
            assert page.drawn.place.title.text() == told.title
            assert page.drawn.place.facts.texts() == list(told.facts)
        assert len({each.title for each in content.places}) == len(content.places)


def test_the_worn_hours_are_told_in_words(opened: Opened) -> None:
    page = with_place(opened)
    content = page.drawn.chart.content
    assert content is not None
    assert [mark.place for mark in content.scene.marks if mark.shape is Shape.DIAMOND] == [5, 6]
    assert page.drawn.place.remarks.text() == "This point is beyond the limits."
    assert "Points that chance does not explain: 2." in page.drawn.chart.summary.text()
    assert "Laney" in page.drawn.chart.summary.text()


def test_points_with_too_few_parts_are_hollow(opened: Opened) -> None:
    page = with_statistics(opened)
    page.selection = replace(page.selection, class_name="burr", subgroup=SubgroupKind.QUARTER)
    page.refresh()
    content = settled(opened).drawn.chart.content
    assert content is not None
    hollow = [mark.place for mark in content.scene.marks if mark.shape is Shape.RING]
    assert hollow
    line = content.scene.lines[-1].values
    assert all(line[place] is None for place in hollow)
    page.drawn.choose_place(hollow[0])
    assert page.drawn.place.remarks.text() == "There are too few parts to judge this point."


def test_a_tap_chooses_the_place_below_it(opened: Opened) -> None:
    page = with_statistics(opened)
    view = page.drawn.chart.view
    opened.bot.waitUntil(lambda: view.width() > 300)
    spot = view.getPlotItem().getViewBox().mapViewToScene(QPointF(3.2, 0.01))
    at = view.mapFromScene(spot)
    opened.bot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    opened.bot.waitUntil(lambda: page.drawn.chart.chosen_place == 3)
    assert page.drawn.place.place is not None


def test_newer_figures_move_nothing(opened: Opened) -> None:
    page = with_place(opened)
    view = page.drawn.chart.view
    view.setXRange(2, 8, padding=0)
    view._note_move()
    before, title = view.viewRange(), page.drawn.place.title.text()
    answer = page.answer
    page.refresh()
    opened.bot.waitUntil(lambda: page.answer is not answer)
    assert view.viewRange() == before
    assert page.drawn.chart.chosen_place == 5
    assert page.drawn.place.title.text() == title


def test_nothing_is_asked_under_a_finger(opened: Opened) -> None:
    page = with_statistics(opened)
    page._age.invalidate()
    asked = len(opened.station.statistics.asked)
    opened.bot.mousePress(page.drawn.chart.view.viewport(), Qt.MouseButton.LeftButton)
    page.show_snapshot(wire_samples.snapshot(counters={"recorded": 77}))
    assert not page._age.isValid()
    opened.bot.mouseRelease(page.drawn.chart.view.viewport(), Qt.MouseButton.LeftButton)
    page.show_snapshot(wire_samples.snapshot(counters={"recorded": 78}))
    opened.bot.waitUntil(lambda: len(opened.station.statistics.asked) > asked)


def test_a_station_without_shifts_says_so(opened: Opened) -> None:
    opened.station.statistics.shifts = ()
    page = with_statistics(opened)
    page.show_period(PeriodKind.SHIFT)
    settled(opened)
    assert page.drawn.chart.summary.text().startswith("The station file names no shifts.")
    page.show_period(None)
    settled(opened)
    assert page.drawn.chart.summary.text().startswith("There is no such lot.")
    page.show_period(PeriodKind.DAY)
    assert settled(opened).drawn.chart.content is not None


def test_a_saved_table_holds_what_the_chart_shows(opened: Opened, tmp_path: Path) -> None:
    page = with_statistics(opened)
    page.drawn.folder = documents = tmp_path / "documents"
    page.drawn.save_table("control")
    page.drawn.save_picture("control")
    (table,) = documents.glob("*.csv")
    (picture,) = documents.glob("*.png")
    rows = list(csv.reader(table.read_text("utf-8-sig").splitlines()))
    content = page.drawn.chart.content
    assert content is not None
    assert rows == [list(content.header), *(list(row) for row in content.rows)]
    assert QImage(str(picture)).width() >= page.drawn.chart.width()
    assert page.drawn.chart.note.text() == f"Saved: {picture}"


def test_a_folder_that_takes_no_file_is_told(opened: Opened, tmp_path: Path) -> None:
    page = with_statistics(opened)
    page.drawn.folder = tmp_path / "blocked"
    page.drawn.folder.write_bytes(b"")
    with opened.bot.waitSignal(page.failed) as told:
        page.drawn.save_table("control")
    assert told.args[0].code == "CFG-004"


@pytest.mark.parametrize("language", Language)
def test_every_text_of_every_chart_fits(opened: Opened, language: Language) -> None:
    opened.languages.choose(language)
    page = with_statistics(opened)
    page.choices.switch_filters()
    for size in ((1280, 800), (1920, 1080)):
        opened.window.resize(*size)
        for chart in (Chart.CONTROL, Chart.REVIEWS, Chart.OUTCOMES):
            page.show_chart(chart)
            settled(opened)
            page.drawn.choose_place(0)
            wait_for_none(opened, cut_off, page)
        wait_for_none(opened, too_small_to_touch, page)


def cut_off(page: QWidget) -> list[str]:
    """Labels of several lines need height, all others width."""
    wrapped = [label for label in page.findChildren(QLabel) if label.wordWrap()]
    lines = {label.text() for label in wrapped}
    low = [
        label.text()
        for label in wrapped
        if label.isVisible() and label.heightForWidth(label.width()) > label.height()
    ]
    return low + [text for text in clipped(page) if text not in lines]


def wait_for_none(opened: Opened, faults: Callable[[QWidget], list[str]], page: QWidget) -> None:
    def check() -> None:
        assert faults(page) == []

    opened.bot.waitUntil(check)


def places(page: StatisticsPage) -> list[Place]:
    content = page.drawn.chart.content
    return [] if content is None else [each for each in content.places if each.criteria]


def test_a_point_leads_to_as_many_rows_as_it_counts(
    qtbot: QtBot, window: OperatorWindow, tmp_path: Path
) -> None:
    run_file = tmp_path / "run" / "api.json"
    with (
        served(tmp_path, ServedStation(), "t" * 32, PARTS),
        StationClient.from_run_file(run_file) as client,
    ):
        newest = client.history.page(ResultFilter(), limit=1).rows[0]
        back = months_since(newest.triggered_at, client)
        page = window.pages.page(PageKey.STATISTICS)
        assert isinstance(page, StatisticsPage)
        page.selection = replace(page.selection.in_period(PeriodKind.MONTH), back=back)
        window.turn_to(PageKey.STATISTICS)
        qtbot.waitUntil(lambda: page.drawn.chart.view is not None)
        for chart in COUNTED:
            page.show_chart(chart)
            qtbot.waitUntil(
                lambda: page.answer is not None and page.answer.selection == page.selection
            )
            found = places(page)
            listed = [len(client.history.page(each.criteria, limit=500).rows) for each in found]
            assert listed == [each.parts for each in found]
            assert sum(listed) > 0
        page.drawn.choose_place(0)
        page.show_parts()
        assert window.history.criteria == found[0].criteria
        window.close()


def months_since(moment: datetime, client: StationClient) -> int:
    """How many months before the present one a moment lies."""
    for back in range(24):
        period = client.statistics.period(PeriodKind.MONTH, back)
        assert period is not None
        if period.since <= moment < period.until:
            return back
    raise AssertionError(moment)


def test_defects_are_told_with_the_parts_that_have_them(opened: Opened) -> None:
    page = with_statistics(opened)
    page.next_variant()
    page.next_variant()
    assert page.selection.kind is ChartKind.U
    content = settled(opened).drawn.chart.content
    assert content is not None
    assert content.places[0].facts[0][0] == "Defects per part"
    criteria = content.places[0].criteria
    assert criteria is not None
    assert criteria.evaluation is Evaluation.NOT_OK
    assert not criteria.challenge
    assert opened.window.board[StatisticsAction.VARIANT].text() == "Defects (u)"
