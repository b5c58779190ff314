"""The real app on a real gate and engine, with parts coming: what a day's people do with it.

In a real window: ``INSPECTOR_REAL_WINDOW=1 xvfb-run -a pytest tests/ui/station``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from line_runs import assert_no_part_was_lost, save_sure_parts
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from real_line import PINS, Person, RealLine, person_at, photograph

from inspector.client.station import StationClient
from inspector.domain.challenge import RunState
from inspector.domain.evaluation import Evaluation
from inspector.domain.people import Role
from inspector.domain.station_check import CheckRunState
from inspector.ui.pages.alarms.actions import AlarmAction
from inspector.ui.pages.alarms.page import AlarmsPage
from inspector.ui.pages.challenge.actions import ChallengeAction
from inspector.ui.pages.challenge.page import ChallengePage
from inspector.ui.pages.history.actions import CLASS_ACTIONS, HistoryAction
from inspector.ui.pages.history.export.export_panel import ExportPanel
from inspector.ui.pages.history.page import HistoryPage
from inspector.ui.pages.io.page import IoPage
from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.live.actions import LiveAction
from inspector.ui.pages.live.page import LivePage
from inspector.ui.pages.models.actions import ModelsAction
from inspector.ui.pages.models.page import ModelsPage
from inspector.ui.pages.page import Page
from inspector.ui.pages.people.actions import PeopleAction
from inspector.ui.pages.people.page import PeoplePage
from inspector.ui.pages.products.actions import ProductAction
from inspector.ui.pages.products.page import ProductsPage
from inspector.ui.pages.products.texts import SetUpStep
from inspector.ui.pages.setup.page import SetupPage
from inspector.ui.pages.station_check.actions import CheckAction
from inspector.ui.pages.station_check.page import StationCheckPage
from inspector.ui.pages.statistics.actions import StatisticsAction
from inspector.ui.pages.statistics.page import StatisticsPage
from inspector.wire.exports import ExportFormat
from inspector.wire.history import ReviewStanding

pytestmark = [
    pytest.mark.timeout(400),
    pytest.mark.skipif(
        os.environ.get("INSPECTOR_REAL_WINDOW") == "1"
        and sys.platform == "linux"
        and "DISPLAY" not in os.environ,
        reason="a real window needs a screen: run it under xvfb-run -a",
    ),
]


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealLine]:
    """One line for all tests; when they are through, no part may be missing."""
    images = save_sure_parts(tmp_path_factory.mktemp("parts"), of_each=6)
    line = RealLine(tmp_path_factory.mktemp("station"), images)
    line.begin()
    try:
        yield line
    finally:
        run = line.finish()
    assert_no_part_was_lost(run)


@pytest.fixture
def person(
    line: RealLine,
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Person]:
    files = tmp_path / "files"
    files.mkdir()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda kind: str(files))
    with person_at(qtbot, qapp, line.data) as person:
        yield person


def with_detail(person: Person) -> HistoryPage:
    """The newest part on the screen, with its picture."""
    history = person.turn_to(PageKey.HISTORY, HistoryPage)
    person.until(lambda: history.model.rowCount() > 0)
    history.list.go_to(0)
    person.until(lambda: history.detail.looked_into)
    return history


SHOWN: dict[PageKey, tuple[type[Page], Callable[[Page], object]]] = {
    PageKey.LIVE: (LivePage, lambda page: page.verdict.result),
    PageKey.HISTORY: (HistoryPage, lambda page: page.model.rowCount()),
    PageKey.STATISTICS: (
        StatisticsPage,
        lambda page: page.drawn.chart.content is not None and page.drawn.chart.view is not None,
    ),
    PageKey.MODELS: (ModelsPage, lambda page: page.packages.list.model.rowCount()),
    PageKey.SETUP: (SetupPage, lambda page: page.picture.image is not None),
    PageKey.IO: (IoPage, lambda page: page.vision.model.registers),
    PageKey.PRODUCTS: (ProductsPage, lambda page: page.desk.list.products),
    PageKey.ALARMS: (AlarmsPage, lambda page: page.waiting is not None),
    PageKey.STATION_CHECK: (StationCheckPage, lambda page: page.run is not None),
    PageKey.CHALLENGE: (ChallengePage, lambda page: page.state is not None),
    PageKey.PEOPLE: (PeoplePage, lambda page: page.accounts.model.rowCount()),
}


def test_every_page_shows_what_the_station_has(person: Person) -> None:
    person.sign_in(Role.ADMIN)
    for key, (kind, shown) in SHOWN.items():
        page = person.turn_to(key, kind)
        person.until(shown, page)
        photograph(person.window, f"page-{key.name.lower()}")
    assert set(SHOWN) == set(PageKey)


def test_a_quality_engineer_filters_looks_and_reviews_and_another_one_contradicts(
    person: Person,
) -> None:
    person.sign_in(Role.QUALITY)
    history = person.turn_to(PageKey.HISTORY, HistoryPage)
    person.do(HistoryAction.FILTER_NOT_OK)
    person.until(lambda: history.model.rowCount() > 0)
    rows = [history.model.row(history.model.index(place, 0)) for place in range(3)]
    assert {row.evaluation for row in rows if row is not None} == {Evaluation.NOT_OK}
    history = with_detail(person)
    part = history.detail.detail
    assert part is not None
    person.until(lambda: evidence_is_drawn(person, history))
    photograph(person.window, "history-detail")
    person.do(HistoryAction.CONFIRM)
    person.until(lambda: history.model.place_of(part.result_id) is not None)
    place = history.model.place_of(part.result_id)
    person.until(lambda: standing(history, part.result_id) is ReviewStanding.CONFIRMED)
    assert place is not None

    person.sign_in(Role.ENGINEER)
    history.walking.show_part(part.result_id)
    person.until(
        lambda: (
            history.detail.looked_into
            and history.detail.detail is not None
            and history.detail.detail.result_id == part.result_id
        )
    )
    good = list(history.review.classes).index("good")
    person.do(CLASS_ACTIONS[good])
    person.until(lambda: standing(history, part.result_id) is ReviewStanding.DISPUTED)
    history.show_result(part.result_id)
    person.until(lambda: len(history.detail.reviews) == 2)
    assert [each.person for each in history.detail.reviews] == ["Quinn", "Emil"]


def evidence_is_drawn(person: Person, history: HistoryPage) -> bool:
    """Whether the picture is another one without the regions."""
    seen = []
    for _ in range(2):
        person.do(HistoryAction.SHOW_REGIONS)
        seen.append(history.detail.picture.grab().toImage())
    return seen[0] != seen[1]


def standing(history: HistoryPage, result_id: str) -> ReviewStanding | None:
    place = history.model.place_of(result_id)
    row = None if place is None else history.model.row(history.model.index(place, 0))
    return None if row is None else row.review


def test_parts_go_to_a_list_into_files_and_are_judged_again_as_they_were(
    person: Person, tmp_path: Path
) -> None:
    person.sign_in(Role.QUALITY)
    history = with_detail(person)
    person.do(HistoryAction.SEND_TO_DATASET)
    history.panels.pick.name.setText("night shift")
    person.until(history.panels.pick.add.isEnabled)
    history.panels.pick.add.click()
    person.until(lambda: "1 added" in history.panels.pick.told.text())
    for kind, beginning in ((ExportFormat.CSV, b"\xef\xbb\xbf"), (ExportFormat.PDF, b"%PDF-")):
        person.do(HistoryAction.EXPORT)
        export = history.panels.export
        export.kinds[kind].click()
        export.name.setText(f"saved-{kind.value}")
        export.save.click()
        saved = tmp_path / "files" / f"saved-{kind.value}.{kind.value}"
        person.until(has_saved, export)
        assert saved.read_bytes().startswith(beginning)
        photograph(person.window, f"export-{kind.value}")
        person.do(HistoryAction.CLOSE_DETAIL)
    person.do(HistoryAction.JUDGE_AGAIN)
    replay = history.panels.replay
    replay.judge.click()
    person.until(lambda: "verdict" in replay.headline.text())
    assert replay.headline.text().startswith("Same verdict")


def has_saved(export: ExportPanel) -> bool:
    return "Saved" in export.told.text()


def test_a_lot_is_counted_and_each_point_of_its_charts_leads_to_as_many_rows(
    person: Person,
) -> None:
    person.sign_in(Role.OPERATOR)
    live = person.turn_to(PageKey.LIVE, LivePage)
    person.do(LiveAction.LOT)
    live.lots.name.setText("2026-11/4711-B Gehäusedeckel links")
    live.lots.begin.click()
    person.until(lambda: live.lots.isHidden())
    person.do(LiveAction.COUNT_LOT)
    person.until(lambda: counted_of_lot(person) >= 12)
    photograph(person.window, "live-lot")
    person.do(LiveAction.LOT)
    person.until(live.lots.end.isEnabled)
    live.lots.end.click()
    person.bot.wait(400)
    live.lots.end.click()
    person.until(lambda: live.lots.isHidden())
    person.bot.wait(2000)

    person.sign_in(Role.QUALITY)
    statistics = person.turn_to(PageKey.STATISTICS, StatisticsPage)
    person.do(StatisticsAction.LOT)
    for chart in (StatisticsAction.PARETO, StatisticsAction.YIELD, StatisticsAction.CONTROL):
        person.turn_to(PageKey.STATISTICS, StatisticsPage)
        person.do(chart)
        person.until(lambda: shows_chart(statistics))
        person.do(StatisticsAction.NEXT_POINT)
        place = statistics.drawn.place.place
        assert place is not None
        assert place.parts > 0
        photograph(person.window, f"statistics-{chart.name.lower()}")
        person.do(StatisticsAction.SHOW_PARTS)
        person.until(counts, person.window.history, place.parts)


def counted_of_lot(person: Person) -> int:
    with StationClient.from_run_file(person.data.run_file) as client:
        lot = client.snapshot().lot
    return 0 if lot is None else lot.triggered


def counts(history: HistoryPage, parts: int) -> bool:
    count = history.listing.loader.count
    return count is not None and count.count == parts == history.model.rowCount()


def shows_chart(page: StatisticsPage) -> bool:
    answer = page.answer
    fresh = answer is not None and answer.selection == page.selection
    return fresh and page.drawn.chart.content is not None and bool(page.drawn.chart.content.places)


def test_models_list_the_package_in_force_with_its_card(person: Person) -> None:
    models = person.turn_to(PageKey.MODELS, ModelsPage)
    person.until(lambda: models.packages.list.row_chosen is not None)
    chosen = models.packages.list.row_chosen
    assert chosen is not None
    assert chosen.name == "machined-part/1.0.0"
    person.until(lambda: models.packages.detail.card.toPlainText())
    for tab in (ModelsAction.TRAINING, ModelsAction.TRIAL, ModelsAction.LABELS):
        person.do(tab)
        photograph(person.window, f"models-{tab.name.lower()}")


def test_an_engineer_sets_a_product_up_signs_it_off_and_an_operator_changes_over(
    person: Person,
) -> None:
    person.sign_in(Role.ENGINEER)
    page = person.turn_to(PageKey.PRODUCTS, ProductsPage)
    person.until(lambda: page.desk.list.products)
    before = next(each.recipe_id for each in page.desk.list.products if each.in_force)
    page.overview.list.name_field.setText("cover-left")
    person.do(ProductAction.NEW_PRODUCT)
    person.until(lambda: page.draft.state is not None)
    wizard = page.wizard
    wizard.turn_to(SetUpStep.PREPROCESSING)
    person.until(lambda: wizard.preprocessing.offered.count() > 0)
    person.until(lambda: wizard.preprocessing.after.image is not None)
    photograph(person.window, "products-preprocessing")
    wizard.turn_to(SetUpStep.THRESHOLDS)
    person.until(lambda: "escape" in wizard.thresholds.costs.outcome.text())
    photograph(person.window, "products-thresholds")
    for step in SetUpStep:
        wizard.turn_to(step)
        photograph(person.window, f"products-step-{step.value}")
    wizard.turn_to(SetUpStep.SIGN_OFF)
    person.until(lambda: page.draft.kept)
    person.do_surely(ProductAction.SIGN_OFF)
    person.until(lambda: page.draft.state is None)
    person.until(lambda: "cover-left" in {each.recipe_id for each in page.desk.list.products})
    assert is_in_force(page, before)

    person.sign_in(Role.OPERATOR)
    for wanted in ("cover-left", before):
        page.overview.list.table.choose(wanted)
        person.until(lambda: page.desk.product is not None and not page.desk.product.in_force)
        person.do_surely(ProductAction.CHANGE_OVER)
        person.until(is_in_force, page, wanted)
    photograph(person.window, "products-overview")


def is_in_force(page: ProductsPage, recipe_id: str) -> bool:
    return recipe_id in {each.recipe_id for each in page.desk.list.products if each.in_force}


def test_the_station_checks_itself(person: Person) -> None:
    person.sign_in(Role.ENGINEER)
    page = person.turn_to(PageKey.STATION_CHECK, StationCheckPage)
    person.do(CheckAction.BEGIN)
    person.until(lambda: page.run is not None and page.run.state is CheckRunState.DONE)
    assert page.run is not None
    assert page.run.passed > 0
    assert page.model.rowCount() > 0


def test_alarms_that_came_are_acknowledged_by_an_operator(person: Person) -> None:
    person.sign_in(Role.OPERATOR)
    page = person.turn_to(PageKey.ALARMS, AlarmsPage)
    person.until(lambda: page.waiting is not None)
    assert page.waiting is not None
    if page.waiting.unacknowledged:
        person.do_surely(AlarmAction.ACKNOWLEDGE_ALL)
        person.until(lambda: page.waiting is not None and page.waiting.unacknowledged == 0)
        person.do(AlarmAction.SHOW_LOG)
        person.until(lambda: page.tables.log_model.rowCount() > 0)
        photograph(person.window, "alarms-log")
    person.do(AlarmAction.SHOW_EVENTS)
    person.until(lambda: page.tables.event_model.rowCount() > 0)
    photograph(person.window, "alarms-events")


def test_each_role_signs_in_and_out_and_the_trail_tells_it_whole(person: Person) -> None:
    for role in Role:
        person.sign_in(role)
    page = person.turn_to(PageKey.PEOPLE, PeoplePage)
    person.do(PeopleAction.SHOW_TRAIL)
    person.until(lambda: page.trail.model.rowCount() > 0)
    told = {(each.what, each.who) for each in page.trail.model.rows}
    assert {("session.sign_in", name) for name, _ in PINS.values()} <= told
    person.do(PeopleAction.VERIFY)
    person.until(lambda: "whole" in page.trail.card.verdict.text())
    assert "✓" in page.trail.card.verdict.text()
    person.window.session.sign_out()
    person.until(lambda: person.window.session.person is None)


def test_a_challenge_is_described_and_begun_and_its_end_is_listed(person: Person) -> None:
    person.sign_in(Role.QUALITY)
    page = person.turn_to(PageKey.CHALLENGE, ChallengePage)
    person.do(ChallengeAction.NEW_PART)
    page.form.name.setText("Kratzer 0,3 mm, Meisterteil 7")
    page.form.class_name.setText("scratch")
    person.do(ChallengeAction.KEEP_PART)
    person.until(lambda: page.parts.rows_model.rows)
    person.sign_in(Role.OPERATOR)
    person.do_surely(ChallengeAction.BEGIN)
    person.until(lambda: page.state is not None and page.state.run is not None)
    photograph(person.window, "challenge-run")
    abort = person.window.board[ChallengeAction.ABORT]
    person.until(lambda: ended(page) or (abort.isEnabled() and abort.trigger()))
    person.do(ChallengeAction.SHOW_RUNS)
    person.until(lambda: page.runs.rows_model.rows)


def ended(page: ChallengePage) -> bool:
    run = None if page.state is None else page.state.run
    return run is not None and run.state is not RunState.RUNNING
