"""Carries out what is wanted in the panel of the lot report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from inspector.ui.pages.history.export.export_desk import ExportDesk, LotReportOrder
from inspector.ui.pages.history.export.export_folders import remember_folder
from inspector.ui.pages.history.export.lot_report_panel import LotReportPanel
from inspector.wire.lot_reports import LotSignatureRequest

if TYPE_CHECKING:
    from pathlib import Path

    from inspector.domain.errors.base import InspectorError
    from inspector.ui.pages.history.page import HistoryPage
    from inspector.wire.exports import ReportLanguage
    from inspector.wire.lot_reports import LotReportFormat
    from inspector.wire.lots import LotPage


class LotReporting(QObject):
    """Lists lots, asks for figures and files, and passes signatures on."""

    def __init__(self, page: HistoryPage) -> None:
        super().__init__(page)
        self._page = page
        self.panel = LotReportPanel(page, page.board)
        self.files = ExportDesk(page.links.files, self)
        self.panel.chosen.connect(self._ask)
        self.panel.wanted.connect(self._save)
        self.panel.cancelled.connect(self.files.cancel)
        self.files.progressed.connect(self.panel.show_progress)
        self.files.finished.connect(self._show_saved)
        self.files.refused.connect(self._refuse)

    def prepare(self) -> None:
        """List the lots, newest first."""
        self.panel.prepare()

        def show(lots: LotPage) -> None:
            self.panel.show_lots(lots.lots)

        self._page.links.short.ask("lots", lambda station: station.lots.page(), show, self._refuse)

    def sign(self) -> None:
        """Sign what is shown, with what was typed."""
        summary, pin = self.panel.summary, self.panel.pin.text()
        if self.panel.isHidden() or summary is None:
            return
        if not pin:
            self.panel.pin.setFocus()
            return
        lot_id = summary.lot.lot_id
        meaning, digest = self.panel.chosen_meaning, summary.digest
        request = LotSignatureRequest(pin=pin, meaning=meaning, digest=digest)
        self._page.links.patient.ask(
            "sign",
            lambda station: station.lot_reports.sign(lot_id, request),
            self.panel.show_summary,
            self._refuse,
        )

    def _ask(self, lot_id: int) -> None:
        self._page.links.patient.ask(
            "lot report",
            lambda station: station.lot_reports.summary(lot_id),
            self.panel.show_summary,
            self._refuse,
        )

    def _save(
        self, target: Path, lot_id: int, kind: LotReportFormat, language: ReportLanguage
    ) -> None:
        self.files.begin(LotReportOrder(target, lot_id, kind, language))

    def _show_saved(self, path: Path, size_bytes: int) -> None:
        remember_folder(path.parent)
        self.panel.show_saved(path)

    def _refuse(self, error: InspectorError) -> None:
        self.panel.show_error(error)
        self._page.refuse(error)
