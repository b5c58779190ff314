"""Exports, lists for datasets, replays, comparison and the keys, each without a dialog."""

from pathlib import Path

import pytest
import wire_samples
from open_window import Opened
from PySide6.QtCore import QItemSelectionModel, QSettings, Qt
from PySide6.QtGui import QColor, QImage
from scripted_history import sign_in_first

from inspector.domain.errors.history import ExportTooLargeError, GoldenMissingError
from inspector.domain.evaluation import Evaluation
from inspector.ui.i18n.language import Language
from inspector.ui.pages.history.actions import HistoryAction
from inspector.ui.pages.history.detail.part_picture import Comparison, PartPicture
from inspector.ui.pages.history.export.export_folders import export_folders, free_path
from inspector.ui.pages.history.page import HistoryPage
from inspector.ui.pages.keys import PageKey
from inspector.wire.evidence import EvidenceRegion
from inspector.wire.exports import ExportFormat, ReportLanguage
from inspector.wire.history import ResultFilter

SELECT = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


@pytest.fixture
def history(opened: Opened) -> HistoryPage:
    opened.window.turn_to(PageKey.HISTORY)
    history = opened.window.history
    opened.bot.waitUntil(lambda: history.model.rowCount() > 0)
    history.walking.show_part(wire_samples.result_id(347))
    opened.bot.waitUntil(lambda: history.detail.looked_into, timeout=15_000)
    return history


class TestExport:
    @pytest.fixture(autouse=True)
    def _opened(self, opened: Opened, history: HistoryPage) -> None:
        opened.window.board[HistoryAction.EXPORT].trigger()
        self.panel = history.panels.export
        self.asked = opened.station.history.asked

    def test_all_of_a_filter_is_saved_in_the_documents(
        self, opened: Opened, history: HistoryPage, documents: Path
    ) -> None:
        self.panel.close_panel()
        history.show_results(ResultFilter(evaluation=Evaluation.NOT_OK))
        opened.window.board[HistoryAction.EXPORT].trigger()
        self.panel.name.setText("week/47: rejects?")
        self.panel.accept_entry()
        opened.bot.waitUntil(lambda: "Saved" in self.panel.told.text())
        assert (documents / "week-47- rejects-.csv").read_bytes() == b"rows"
        exported = [q for q in self.asked if isinstance(q, tuple) and q[0] == "export"]
        ((_, kind, criteria, options),) = exported
        assert kind is ExportFormat.CSV
        assert criteria == ResultFilter(evaluation=Evaluation.NOT_OK)
        assert options.bom

    def test_what_is_chosen_is_saved_in_its_order(
        self, opened: Opened, history: HistoryPage
    ) -> None:
        self.panel.close_panel()
        for place in (5, 1):
            history.table.selectionModel().select(history.model.index(place, 0), SELECT)
        opened.window.board[HistoryAction.EXPORT].trigger()
        assert self.panel.what[0].text() == "Chosen parts: 3"
        assert self.panel.what[0].isChecked()
        self.panel.kinds[ExportFormat.PDF].setChecked(True)
        opened.languages.choose(Language.CHINESE)
        self.panel.accept_entry()
        opened.bot.waitUntil(lambda: any(q[0] == "export" for q in self.asked))  # type: ignore[index]
        _, kind, ids, options = self.asked[-1]  # type: ignore[misc]
        assert kind is ExportFormat.PDF
        assert ids == tuple(wire_samples.result_id(index) for index in (349, 347, 345))
        assert options.language is ReportLanguage.CHINESE

    def test_an_export_is_cancelled_while_it_is_written(
        self, opened: Opened, documents: Path
    ) -> None:
        station = opened.station.history
        while station.go_on.acquire(blocking=False):
            continue
        self.panel.accept_entry()
        assert not self.panel.save.isEnabled()
        station.go_on.release()
        opened.bot.waitUntil(lambda: self.panel.told.text() == "1.0 MiB written …")
        self.panel.cancel.click()
        station.go_on.release()
        opened.bot.waitUntil(lambda: "cancelled" in self.panel.told.text())
        assert list(documents.iterdir()) == []
        assert self.panel.save.isEnabled()

    def test_a_refusal_is_told_in_place_and_who_is_there_is_asked(
        self, opened: Opened, history: HistoryPage
    ) -> None:
        history.panels.exports.refused.emit(ExportTooLargeError("12,403 pictures"))
        assert "12,403 pictures" in self.panel.told.text()
        assert not opened.window.banner.isVisible()
        history.panels.exports.refused.emit(sign_in_first())
        assert opened.window.sign_in.isVisible()

    def test_an_earlier_file_is_never_replaced(self, tmp_path: Path) -> None:
        first = free_path(tmp_path, "rejects", "csv")
        first.touch()
        second = free_path(tmp_path, "rejects", "csv")
        second.touch()
        assert [first.name, second.name] == ["rejects.csv", "rejects (2).csv"]
        assert free_path(tmp_path, "rejects", "csv").name == "rejects (3).csv"

    def test_the_folder_used_last_is_offered_first(
        self, opened: Opened, documents: Path, tmp_path: Path
    ) -> None:
        self.panel.accept_entry()
        opened.bot.waitUntil(lambda: "Saved" in self.panel.told.text())
        assert export_folders()[0].path == documents
        stick = tmp_path / "stick"
        settings = QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "inspector-station", "app"
        )
        settings.setValue("export_folder", str(stick))
        assert export_folders()[0].path == documents
        stick.mkdir()
        assert [folder.path for folder in export_folders()][:2] == [stick, documents]


