"""The history on the real server: filters, reviews, lists and files through the real door."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
import wire_samples
from forwarding_rig import Shared, send_all
from open_window import delete
from postgres_server import PASSWORD, Cable, PostgresServer
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from served_station import JOURNAL, PROVENANCE, ServedStation, served
from store_examples import JOURNAL as EXAMPLES
from store_examples import example

from inspector.client.station import StationClient
from inspector.domain.evaluation import Evaluation
from inspector.domain.result_id import make_result_id
from inspector.store.forwarding.outbox import SqliteOutbox
from inspector.store.opening import open_store
from inspector.ui.i18n.language import Language, LanguageSwitch
from inspector.ui.pages.history.actions import HistoryAction
from inspector.ui.pages.history.page import HistoryPage
from inspector.ui.pages.history.rows.columns import Column
from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.stack import PageStack
from inspector.ui.theme.look import Look
from inspector.ui.theme.tokens import ThemeName
from inspector.ui.window import OperatorWindow
from inspector.wire.history import ResultFilter, ReviewStanding

PARTS = 60
TOKEN = "t" * 32


@pytest.fixture
def shared_url() -> str | None:
    """The server of a shared history."""
    return None


@pytest.fixture
def window(
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    shared_url: str | None,
) -> Iterator[OperatorWindow]:
    monkeypatch.setattr(PageStack, "make_all", lambda stack: None)
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda kind: str(tmp_path / "files"))
    look, languages = Look(qapp, ThemeName.DARK), LanguageSwitch(qapp, Language.ENGLISH)
    run_file = tmp_path / "run" / "api.json"
    window = OperatorWindow(partial(StationClient.from_run_file, run_file), look, languages)
    window.resize(1280, 800)
    window.show()
    station = ServedStation()
    with served(tmp_path, station, TOKEN, PARTS, shared_url):
        window.start()
        station.show(wire_samples.live_update(1), None)
        window.turn_to(PageKey.HISTORY)
        qtbot.waitUntil(lambda: window.history.model.rowCount() == PARTS, timeout=20_000)
        qtbot.waitUntil(lambda: window.history.review.classes != (), timeout=20_000)
        yield window
        window.close()
    delete(window, languages)


def look_at(qtbot: QtBot, history: HistoryPage, index: int) -> None:
    wanted = make_result_id(JOURNAL, index)
    history.walking.show_part(wanted)
    detail = history.detail
    until(qtbot, lambda: detail.detail is not None and detail.detail.result_id == wanted)
    until(qtbot, lambda: detail.looked_into)


def until(qtbot: QtBot, seen: Callable[[], bool]) -> None:
    qtbot.waitUntil(seen, timeout=20_000)


def standing(history: HistoryPage, index: int) -> str:
    place = history.model.place_of(make_result_id(JOURNAL, index))
    assert place is not None
    return history.model.index(place, Column.REVIEW).data()


def test_a_review_is_kept_found_and_taken_back(qtbot: QtBot, window: OperatorWindow) -> None:
    history = window.history
    look_at(qtbot, history, 59)
    qtbot.keyClick(history.table, Qt.Key.Key_Return)
    until(qtbot, lambda: standing(history, 59) == "confirmed")
    look_at(qtbot, history, 58)
    history.review.reason.setText("scratched by the gripper")
    qtbot.keyClick(history.table, Qt.Key.Key_2)
    until(qtbot, lambda: standing(history, 58) == "overridden")
    window.board[HistoryAction.UNDO_REVIEW].trigger()
    until(qtbot, lambda: standing(history, 58) == "confirmed")
    until(qtbot, lambda: len(history.detail.reviews) == 2)
    assert history.detail.reviews[0].reason == "scratched by the gripper"
    history.show_results(ResultFilter(review=ReviewStanding.CONFIRMED))
    until(qtbot, partial(_shown_are, history, [402_059, 402_058]))
    until(qtbot, lambda: history.footer.whole_text().startswith("1 – 2 of 2"))


def test_every_part_of_a_filter_is_understood(qtbot: QtBot, window: OperatorWindow) -> None:
    history = window.history
    rows = [wire_samples.result_row(index) for index in range(1, PARTS + 1)]
    middle = rows[PARTS // 2].triggered_at
    for criteria, meant in (
        (ResultFilter(evaluation=Evaluation.NOT_OK), lambda r: r.evaluation is Evaluation.NOT_OK),
        (ResultFilter(class_name="dent"), lambda r: r.class_name == "dent"),
        (ResultFilter(since=middle), lambda r: r.triggered_at >= middle),
        (ResultFilter(until=middle, score_min=0.95), lambda r: False),
        (ResultFilter(score_max=0.5, reason=rows[0].reason), lambda r: r.class_name == "dent"),
        (ResultFilter(recipe_id="flange-40", challenge=False), lambda r: True),
    ):
        history.show_results(criteria)
        expected = [row.part_id for row in reversed(rows) if meant(row)]
        if criteria.until is not None:
            expected = [r.part_id for r in reversed(rows[: PARTS // 2]) if r.score >= 0.95]
        found = partial(_shown_are, history, expected)
        until(qtbot, found)


def _shown_are(history: HistoryPage, part_ids: list[int]) -> bool:
    return [row.part_id for row in history.model.window.rows] == part_ids


def test_a_filter_is_saved_as_a_file(qtbot: QtBot, window: OperatorWindow, tmp_path: Path) -> None:
    history = window.history
    history.show_results(ResultFilter(evaluation=Evaluation.NOT_OK))
    window.board[HistoryAction.EXPORT].trigger()
    panel = history.panels.export
    panel.name.setText("rejects")
    panel.accept_entry()
    until(qtbot, lambda: "Saved" in panel.told.text())
    with (tmp_path / "files" / "rejects.csv").open(encoding="utf-8-sig", newline="") as file:
        parts = [int(line["part_id"]) for line in csv.DictReader(file)]
    assert parts == [row.part_id for row in history.model.window.rows]
    assert parts


def test_a_part_is_compared_listed_and_cannot_be_judged_without_its_model(
    qtbot: QtBot, window: OperatorWindow
) -> None:
    history = window.history
    look_at(qtbot, history, 59)
    window.board[HistoryAction.COMPARE_BLENDED].trigger()
    until(qtbot, lambda: history.detail.picture.golden is not None)
    assert history.detail.compare.source.whole_text() != ""
    window.board[HistoryAction.SEND_TO_DATASET].trigger()
    qtbot.keyClicks(history.panels.pick.name, "bolt holes")
    history.panels.pick.accept_entry()
    until(qtbot, lambda: "has 1 parts" in history.panels.pick.told.text())
    window.board[HistoryAction.JUDGE_AGAIN].trigger()
    history.panels.replay.accept_entry()
    until(qtbot, lambda: "no picture of result" in history.panels.replay.headline.text())


class TestAllStations:
    """On a real PostgreSQL that two stations have sent to."""

    @pytest.fixture
    def cable(self, postgres: PostgresServer) -> Iterator[Cable]:
        cable = Cable(postgres.port)
        cable.plug()
        yield cable
        cable.pull()

    @pytest.fixture
    def shared_url(
        self,
        postgres: PostgresServer,
        cable: Cable,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> str:
        monkeypatch.setenv("HISTORY_PASSWORD", PASSWORD)
        shared = Shared(postgres)
        own = open_store(tmp_path)
        SqliteOutbox(own.database).open()
        own.close()
        for station_id in (PROVENANCE.station_id, "line-9"):
            store = open_store(tmp_path / station_id)
            named = replace(PROVENANCE, station_id=station_id)
            parts = [example(index, provenance=named) for index in range(3)]
            store.commit(EXAMPLES, 3, parts, [], [])
            inbox = shared.inbox(station_id)
            send_all(SqliteOutbox(store.database), inbox)
            inbox.close()
            store.close()
        return postgres.url(shared.name, cable.port)

    def test_they_are_listed_looked_at_and_told_to_be_away(
        self, qtbot: QtBot, window: OperatorWindow, cable: Cable
    ) -> None:
        history, board = window.history, window.board
        state = history.sharing.bar.state
        until(qtbot, lambda: f"{PARTS} of this station wait" in state.whole_text())
        board[HistoryAction.ALL_STATIONS].trigger()
        until(qtbot, lambda: history.model.rowCount() == 6)
        stations = {row.station_id for row in history.model.window.rows}
        assert stations == {PROVENANCE.station_id, "line-9"}
        theirs = example(1).result_id
        history.list.go_to(history.model.place_of(theirs, "line-9"))
        until(qtbot, lambda: "line-9" in history.detail.picture.note())
        assert not board[HistoryAction.CONFIRM].isEnabled()
        cable.pull()
        history.listing.refresh()
        until(qtbot, lambda: "SHR-001" in state.whole_text())
        board[HistoryAction.THIS_STATION].trigger()
        until(qtbot, lambda: history.model.rowCount() > 6)
        cable.plug()
