"""The models page, over a scripted station and over the real door."""

from __future__ import annotations

from pathlib import Path

import pytest
import wire_model_samples as samples
from open_window import Opened, delete
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from inspector.domain.errors.people import ApprovalPendingError
from inspector.domain.errors.training_jobs import TrainingNameTakenError
from inspector.domain.labels import Why
from inspector.inference.signature import SignatureState
from inspector.ui.i18n.language import Language
from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.models.actions import ModelsAction
from inspector.ui.pages.models.matrix_view import MatrixView
from inspector.ui.pages.models.page import ModelsPage
from inspector.ui.pages.models.words import (
    FIGURES,
    PHASES,
    SIGNATURES,
    SOURCES,
    STANDINGS,
    STATES,
    WHYS,
    duration_text,
    file_size,
)
from inspector.ui.two_touch import BOUNCE_MS
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.fitted_label import FittedLabel
from inspector.wire.history import PickList
from inspector.wire.rollout import PackageStanding, PromotionPhase
from inspector.wire.training import TrainingSource, TrainingState

ENDLESS_PX, NARROW_PX = 2000, 420
ROOM_PX = 640
"""What header, banner and footer leave of 800."""
PATIENCE_MS = 30_000
GLOVE_PX = 46
"""10 mm on the panel."""


@pytest.fixture
def page(opened: Opened) -> ModelsPage:
    opened.window.turn_to(PageKey.MODELS)
    made = opened.window.pages.page(PageKey.MODELS)
    assert isinstance(made, ModelsPage)
    opened.show_part(1)
    opened.bot.waitUntil(lambda: made.packages.list.model.rowCount() > 0, timeout=PATIENCE_MS)
    return made


def choose(opened: Opened, page: ModelsPage, place: int) -> None:
    page.packages.list.table.selectRow(place)
    opened.bot.waitUntil(lambda: bool(page.packages.detail.card.toPlainText()), timeout=PATIENCE_MS)


def enabled(opened: Opened, *keys: ModelsAction) -> list[bool]:
    return [opened.window.board[key].isEnabled() for key in keys]


class TestPackages:
    def test_the_one_in_force_stands_first_and_is_chosen(self, page: ModelsPage) -> None:
        names = [row.name for row in page.packages.list.model.rows]
        assert names[:2] == [samples.IN_FORCE, samples.NEXT]
        assert page.packages.list.row_chosen == samples.PACKAGES[0]

    def test_what_makes_sense_is_offered(self, opened: Opened, page: ModelsPage) -> None:
        choose(opened, page, 0)
        keys = (ModelsAction.PROMOTE, ModelsAction.TRY, ModelsAction.ROLL_BACK)
        assert enabled(opened, *keys) == [False, False, True]
        choose(opened, page, 1)
        assert enabled(opened, *keys) == [True, True, True]
        assert opened.window.board[ModelsAction.TRY].text() == "End the trial"
        page.packages.list.table.selectRow(2)
        assert enabled(opened, *keys) == [False, True, True]
        assert "not signed" in page.packages.list.note.text()
        page.packages.list.table.selectRow(4)
        assert enabled(opened, *keys) == [False, False, True]
        assert "MOD-002" in page.packages.list.note.text()

    def test_figures_of_the_package_are_drawn(self, opened: Opened, page: ModelsPage) -> None:
        choose(opened, page, 1)
        detail = page.packages.detail
        evaluation = samples.evaluation()
        assert detail.classes.matrix.counts == tuple(map(tuple, evaluation.confusion))
        assert len(detail.curves.roc.lines) == 2
        assert detail.curves.robustness.texts()[0] == ("Uneven light", "46.0 %")
        chosen = [each for each in detail.candidates.model.rows if each.chosen]
        assert detail.candidates.table.row_chosen == chosen[0]
        assert len([tile for tile in detail.pictures.tiles if not tile.isHidden()]) == 6
        assert all(tile.picture.image is not None for tile in detail.pictures.tiles)

    def test_a_package_without_an_evaluation_says_so(
        self, opened: Opened, page: ModelsPage
    ) -> None:
        choose(opened, page, 3)
        opened.bot.waitUntil(
            lambda: "no evaluation file" in page.packages.detail.overview.remarks.text()
        )
        assert not opened.window.board[ModelsAction.REPORT].isEnabled()

    def test_a_report_opens_elsewhere(self, opened: Opened, page: ModelsPage) -> None:
        shown: list[str] = []
        page.packages.reports.open_url = lambda url: shown.append(url.toLocalFile())
        choose(opened, page, 1)
        page.packages.open_report()
        opened.bot.waitUntil(lambda: bool(shown), timeout=PATIENCE_MS)
        assert Path(shown[0]).read_bytes() == opened.station.models.report_page

    def test_a_station_as_it_is_delivered(self, opened: Opened, page: ModelsPage) -> None:
        opened.station.models.told = samples.shipped_only()
        opened.bot.waitUntil(lambda: page.packages.list.model.rowCount() == 1, timeout=PATIENCE_MS)
        assert "only package" in page.packages.list.note.text()
        keys = (ModelsAction.PROMOTE, ModelsAction.ROLL_BACK, ModelsAction.TRY)
        assert enabled(opened, *keys) == [False, False, False]


