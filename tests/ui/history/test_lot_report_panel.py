"""The report of a lot in the app: chosen, read in short, saved, opened and signed."""

from pathlib import Path

import pytest
from open_window import Opened
from PySide6.QtCore import Qt, QUrl
from scripted_history import sign_in_first
from scripted_lot_reports import DIGEST, lot

from inspector.domain.errors.people import SignInRefusedError
from inspector.ui.i18n.language import Language
from inspector.ui.pages.history.actions import HistoryAction
from inspector.ui.pages.history.export.lot_report_panel import LotReportPanel
from inspector.ui.pages.keys import PageKey
from inspector.wire.exports import ReportLanguage
from inspector.wire.lot_reports import LotReportFormat, SignatureMeaning


@pytest.fixture
def panel(opened: Opened) -> LotReportPanel:
    station = opened.station
    station.lots.known = [lot(2, "B/18", runs=True), lot(1, "A-17")]
    station.lot_reports.lots = {each.lot_id: each for each in station.lots.known}
    opened.window.turn_to(PageKey.HISTORY)
    opened.window.board[HistoryAction.LOT_REPORT].trigger()
    panel = opened.window.history.panels.reporting.panel
    opened.bot.waitUntil(lambda: panel.summary is not None)
    return panel


def choose(opened: Opened, panel: LotReportPanel, place: int) -> None:
    panel.lot.setCurrentIndex(place)
    panel.lot.activated.emit(place)
    opened.bot.waitUntil(lambda: panel.summary is not None)


def test_the_newest_lot_is_read_in_short(opened: Opened, panel: LotReportPanel) -> None:
    assert panel.lot.itemText(0) == "B/18 · 200 parts · runs"
    assert "200 parts: 180 OK, 18 found bad, 2 no verdict" in panel.figures.text()
    assert "Preliminary" in panel.figures.text()
    choose(opened, panel, 1)
    assert "Preliminary" not in panel.figures.text()
    opened.station.lot_reports.agreed = False
    opened.station.lot_reports.known_escapes = 3
    choose(opened, panel, 1)
    assert "COUNTS DO NOT AGREE." in panel.figures.text()
    assert "left the station: 3" in panel.figures.text()


def test_the_live_page_leads_to_the_newest_lot_whichever_was_read_before(
    opened: Opened, panel: LotReportPanel
) -> None:
    choose(opened, panel, 1)
    lots = opened.station.lots
    lots.known = [lot(3, "C-19", runs=True), *lots.known]
    opened.station.lot_reports.lots = {each.lot_id: each for each in lots.known}
    opened.window.turn_to(PageKey.LIVE)
    opened.window.live.lots.open()
    opened.window.live.lots.report.click()
    assert opened.window.pages.in_view is opened.window.history
    assert panel.isVisible()
    opened.bot.waitUntil(lambda: panel.summary is not None and panel.summary.lot.lot_id == 3)
    assert panel.lot_id == 3


def test_a_report_is_saved_in_the_language_of_the_choice_and_opened(
    opened: Opened, panel: LotReportPanel, documents: Path
) -> None:
    panel.kinds[LotReportFormat.HTML].setChecked(True)
    panel.languages[ReportLanguage.CHINESE].setChecked(True)
    panel.accept_entry()
    opened.bot.waitUntil(lambda: not panel.view.isHidden())
    (asked,) = opened.station.lot_reports.asked
    assert asked == ("save", 2, LotReportFormat.HTML, ReportLanguage.CHINESE)
    (written,) = documents.iterdir()
    assert written.name.startswith("lot-B-18-")
    assert written.suffix == ".html"
    shown: list[QUrl] = []
    panel.open_url = shown.append
    panel.view.click()
    assert shown == [QUrl.fromLocalFile(str(written))]


def test_a_report_is_cancelled_while_it_is_made(
    opened: Opened, panel: LotReportPanel, documents: Path
) -> None:
    opened.station.lot_reports.until_cancelled = True
    panel.accept_entry()
    opened.bot.waitUntil(lambda: "written" in panel.told.text())
    assert not panel.save.isEnabled()
    panel.cancel.click()
    opened.bot.waitUntil(lambda: "cancelled" in panel.told.text())
    assert list(documents.iterdir()) == []
    assert panel.save.isEnabled()


def test_a_signature_takes_the_own_pin_which_is_forgotten_at_once(
    opened: Opened, panel: LotReportPanel
) -> None:
    choose(opened, panel, 1)
    sign = opened.window.board[HistoryAction.SIGN_LOT]
    sign.trigger()
    assert opened.station.lot_reports.asked == [], "nothing was typed"
    panel.meaning.setCurrentIndex(1)
    panel.pin.setText("2345")
    opened.station.lot_reports.refusal = SignInRefusedError("it is another one")
    sign.trigger()
    opened.bot.waitUntil(lambda: panel.told.text() != "")
    assert panel.pin.text() == ""
    opened.station.lot_reports.refusal = None
    panel.pin.setFocus()
    opened.bot.keyClicks(panel.pin, "2345")
    opened.bot.keyClick(panel.pin, Qt.Key.Key_Return)
    opened.bot.waitUntil(lambda: "Released by Wei Chen" in panel.figures.text())
    assert opened.station.lot_reports.asked[-1] == (
        "sign",
        1,
        SignatureMeaning.RELEASED,
        "2345",
        DIGEST,
    )
    assert panel.pin.text() == ""


def test_who_has_to_sign_in_first_is_asked(opened: Opened, panel: LotReportPanel) -> None:
    choose(opened, panel, 1)
    opened.station.lot_reports.refusal = sign_in_first()
    panel.pin.setText("2345")
    opened.window.board[HistoryAction.SIGN_LOT].trigger()
    opened.bot.waitUntil(lambda: not opened.window.sign_in.isHidden())


def test_the_panel_speaks_chinese(opened: Opened, panel: LotReportPanel) -> None:
    opened.languages.choose(Language.CHINESE)
    assert panel.lot.count() == 2
    assert panel.meaning.count() == len(SignatureMeaning)
