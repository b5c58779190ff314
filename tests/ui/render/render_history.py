"""The history, each state once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import wire_samples
from scripted_lot_reports import lot
from scripted_shared import OTHER, shares

from inspector.domain.errors.history import ExportTooLargeError
from inspector.domain.errors.shared_history import SharedHistoryUnreachableError
from inspector.domain.evaluation import Evaluation
from inspector.ui.pages.history.actions import HistoryAction
from inspector.ui.pages.keys import PageKey
from inspector.wire.exports import ExportFormat
from inspector.wire.history import ResultFilter, ReviewStanding
from inspector.wire.reviews import ReviewRequest

if TYPE_CHECKING:
    from render_pages import Studio

_SAID = {349: "good", 348: "scratch", 345: "good", 343: "scratch"}


def photograph_history(studio: Studio, suffix: str) -> None:
    """Every state of the page."""
    window, history, board = studio.window, studio.window.history, studio.window.board
    station = studio.station.history
    station.said.clear()
    for index, label in _SAID.items():
        station.review(wire_samples.result_id(index), ReviewRequest(label=label))
    station.person = "Wei Chen"
    request = ReviewRequest(label="good", reason="only an oil film, wiped off")
    station.review(wire_samples.result_id(343), request)
    station.person = "Anna Berg"
    window.turn_to(PageKey.HISTORY)
    history.filtering.clear()
    history.listing.refresh()
    studio.wait(lambda: not history.model.waiting and history.model.rowCount() > 0)
    studio.wait(lambda: history.listing.loader.count is not None)
    _show(studio, 343)
    studio.shoot("history", suffix)
    _photograph_tiles(studio, suffix)
    _photograph_comparisons(studio, suffix)
    _photograph_filter(studio, suffix)
    _photograph_panels(studio, suffix)
    _photograph_stations(studio, suffix)
    board[HistoryAction.CLEAR_FILTER].trigger()
    studio.wait(lambda: not history.model.waiting)


def _show(studio: Studio, index: int) -> None:
    history, wanted = studio.window.history, wire_samples.result_id(index)
    history.walking.show_part(wanted)
    detail = history.detail
    studio.wait(lambda: detail.detail is not None and detail.detail.result_id == wanted)
    studio.wait(lambda: detail.looked_into and not history.detail.picture.note())
    studio.wait(lambda: len(detail.reviews) == len(studio.station.history.said.get(wanted, [])))
    studio.settle(60)


def _photograph_tiles(studio: Studio, suffix: str) -> None:
    history, board = studio.window.history, studio.window.board
    board[HistoryAction.SHOW_TILES].trigger()
    studio.settle(100)
    grid = history.list.grid
    seen = [history.model.window.rows[place] for place in grid.rows_in_view()]
    pictures = history.list.thumbnails
    studio.wait(lambda: all(pictures.picture(row.result_id) for row in seen if row.has_image))
    board[HistoryAction.SELECT_SEVERAL].trigger()
    for place in (1, 4, 5):
        index = history.model.index(place, 0)
        grid.selectionModel().select(index, grid.selectionModel().SelectionFlag.Select)
    studio.shoot("history-tiles", suffix)
    board[HistoryAction.SELECT_SEVERAL].trigger()
    board[HistoryAction.SHOW_TILES].trigger()


def _photograph_comparisons(studio: Studio, suffix: str) -> None:
    history, board = studio.window.history, studio.window.board
    _show(studio, 347)
    history.open_detail()
    for key, name in (
        (HistoryAction.COMPARE_BESIDE, "beside"),
        (HistoryAction.COMPARE_BLENDED, "blended"),
        (HistoryAction.COMPARE_DIFFERENCE, "difference"),
    ):
        board[key].trigger()
        studio.wait(lambda: history.detail.picture.golden is not None)
        studio.settle(60)
        studio.shoot(f"history-{name}", suffix)
    board[HistoryAction.COMPARE_DIFFERENCE].trigger()
    history.close_detail()


def _photograph_filter(studio: Studio, suffix: str) -> None:
    history, board = studio.window.history, studio.window.board
    criteria = ResultFilter(
        lot="L-3",
        class_name="missing bolt hole",
        review=ReviewStanding.NONE,
        score_min=0.85,
        since=wire_samples.NOON,
        until=wire_samples.NOON + timedelta(hours=1),
        evaluation=Evaluation.NOT_OK,
        challenge=False,
    )
    history.show_results(criteria)
    studio.wait(lambda: not history.model.waiting and history.listing.loader.count is not None)
    studio.settle(60)
    studio.shoot("history-filtered", suffix)
    board[HistoryAction.EDIT_FILTER].trigger()
    studio.wait(lambda: history.filtering.panel.choices["lot"].count() > 3)
    studio.shoot("history-filter", suffix)
    history.panels.close()


def _photograph_stations(studio: Studio, suffix: str) -> None:
    history, board, shared = studio.window.history, studio.window.board, studio.station.shared
    shared.state = shares().model_copy(
        update={"results": 1204, "changes": 3, "lag_s": 5400.0, "oldest_at": wire_samples.NOON}
    )
    history.filtering.clear()
    history.sharing.look()
    studio.wait(lambda: not history.sharing.bar.isHidden())
    board[HistoryAction.ALL_STATIONS].trigger()
    theirs = wire_samples.result_id(345)
    studio.wait(lambda: history.model.place_of(theirs, OTHER) is not None)
    history.list.go_to(history.model.place_of(theirs, OTHER))
    detail = history.detail
    studio.wait(lambda: detail.detail is not None and detail.detail.is_elsewhere)
    studio.settle(60)
    studio.shoot("history-stations", suffix)
    board[HistoryAction.SHOW_TILES].trigger()
    studio.settle(100)
    studio.shoot("history-stations-tiles", suffix)
    board[HistoryAction.SHOW_TILES].trigger()
    board[HistoryAction.EDIT_FILTER].trigger()
    stations = history.filtering.panel.choices["station_id"]
    studio.wait(lambda: stations.count() == 3)
    studio.shoot("history-stations-filter", suffix)
    history.panels.close()
    shared.refusal = SharedHistoryUnreachableError("connection to 10.4.1.20 port 5432 refused")
    history.listing.refresh()
    studio.wait(lambda: history.sharing.bar.state.whole_text().count("SHR-001") > 0)
    studio.settle(60)
    studio.shoot("history-stations-away", suffix)
    shared.refusal, shared.state = None, shared.state.model_copy(update={"is_shared": False})
    history.sharing.look()
    studio.wait(history.sharing.bar.isHidden)


def _photograph_panels(studio: Studio, suffix: str) -> None:
    history, board, station = studio.window.history, studio.window.board, studio.station.history
    board[HistoryAction.EXPORT].trigger()
    studio.shoot("history-export", suffix)
    history.panels.export.show_progress(34_000_000)
    studio.shoot("history-export-writing", suffix)
    error = ExportTooLargeError("the report would have 12,403 pictures; 500 are the most")
    history.panels.export.kinds[ExportFormat.PDF].setChecked(True)
    history.panels.export.show_error(error)
    studio.shoot("history-export-refused", suffix)
    _photograph_lot_report(studio, suffix)
    board[HistoryAction.SHOW_KEYS].trigger()
    studio.shoot("history-keys", suffix)
    board[HistoryAction.GO_TO_TIME].trigger()
    history.panels.time.entry.setText("6:30")
    studio.shoot("history-time", suffix)
    station.lists = {"oil films": ["1"] * 48, "scratches line 2": ["1"] * 211}
    board[HistoryAction.SEND_TO_DATASET].trigger()
    studio.wait(lambda: not history.panels.pick.offers[1].isHidden())
    studio.shoot("history-dataset", suffix)
    station.flip = True
    board[HistoryAction.JUDGE_AGAIN].trigger()
    replay = history.panels.replay
    studio.wait(lambda: replay.models.count() == 3)
    replay.models.setCurrentIndex(2)
    replay.accept_entry()
    studio.wait(lambda: bool(replay.facts.texts()))
    studio.shoot("history-replay", suffix)
    history.panels.close()


def _photograph_lot_report(studio: Studio, suffix: str) -> None:
    history, station = studio.window.history, studio.station
    station.lots.known = [lot(2, "B-2026-1121", runs=True), lot(1, "A-17")]
    station.lot_reports.lots = {each.lot_id: each for each in station.lots.known}
    station.lot_reports.signatures = []
    panel = history.panels.reporting.panel
    panel.lot.setCurrentIndex(-1)
    studio.window.board[HistoryAction.LOT_REPORT].trigger()
    studio.wait(lambda: panel.summary is not None)
    studio.shoot("history-lot-report", suffix)
    panel.lot.setCurrentIndex(1)
    panel.lot.activated.emit(1)
    studio.wait(lambda: panel.summary is not None)
    panel.pin.setText("2345")
    studio.window.board[HistoryAction.SIGN_LOT].trigger()
    studio.wait(lambda: panel.summary is not None and bool(panel.summary.signatures))
    panel.show_saved(Path("/srv/line1/documents/lot-A-17-20261121-193000.pdf"))
    studio.shoot("history-lot-report-signed", suffix)