class TestPromotion:
    def test_nothing_happens_before_the_second_touch(
        self, opened: Opened, page: ModelsPage
    ) -> None:
        choose(opened, page, 1)
        tab = page.packages
        tab.ask_promotion()
        assert tab.panel.facts.texts()[0] == ("Package", f"{samples.IN_FORCE} → {samples.NEXT}")
        assert opened.station.models.asked == []
        tab.panel.reason.setText("lot 18")
        tab.confirm()
        opened.bot.waitUntil(
            lambda: opened.station.models.asked == [("promote", samples.NEXT, "lot 18", "")]
        )
        opened.bot.waitUntil(
            lambda: "Loading and checking" in tab.panel.phases.text(), timeout=PATIENCE_MS
        )
        tab.confirm()
        assert len(opened.station.models.asked) == 1

    def test_a_refusal_names_the_figure(self, opened: Opened, page: ModelsPage) -> None:
        choose(opened, page, 1)
        page.packages.ask_promotion()
        page.packages.confirm()
        opened.bot.waitUntil(lambda: page.packages.panel.wish is None, timeout=PATIENCE_MS)
        opened.station.models.told = samples.models_state(samples.promotion(PromotionPhase.REFUSED))
        panel = page.packages.panel
        opened.bot.waitUntil(lambda: "MOD-021" in panel.outcome.text(), timeout=PATIENCE_MS)
        assert "1 of 1000 defective pictures would pass" in panel.outcome.text()
        assert [each.refused for each in panel.model.rows] == [False, True, False]
        page.packages.dismiss()
        assert not page.packages.panel_open

    def test_the_override_is_for_those_who_may(self, opened: Opened, page: ModelsPage) -> None:
        choose(opened, page, 1)
        opened.window.session.sign_in("Otto", "1357")
        opened.bot.waitUntil(lambda: opened.window.session.person is not None, timeout=PATIENCE_MS)
        page.packages.ask_promotion()
        assert page.packages.panel.override.isHidden()
        page.packages.dismiss()
        opened.window.session.sign_out()
        opened.window.session.sign_in("Anna Berg", "246813")
        opened.bot.waitUntil(lambda: opened.window.session.person is not None, timeout=PATIENCE_MS)
        page.packages.ask_promotion()
        assert not page.packages.panel.override.isHidden()

    def test_one_that_waits_for_a_second_person_is_not_asked_again(
        self, opened: Opened, page: ModelsPage
    ) -> None:
        opened.station.models.refusal = ApprovalPendingError("it waits")
        choose(opened, page, 1)
        page.packages.ask_promotion()
        page.packages.confirm()
        opened.bot.waitUntil(lambda: not page.packages.panel_open, timeout=PATIENCE_MS)

    def test_one_that_began_elsewhere_is_followed(self, opened: Opened, page: ModelsPage) -> None:
        opened.station.models.told = samples.models_state(samples.promotion(PromotionPhase.GATE))
        opened.bot.waitUntil(lambda: page.packages.panel_open, timeout=PATIENCE_MS)
        assert "▶ Release gate" in page.packages.panel.phases.text()
        page.packages.dismiss()
        page.packages.show_state(samples.models_state(samples.promotion(PromotionPhase.BOUNDARY)))
        assert not page.packages.panel_open


