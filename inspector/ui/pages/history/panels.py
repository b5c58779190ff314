"""The panels of the history: one at a time, and what they ask of the station."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject

from inspector.ui.pages.history.actions import HistoryAction
from inspector.ui.pages.history.detail.replay_panel import ReplayPanel
from inspector.ui.pages.history.export.export_desk import ExportDesk, ExportOrder
from inspector.ui.pages.history.export.export_folders import remember_folder
from inspector.ui.pages.history.export.export_panel import ExportPanel
from inspector.ui.pages.history.export.lot_reporting import LotReporting
from inspector.ui.pages.history.filter.time_panel import TimePanel
from inspector.ui.pages.history.keys_panel import KeysPanel
from inspector.ui.pages.history.review.pick_panel import PickPanel
from inspector.ui.pages.history.rows.window import PageAsk, Side
from inspector.ui.pages.history.words import filter_sentence
from inspector.wire.exports import ExportFormat, ExportOptions, ReportLanguage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from inspector.domain.errors.base import InspectorError
    from inspector.ui.actions.spec import ActionKey
    from inspector.ui.pages.history.page import HistoryPage
    from inspector.ui.pages.history.page_panel import PagePanel
    from inspector.wire.history import PickAnswer, PickLists, ResultFacets, ResultRow
    from inspector.wire.replay import ReplayReport


class HistoryPanels(QObject):
    """Opens panels over the page, and carries out what is wanted in them."""

    def __init__(self, page: HistoryPage) -> None:
        super().__init__(page)
        self._page = page
        self._links = page.links
        self._replayed = ""
        self.time, self.keys = TimePanel(page), KeysPanel(page, page.board)
        self.pick, self.export = PickPanel(page), ExportPanel(page, page.board)
        self.replay = ReplayPanel(page)
        self.reporting = LotReporting(page)
        self.exports = ExportDesk(page.links.files, self)
        self.every: tuple[PagePanel, ...] = (
            self.time,
            self.keys,
            self.pick,
            self.export,
            self.replay,
            self.reporting.panel,
            page.filtering.panel,
        )
        for panel in self.every:
            panel.closed.connect(page.focus_list)
        self._connect()

    @property
    def any_open(self) -> bool:
        """Whether something lies over the page."""
        return any(not panel.isHidden() for panel in self.every)

    def commands(self) -> Mapping[ActionKey, Callable[[], object]]:
        """One command for every action that opens a panel."""
        return {
            HistoryAction.GO_TO_TIME: lambda: self.open(self.time),
            HistoryAction.SHOW_KEYS: lambda: self.open(self.keys),
            HistoryAction.EXPORT: self.open_export,
            HistoryAction.LOT_REPORT: self.open_lot_report,
            HistoryAction.SIGN_LOT: self.reporting.sign,
            HistoryAction.SEND_TO_DATASET: self.open_pick,
            HistoryAction.JUDGE_AGAIN: self.open_replay,
        }

    def open(self, panel: PagePanel) -> None:
        """Show one panel and no other; the same one again closes it."""
        shown = not panel.isHidden()
        self.close()
        if not shown:
            panel.open()

    def close(self) -> bool:
        """Close what is open; whether there was something."""
        open_panels = [panel for panel in self.every if not panel.isHidden()]
        for panel in open_panels:
            panel.close_panel()
        return bool(open_panels)

    def open_export(self) -> None:
        """Offer to save a file."""
        filtering, whose = self._page.filtering, self._page.sharing.whose
        words = filter_sentence(filtering.criteria, filtering.period)
        chosen, part_id = len(self._page.list.chosen_rows()), filtering.criteria.part_id
        self.export.prepare(chosen, words, part_id if self._page.model.rowCount() else None, whose)
        self.open(self.export)

    def open_lot_report(self) -> None:
        """Offer the report of a lot."""
        self.reporting.prepare()
        self.open(self.reporting.panel)

    def show_newest_lot(self) -> None:
        """Offer the report of the lot that runs, or of the one that ended last."""
        self.close()
        self.open_lot_report()
        self.reporting.panel.forget_choice()

    def open_pick(self) -> None:
        """Offer to put parts on a list."""
        self.pick.show_parts(len(self._chosen()))
        self.open(self.pick)

        def show(picks: PickLists) -> None:
            self.pick.show_picks(picks.picks)

        self._links.short.ask(
            "picks", lambda station: station.history.picks(), show, self._page.failed.emit
        )

    def open_replay(self) -> None:
        """Offer to judge the shown part again."""
        detail = self._page.detail.detail
        if detail is None:
            return
        if detail.result_id != self._replayed:
            self._replayed = detail.result_id
            self.replay.begin_anew()
        self.open(self.replay)

        def offer(facets: ResultFacets) -> None:
            self.replay.show_models(
                [
                    (f"{each.model_id} · {each.variant} · {each.sha256[:12]}", each.sha256)
                    for each in facets.models
                ]
            )

        self._links.short.ask(
            "models", lambda station: station.history.facets(), offer, self._page.failed.emit
        )

    def _connect(self) -> None:
        self.time.wanted.connect(self._go_to_time)
        self.pick.wanted.connect(self._add_to_list)
        self.replay.wanted.connect(self._judge_again)
        self.export.wanted.connect(self._save)
        self.export.cancelled.connect(self.exports.cancel)
        self.exports.progressed.connect(self.export.show_progress)
        self.exports.finished.connect(self._show_saved)
        self.exports.refused.connect(self._tell_unsaved)

    def _chosen(self) -> Sequence[ResultRow]:
        rows = self._page.list.chosen_rows()
        shown = self._page.detail.detail
        if self._page.list.isHidden() or not rows:
            return [] if shown is None else [shown]
        return rows

    def _go_to_time(self, moment: datetime) -> None:
        self._page.listing.go_to(PageAsk(Side.ANEW, before=moment))

    def _add_to_list(self, name: str) -> None:
        ids = [row.result_id for row in self._chosen()]

        def show(answer: PickAnswer) -> None:
            self.pick.show_answer(answer)

        self._links.short.ask(
            "pick", lambda station: station.history.pick(name, ids), show, self._page.failed.emit
        )

    def _judge_again(self, model: str | None) -> None:
        result_id = self._replayed

        def show(report: ReplayReport) -> None:
            if report.result_id == self._replayed:
                self.replay.show_report(report)

        def refuse(error: InspectorError) -> None:
            self.replay.show_error(error)
            self._page.refuse(error)

        self._links.patient.ask(
            "replay", lambda station: station.replays.replay(result_id, model), show, refuse
        )

    def _save(self, target: Path, kind: ExportFormat, only_chosen: bool) -> None:
        chinese = QLocale().language() is QLocale.Language.Chinese
        language = ReportLanguage.CHINESE if chinese else ReportLanguage.ENGLISH
        options = ExportOptions(bom=kind is ExportFormat.CSV, language=language)
        chosen = self._chosen() if only_chosen else []
        whose = self._page.sharing.whose
        self.exports.begin(ExportOrder(target, kind, whose, self._page.criteria, chosen, options))

    def _show_saved(self, path: Path, size_bytes: int) -> None:
        remember_folder(path.parent)
        self.export.show_saved(path, size_bytes)

    def _tell_unsaved(self, error: InspectorError) -> None:
        self.export.show_error(error)
        self._page.refuse(error)