class TestPick:
    def test_parts_go_on_a_list_by_its_name(self, opened: Opened, history: HistoryPage) -> None:
        opened.bot.keyClick(history.table, Qt.Key.Key_P)
        panel = history.panels.pick
        assert panel.name.hasFocus()
        opened.bot.keyClicks(panel.name, "oil films")
        opened.bot.keyClick(panel.name, Qt.Key.Key_Return)
        opened.bot.waitUntil(lambda: "has 1 parts" in panel.told.text())
        assert opened.station.history.lists == {"oil films": [wire_samples.result_id(347)]}

    def test_a_list_that_is_there_is_one_touch(self, opened: Opened, history: HistoryPage) -> None:
        opened.station.history.lists = {"scratches": ["1", "2"]}
        opened.window.board[HistoryAction.SEND_TO_DATASET].trigger()
        panel = history.panels.pick
        opened.bot.waitUntil(lambda: panel.offers[0].isVisible())
        assert panel.offers[0].text() == "scratches (2)"
        panel.offers[0].click()
        opened.bot.waitUntil(lambda: len(opened.station.history.lists["scratches"]) == 3)


class TestReplay:
    def test_the_same_verdict_is_said(self, opened: Opened, history: HistoryPage) -> None:
        opened.bot.keyClick(history.table, Qt.Key.Key_J)
        panel = history.panels.replay
        opened.bot.keyClick(panel, Qt.Key.Key_Return)
        opened.bot.waitUntil(lambda: panel.headline.text() == "Same verdict: NOT OK")
        facts = dict(panel.facts.texts())
        assert facts["Differs"].startswith("nothing")
        assert opened.station.history.asked[-1] == ("replay", wire_samples.result_id(347), None)

    def test_another_model_says_what_it_would_have_decided(
        self, opened: Opened, history: HistoryPage
    ) -> None:
        opened.station.history.flip = True
        opened.window.board[HistoryAction.JUDGE_AGAIN].trigger()
        panel = history.panels.replay
        opened.bot.waitUntil(lambda: panel.models.count() == 3)
        panel.models.setCurrentIndex(2)
        panel.judge.click()
        told = "Another verdict: OK instead of NOT OK"
        opened.bot.waitUntil(lambda: panel.headline.text() == told)
        assert opened.station.history.asked[-1] == (
            "replay",
            wire_samples.result_id(347),
            "5e" * 32,
        )
        facts = dict(panel.facts.texts())
        assert "camera, now" in facts
        assert facts["camera, stored picture"].startswith("lossy")

    def test_another_part_begins_anew(self, opened: Opened, history: HistoryPage) -> None:
        board, panel = opened.window.board, history.panels.replay
        board[HistoryAction.JUDGE_AGAIN].trigger()
        panel.accept_entry()
        opened.bot.waitUntil(lambda: bool(panel.facts.texts()))
        board[HistoryAction.JUDGE_AGAIN].trigger()
        assert panel.isHidden()
        history.walking.show_part(wire_samples.result_id(343))
        opened.bot.waitUntil(
            lambda: (
                history.detail.detail is not None
                and history.detail.detail.result_id == wire_samples.result_id(343)
            )
        )
        board[HistoryAction.JUDGE_AGAIN].trigger()
        assert panel.facts.texts() == []


