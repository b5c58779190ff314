"""The history of all stations: looked at here, worked on only where a part was seen."""

import pytest
import wire_samples
from open_window import Opened
from PySide6.QtCore import Qt
from scripted_shared import OTHER, OWN, is_elsewhere, shares

from inspector.domain.errors.shared_history import SharedHistoryUnreachableError
from inspector.ui.actions.spec import ActionKey
from inspector.ui.pages.history.actions import CLASS_ACTIONS, HistoryAction
from inspector.ui.pages.history.page import HistoryPage
from inspector.ui.pages.history.rows.columns import Column
from inspector.ui.pages.keys import PageKey
from inspector.ui.sharing.whose import Whose
from inspector.wire.exports import ExportFormat
from inspector.wire.history import ResultFilter

THEIRS, OURS = 345, 347
LOCAL = (
    HistoryAction.CONFIRM,
    CLASS_ACTIONS[0],
    HistoryAction.SEND_TO_DATASET,
    HistoryAction.JUDGE_AGAIN,
    HistoryAction.SHOW_REGIONS,
    HistoryAction.COMPARE_BESIDE,
)


def trigger(opened: Opened, key: ActionKey) -> None:
    opened.window.board[key].trigger()


@pytest.fixture
def history(opened: Opened) -> HistoryPage:
    opened.station.shared.state = shares()
    opened.window.turn_to(PageKey.HISTORY)
    history = opened.window.history
    opened.bot.waitUntil(
        lambda: history.model.rowCount() > 0 and not history.sharing.bar.isHidden()
    )
    opened.show_part(3)
    return history


@pytest.fixture
def of_all(opened: Opened, history: HistoryPage) -> HistoryPage:
    trigger(opened, HistoryAction.ALL_STATIONS)
    opened.bot.waitUntil(
        lambda: history.model.place_of(wire_samples.result_id(THEIRS), OTHER) is not None
    )
    return history


def choose(opened: Opened, history: HistoryPage, index: int) -> None:
    place = history.model.place_of(
        wire_samples.result_id(index), OTHER if is_elsewhere(index) else ""
    )
    assert place is not None
    history.list.go_to(place)
    wanted = wire_samples.result_id(index)
    detail = history.detail
    opened.bot.waitUntil(lambda: detail.detail is not None and detail.detail.result_id == wanted)


def test_nothing_of_it_is_seen_where_no_history_is_shared(opened: Opened) -> None:
    opened.window.turn_to(PageKey.HISTORY)
    history = opened.window.history
    opened.bot.waitUntil(lambda: history.model.rowCount() > 0)
    assert history.sharing.bar.isHidden()
    trigger(opened, HistoryAction.ALL_STATIONS)
    assert history.sharing.whose is Whose.STATION
    assert history.table.isColumnHidden(Column.STATION)
    assert opened.station.shared.asked == []


def test_all_stations_are_listed_with_their_names(opened: Opened, of_all: HistoryPage) -> None:
    assert not of_all.table.isColumnHidden(Column.STATION)
    names = {
        of_all.model.index(place, Column.STATION).data() for place in range(of_all.model.rowCount())
    }
    assert names == {OWN, OTHER}
    trigger(opened, HistoryAction.EDIT_FILTER)
    stations = of_all.filtering.panel.choices["station_id"]
    opened.bot.waitUntil(lambda: stations.count() == 3)
    stations.activated.emit(2)
    opened.bot.waitUntil(lambda: {row.station_id for row in of_all.model.window.rows} == {OTHER})
    assert f"Station {OTHER}" in of_all.filtering.bar.words()
    trigger(opened, HistoryAction.THIS_STATION)
    opened.bot.waitUntil(lambda: of_all.model.rowCount() > 0 and not of_all.model.waiting)
    assert of_all.criteria == ResultFilter()
    assert of_all.table.isColumnHidden(Column.STATION)
    assert stations.isHidden()


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (3840, 2160)])
def test_every_row_of_all_stations_says_of_which_part_it_is(
    opened: Opened, of_all: HistoryPage, size: tuple[int, int]
) -> None:
    opened.window.resize(*size)
    table, model = of_all.table, of_all.model
    assert not table.isColumnHidden(Column.PART)
    width = table.fontMetrics().horizontalAdvance(model.index(0, Column.PART).data())
    assert table.columnWidth(Column.PART) > width
    assert table.wordWrap()
    finding = model.index(0, Column.FINDING)
    assert finding.data(Qt.ItemDataRole.ToolTipRole) == finding.data()


def test_a_part_of_another_station_is_only_looked_at(opened: Opened, of_all: HistoryPage) -> None:
    choose(opened, of_all, THEIRS)
    board = opened.window.board
    for key in LOCAL:
        assert not board[key].isEnabled(), key
        assert f"only at station {OTHER}" in board[key].toolTip()
    assert OTHER in of_all.detail.subline.whole_text()
    assert OTHER in of_all.detail.picture.note()
    of_all.reviewing.confirm()
    asked = opened.station.questions
    assert not any(isinstance(each, tuple) and each[0] == "image" for each in asked)
    assert opened.station.history.said == {}

    choose(opened, of_all, OURS)
    opened.bot.waitUntil(lambda: of_all.detail.looked_into, timeout=15_000)
    for key in LOCAL:
        assert board[key].isEnabled(), key
    board[HistoryAction.CONFIRM].trigger()
    opened.bot.waitUntil(lambda: wire_samples.result_id(OURS) in opened.station.history.said)