class TestTraining:
    @pytest.fixture(autouse=True)
    def _turn(self, opened: Opened, page: ModelsPage) -> None:
        page.turn_to(ModelsAction.TRAINING)
        opened.bot.waitUntil(lambda: page.training.list.model.rowCount() == 5, timeout=PATIENCE_MS)

    def test_how_far_it_is(self, opened: Opened, page: ModelsPage) -> None:
        page.training.list.table.selectRow(1)
        detail = page.training.detail
        opened.bot.waitUntil(
            lambda: detail.title.whole_text() == "bracket/1.4.0", timeout=PATIENCE_MS
        )
        assert "Learning: 4,120 of 6,825, 14 min left" in detail.step.text()
        assert [len(line.points) for line in detail.losses.lines] == [9, 9]
        assert "training on 3 core(s)" in detail.log.toPlainText()
        keys = (
            ModelsAction.CANCEL_TRAINING,
            ModelsAction.RESUME_TRAINING,
            ModelsAction.DELETE_TRAINING,
        )
        assert enabled(opened, *keys) == [True, False, False]

    def test_why_it_failed_and_what_to_do(self, opened: Opened, page: ModelsPage) -> None:
        page.training.list.table.selectRow(2)
        detail = page.training.detail
        opened.bot.waitUntil(lambda: detail.error.isVisible(), timeout=PATIENCE_MS)
        assert detail.error.text().startswith("TRN-063  0.3 GB are free")
        assert "Free disk space" in detail.error.text()

    def test_a_form_that_cannot_be_is_told_in_words(self, opened: Opened, page: ModelsPage) -> None:
        page.training.open_form()
        form = page.training.form
        opened.bot.waitUntil(lambda: form.dataset.count() == 1, timeout=PATIENCE_MS)
        assert "pictures in a class (burr: 14)" in form.told.text()
        form.name.setText("bracket")
        form.version.setText("1.0")
        with opened.bot.waitSignal(page.failed) as told:
            page.training.start()
        assert str(told.args[0]) == "API-002: Correct the field: Version"
        assert told.args[0].remedy == "Three numbers with points, such as 1.2.0."
        form.version.setText("2.0.0")
        form.epochs.setText("7")
        form.symmetries["rotate-90"].click()
        request = form.request()
        assert (request.dataset, request.epochs, request.allow) == ("bracket", 7, ("rotate-90",))
        form.source.setCurrentIndex(list(TrainingSource).index(TrainingSource.GENERATED))
        assert form.request().dataset is None

    def test_reviewed_parts_may_be_those_of_a_list(self, opened: Opened, page: ModelsPage) -> None:
        form = page.training.form
        opened.bot.waitUntil(lambda: form.pick.count() == 1, timeout=PATIENCE_MS)
        page.training.open_form()
        opened.bot.waitUntil(lambda: form.dataset.count() == 1, timeout=PATIENCE_MS)
        assert form.pick.isHidden()
        form.name.setText("bracket")
        form.source.setCurrentIndex(list(TrainingSource).index(TrainingSource.HISTORY))
        assert not form.pick.isHidden()
        assert "128 reviewed parts" in form.told.text()
        assert form.request().pick == ""
        form.show_lists(
            [PickList(name="lot 18", results=12, first_at=samples.NOON, last_at=samples.NOON)]
        )
        form.pick.setCurrentIndex(1)
        assert form.request().pick == "lot 18"
        form.source.setCurrentIndex(list(TrainingSource).index(TrainingSource.DATASET))
        assert form.request().pick == ""

    def test_a_refusal_leaves_the_form_open(self, opened: Opened, page: ModelsPage) -> None:
        page.training.open_form()
        opened.bot.waitUntil(lambda: page.training.form.dataset.count() == 1, timeout=PATIENCE_MS)
        page.training.form.name.setText("bracket")
        opened.station.training.refusal = TrainingNameTakenError("bracket/1.0.0 exists")
        page.training.start()
        banner = opened.window.banner
        opened.bot.waitUntil(lambda: "TRN-065" in banner.headline.whole_text(), timeout=PATIENCE_MS)
        assert page.training.form_open

    def test_deleting_takes_two_touches(self, opened: Opened, page: ModelsPage) -> None:
        page.training.list.table.selectRow(4)
        page.training.delete()
        assert opened.window.board[ModelsAction.DELETE_TRAINING].text() == "Touch again"
        assert opened.station.training.asked == []
        opened.bot.wait(BOUNCE_MS + 20)
        page.training.delete()
        opened.bot.waitUntil(lambda: page.training.list.model.rowCount() == 4, timeout=PATIENCE_MS)

    def test_a_computer_without_torch(self, opened: Opened, page: ModelsPage) -> None:
        opened.station.training.told = samples.training_page(("torch",))
        page.training.refresh()
        opened.bot.waitUntil(lambda: page.training.list.missing.isVisible(), timeout=PATIENCE_MS)
        assert "pip install" in page.training.list.missing.text()
        assert enabled(opened, ModelsAction.NEW_TRAINING) == [False]