class TestComparison:
    def test_each_way_is_a_key_and_off_by_the_same(
        self, opened: Opened, history: HistoryPage
    ) -> None:
        compare = history.detail.compare
        opened.bot.keyClick(history.table, Qt.Key.Key_C)
        opened.bot.waitUntil(lambda: compare.beside.image is not None, timeout=15_000)
        assert compare.beside.isVisible()
        compare.part.zoom_in()
        assert compare.beside.zoom == compare.part.zoom > 1
        opened.bot.keyClick(history.table, Qt.Key.Key_B)
        assert compare.comparison is Comparison.BLENDED
        assert not compare.beside.isVisible()
        share = compare.part.share
        opened.bot.keyClick(history.table, Qt.Key.Key_BracketRight)
        assert compare.part.share == pytest.approx(share + 0.1)
        opened.bot.keyClick(history.table, Qt.Key.Key_D)
        opened.bot.keyClick(history.table, Qt.Key.Key_D)
        assert compare.comparison is Comparison.NONE
        assert not opened.window.board[HistoryAction.COMPARE_DIFFERENCE].isChecked()

    def test_the_good_part_stays_for_the_next_part(
        self, opened: Opened, history: HistoryPage
    ) -> None:
        opened.window.board[HistoryAction.COMPARE_BLENDED].trigger()
        compare = history.detail.compare
        opened.bot.waitUntil(lambda: compare.part.golden is not None, timeout=15_000)
        history.walking.step(1)
        asked = opened.station.history.asked
        wanted = ("golden", wire_samples.result_id(346), 0)
        opened.bot.waitUntil(lambda: wanted in asked, timeout=15_000)
        opened.bot.waitUntil(lambda: compare.part.golden is not None, timeout=15_000)

    def test_where_there_is_none_it_says_so(self, opened: Opened, history: HistoryPage) -> None:
        opened.station.history.golden_refusal = GoldenMissingError("no good part is kept")
        opened.window.board[HistoryAction.COMPARE_BESIDE].trigger()
        compare = history.detail.compare
        opened.bot.waitUntil(lambda: compare.beside.note() == "no good part is kept")

    def test_a_difference_is_black_where_both_are_alike(self, opened: Opened) -> None:
        view = PartPicture()
        opened.bot.addWidget(view)
        view.resize(200, 100)
        alike = QImage(200, 100, QImage.Format.Format_RGB32)
        alike.fill(QColor(90, 90, 90))
        other = alike.copy()
        for x in range(100, 200):
            for y in range(100):
                other.setPixelColor(x, y, QColor(110, 90, 90))
        view.show_image(other)
        view.show_golden(alike)
        view.show_comparison(Comparison.DIFFERENCE)
        seen = view.grab().toImage()
        assert seen.pixelColor(40, 50) == QColor(0, 0, 0)
        assert seen.pixelColor(160, 50) == QColor(80, 0, 0)

    def test_regions_are_framed_and_can_be_left_out(self, opened: Opened) -> None:
        view = PartPicture()
        opened.bot.addWidget(view)
        view.resize(200, 120)
        picture = QImage(200, 120, QImage.Format.Format_RGB32)
        picture.fill(QColor(90, 90, 90))
        view.show_evidence([EvidenceRegion(x=0.25, y=0.2, width=0.5, height=0.6, strength=1)])
        view.show_image(picture)
        framed = view.grab().toImage()
        assert framed.pixelColor(100, 24) != QColor(90, 90, 90)
        assert framed.pixelColor(100, 60) == QColor(90, 90, 90)
        view.show_regions_drawn(False)
        assert view.grab().toImage().pixelColor(100, 24) == QColor(90, 90, 90)


class TestPanels:
    def test_the_keys_of_the_page_are_shown(self, opened: Opened, history: HistoryPage) -> None:
        opened.bot.keyClick(history.table, Qt.Key.Key_Question)
        texts = history.panels.keys.texts()
        assert history.panels.keys.isVisible()
        assert texts["Return"] == "Confirm"
        assert texts["1 – 9"] == "It is of this class"
        assert len(texts) == len(HistoryAction) - 8 + 3

    def test_one_panel_is_open_at_a_time_and_escape_closes_it(
        self, opened: Opened, history: HistoryPage
    ) -> None:
        board, panels = opened.window.board, history.panels
        for key, panel in (
            (HistoryAction.EDIT_FILTER, history.filtering.panel),
            (HistoryAction.EXPORT, panels.export),
            (HistoryAction.SEND_TO_DATASET, panels.pick),
            (HistoryAction.JUDGE_AGAIN, panels.replay),
            (HistoryAction.GO_TO_TIME, panels.time),
            (HistoryAction.SHOW_KEYS, panels.keys),
        ):
            board[key].trigger()
            assert [each for each in panels.every if not each.isHidden()] == [panel]
        opened.bot.keyClick(panels.keys, Qt.Key.Key_Escape)
        assert not panels.any_open
        assert history.table.hasFocus()