def test_several_parts_are_reviewed_only_if_all_are_of_this_station(
    opened: Opened, of_all: HistoryPage
) -> None:
    flags = of_all.table.selectionModel().SelectionFlag
    for index in (OURS, THEIRS):
        home = OTHER if is_elsewhere(index) else ""
        place = of_all.model.place_of(wire_samples.result_id(index), home)
        of_all.table.selectionModel().select(
            of_all.model.index(place, 0), flags.Select | flags.Rows
        )
    assert not opened.window.board[HistoryAction.CONFIRM].isEnabled()
    of_all.reviewing.confirm()
    assert opened.station.history.said == {}


def test_a_reviewed_part_keeps_its_place_among_those_of_all_stations(
    opened: Opened, of_all: HistoryPage
) -> None:
    place = of_all.model.place_of(wire_samples.result_id(OURS))
    row = of_all.model.window.rows[place]
    of_all.model.replace(row.model_copy(update={"sequence": 7, "challenge": True}))
    assert of_all.model.window.rows[place].sequence == row.sequence
    assert of_all.model.window.rows[place].challenge


def test_what_one_station_knows_by_number_is_not_asked_of_all(
    opened: Opened, history: HistoryPage
) -> None:
    history.show_results(ResultFilter(lot_id=3, what_if="a" * 12, class_name="scratch"))
    trigger(opened, HistoryAction.ALL_STATIONS)
    opened.bot.waitUntil(lambda: bool(opened.station.shared.asked))
    assert history.criteria == ResultFilter(class_name="scratch")
    history.show_results(ResultFilter(lot_id=4))
    assert history.sharing.whose is Whose.STATION


def test_a_server_that_is_away_is_told_and_the_station_s_own_rows_remain(
    opened: Opened, history: HistoryPage
) -> None:
    opened.station.shared.refusal = SharedHistoryUnreachableError("connection refused")
    trigger(opened, HistoryAction.ALL_STATIONS)
    state = history.sharing.bar.state
    opened.bot.waitUntil(lambda: "SHR-001" in state.whole_text())
    assert "connection refused" in state.whole_text()
    assert "This station" in state.whole_text()
    assert history.model.rowCount() == 0
    assert "connection refused" in history.footer.whole_text()
    trigger(opened, HistoryAction.THIS_STATION)
    opened.bot.waitUntil(lambda: history.model.rowCount() > 0)
    assert "SHR-001" not in state.whole_text()


def test_the_page_answers_while_the_server_does_not(opened: Opened, history: HistoryPage) -> None:
    opened.station.shared.answering.clear()
    trigger(opened, HistoryAction.ALL_STATIONS)
    trigger(opened, HistoryAction.THIS_STATION)
    opened.bot.waitUntil(lambda: history.model.rowCount() > 0 and not history.model.waiting)
    opened.station.shared.answering.set()
    opened.bot.waitUntil(lambda: len(opened.station.shared.asked) >= 2)
    assert not any(row.is_elsewhere for row in history.model.window.rows)


def test_how_far_the_station_is_behind_is_told(opened: Opened, history: HistoryPage) -> None:
    words = history.sharing.bar.state.whole_text
    assert words().startswith("All of this station is sent, last at 2026-11-21")
    behind = {"results": 1200, "changes": 34, "lag_s": 5.0}
    opened.station.shared.state = shares().model_copy(update=behind)
    history.sharing.look()
    opened.bot.waitUntil(lambda: words() == "1,234 of this station wait to be sent")
    fault = {"fault_code": "SHR-001", "fault": "no route", "fault_since": wire_samples.NOON}
    opened.station.shared.state = opened.station.shared.state.model_copy(update=fault)
    history.sharing.look()
    opened.bot.waitUntil(lambda: "no route (SHR-001). 1,234 wait." in words())
    opened.station.shared.state = shares().model_copy(update={"is_shared": False})
    trigger(opened, HistoryAction.ALL_STATIONS)
    opened.bot.waitUntil(history.sharing.bar.isHidden)
    assert history.sharing.whose is Whose.STATION


def test_tables_are_made_of_all_stations_or_of_what_is_chosen(
    opened: Opened, of_all: HistoryPage
) -> None:
    files = opened.station.shared.exports
    panel = of_all.panels.export
    trigger(opened, HistoryAction.EXPORT)
    assert [kind for kind, button in panel.kinds.items() if not button.isEnabled()] == [
        ExportFormat.PDF,
        ExportFormat.ZIP,
    ]
    assert "tables only" in panel.told.text()
    panel.accept_entry()
    opened.bot.waitUntil(lambda: "Saved" in panel.told.text())
    assert [asked[1:3] for asked in files.asked] == [(ExportFormat.CSV, ResultFilter())]

    choose(opened, of_all, THEIRS)
    panel.kinds[ExportFormat.JSONL].setChecked(True)
    panel.what[0].setChecked(True)
    trigger(opened, HistoryAction.EXPORT)
    trigger(opened, HistoryAction.EXPORT)
    panel.what[0].setChecked(True)
    panel.accept_entry()
    opened.bot.waitUntil(lambda: len(files.asked) == 2)
    named = ((OTHER, wire_samples.result_id(THEIRS)),)
    assert files.asked[1][1:3] == (ExportFormat.JSONL, named)
    assert not [asked for asked in opened.station.history.asked if "export" in str(asked)]
    trigger(opened, HistoryAction.THIS_STATION)
    panel.prepare(0, "")
    assert panel.kinds[ExportFormat.PDF].isEnabled()


def test_keys_turn_the_page(opened: Opened, history: HistoryPage) -> None:
    opened.bot.keyClick(history, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    assert history.sharing.whose is Whose.ALL
    opened.bot.keyClick(history, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert history.sharing.whose is Whose.STATION