class TestTrial:
    def test_counts_and_the_parts_behind(self, opened: Opened, page: ModelsPage) -> None:
        page.turn_to(ModelsAction.TRIAL)
        opened.bot.waitUntil(lambda: page.trial.model.rowCount() > 0, timeout=PATIENCE_MS)
        texts = dict(page.trial.facts.texts())
        assert texts["Agrees"] == "5,514 of 5,546 (99.4 %)"
        assert texts["Not compared yet"] == "3"
        assert page.trial.matrix.counts[1][0] == 1
        assert enabled(opened, ModelsAction.SHOW_PART) == [False]
        page.trial.table.selectRow(2)
        assert enabled(opened, ModelsAction.SHOW_PART) == [True]

    def test_no_trial_says_what_one_is(self, opened: Opened, page: ModelsPage) -> None:
        page.trial.show_trial(None)
        assert page.trial.title.text() == "No package is on trial"
        assert page.trial.matrix.isHidden()


def test_a_station_that_is_gone_leaves_nothing_to_touch(opened: Opened, page: ModelsPage) -> None:
    page.show_stale(True)
    assert not page.packages.isEnabled()
    page.show_stale(False)
    assert page.packages.isEnabled()


def clipped(root: QWidget) -> list[str]:
    """Texts that have too little room; long free texts are shortened and told whole on touch."""
    found = []
    for label in root.findChildren(QLabel):
        if not label.isVisible() or isinstance(label, ElidedLabel | FittedLabel):
            continue
        room, metrics = label.contentsRect(), label.fontMetrics()
        wide = metrics.horizontalAdvance(label.text())
        tall = label.heightForWidth(label.width()) if label.wordWrap() else metrics.height()
        if (wide > room.width() and not label.wordWrap()) or tall > label.height():
            found.append(label.text())
    for button in root.findChildren(QPushButton):
        hint = button.sizeHint()
        small = hint.width() > button.width() or hint.height() > button.height()
        if button.isVisible() and (small or button.height() < GLOVE_PX):
            found.append(f"button {button.text()}")
    return found


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_every_text_fits(
    opened: Opened, page: ModelsPage, size: tuple[int, int], language: Language
) -> None:
    def settle() -> None:
        opened.bot.waitUntil(lambda: clipped(page) == [], timeout=PATIENCE_MS)
        assert page.minimumSizeHint().height() <= ROOM_PX

    opened.languages.choose(language)
    opened.window.resize(*size)
    choose(opened, page, 1)
    for button in page.packages.detail.sides.buttons:
        button.click()
        settle()
    page.packages.ask_promotion()
    settle()
    for phase in PromotionPhase:
        page.packages.panel.follow(samples.promotion(phase))
        settle()
    page.packages.dismiss()
    page.turn_to(ModelsAction.TRAINING)
    opened.bot.waitUntil(lambda: page.training.list.model.rowCount() == 5, timeout=PATIENCE_MS)
    for place in range(5):
        page.training.list.table.selectRow(place)
        settle()
    page.training.open_form()
    settle()
    page.turn_to(ModelsAction.TRIAL)
    opened.bot.waitUntil(lambda: page.trial.model.rowCount() > 0, timeout=PATIENCE_MS)
    settle()
    page.turn_to(ModelsAction.LABELS)
    opened.bot.waitUntil(lambda: page.labels.model.rowCount() > 0, timeout=PATIENCE_MS)
    settle()


def test_every_value_has_a_word() -> None:
    assert set(STANDINGS) == set(PackageStanding)
    assert set(PHASES) == set(PromotionPhase)
    assert set(STATES) == set(TrainingState)
    assert set(SOURCES) == set(TrainingSource)
    assert set(WHYS) == set(Why)
    assert set(SIGNATURES) == {state.value for state in SignatureState}
    assert "escape_percent" in FIGURES


@pytest.mark.parametrize(
    ("size_bytes", "text"), [(0, "–"), (999, "999 B"), (327_540, "328 kB"), (22_400_000, "22.4 MB")]
)
def test_sizes(size_bytes: int, text: str) -> None:
    assert file_size(size_bytes) == text


@pytest.mark.parametrize(("seconds", "text"), [(None, "–"), (12, "12 s"), (830, "14 min")])
def test_durations(seconds: float | None, text: str) -> None:
    assert duration_text(seconds) == text


def test_columns_of_a_narrow_matrix_are_numbered_and_no_name_is_cut(opened: Opened) -> None:
    names = ("burr", "missing_hole", "contamination", "scratch", "stain", "good")
    matrix = MatrixView(opened.look)
    matrix.show_counts(names, [[1] * len(names)] * len(names))
    metrics = matrix.fontMetrics()
    matrix.resize(ENDLESS_PX, 400)
    assert matrix.headings(metrics) == (names, names)
    matrix.resize(NARROW_PX, 400)
    rows, columns = matrix.headings(metrics)
    assert list(columns) == ["1", "2", "3", "4", "5", "6"]
    assert list(rows) == [f"{name}  {place}" for place, name in enumerate(names, start=1)]
    delete(matrix)
