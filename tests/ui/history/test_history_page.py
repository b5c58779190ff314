"""The history: pages on demand, filters, and all about one part."""

from functools import partial

import pytest
import wire_samples
from open_window import Opened
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QImage, QWheelEvent
from pytestqt.qtbot import QtBot

from inspector.domain.errors.store import DiskFullError
from inspector.domain.evaluation import Evaluation
from inspector.ui.i18n.language import Language
from inspector.ui.pages.history.detail.detail_panel import DetailPanel
from inspector.ui.pages.history.detail.view_strip import ViewStrip
from inspector.ui.pages.history.rows.columns import Column
from inspector.ui.pages.history.rows.window import PAGE_ROWS
from inspector.ui.pages.keys import PageKey
from inspector.ui.widgets.picture.zoom_view import ZoomView


def shown(opened: Opened) -> str:
    detail = opened.window.history.detail.detail
    return "" if detail is None else detail.result_id


class TestPage:
    @pytest.fixture(autouse=True)
    def _history(self, opened: Opened) -> None:
        opened.window.turn_to(PageKey.HISTORY)
        opened.bot.waitUntil(lambda: opened.window.history.model.rowCount() == PAGE_ROWS)

    def test_scrolling_down_loads_older_rows(self, opened: Opened) -> None:
        history = opened.window.history
        history.table.scrollToBottom()
        opened.bot.waitUntil(lambda: history.model.rowCount() > PAGE_ROWS)
        older = history.model.row(history.model.index(PAGE_ROWS, 0))
        assert older is not None
        assert older.sequence == 350 - PAGE_ROWS

    def test_arrow_keys_show_the_next_part_space_enlarges_and_escape_returns(
        self, opened: Opened
    ) -> None:
        history = opened.window.history
        history.table.setFocus()
        history.table.selectRow(0)
        opened.bot.keyClick(history.table, Qt.Key.Key_Down)
        expected = wire_samples.result_id(349)
        opened.bot.waitUntil(
            lambda: (
                history.detail.detail is not None and history.detail.detail.result_id == expected
            )
        )
        opened.bot.keyClick(history.table, Qt.Key.Key_Space)
        assert not history.table.isVisible()
        opened.bot.keyClick(history.detail, Qt.Key.Key_Escape)
        assert history.table.isVisible()

    def test_what_was_looked_at_closely_stays_so_from_part_to_part(self, opened: Opened) -> None:
        history = opened.window.history
        picture = history.detail.picture
        for index in (41, 42):
            wanted = wire_samples.result_id(index)
            history.show_result(wanted)
            opened.bot.waitUntil(partial(lambda one: shown(opened) == one, wanted))
            opened.bot.waitUntil(lambda: history.detail.pictured and picture.image is not None)
            if index == 41:
                picture.zoom_in()
        assert picture.zoom > 1
        history.show_result(wire_samples.result_id(wire_samples.SEEN_BY_THREE))
        opened.bot.waitUntil(lambda: len(history.detail.views.buttons) == 3)
        history.detail.views.choose_next()
        assert picture.zoom == 1

    def test_an_uncertain_class_carries_a_question_mark(self, opened: Opened) -> None:
        history = opened.window.history
        history.show_result(wire_samples.result_id(49))
        opened.bot.waitUntil(lambda: shown(opened) == wire_samples.result_id(49))
        assert history.detail.headline.whole_text() == "NOT DECIDABLE · dent?"

    def test_a_refreshed_table_keeps_the_chosen_part(self, opened: Opened) -> None:
        history = opened.window.history
        history.table.selectRow(7)
        opened.bot.waitUntil(lambda: shown(opened) == wire_samples.result_id(343))
        history.listing.refresh()
        opened.bot.waitUntil(lambda: not history.model.waiting)
        assert [index.row() for index in history.table.selectionModel().selectedRows()] == [7]

    def test_a_table_that_gets_the_focus_keeps_the_part_shown(self, opened: Opened) -> None:
        history = opened.window.history
        for index in (59, 60):
            wanted = wire_samples.result_id(index)
            history.show_result(wanted)
            opened.bot.waitUntil(partial(lambda one: shown(opened) == one, wanted))
            QCoreApplication.sendEvent(history.table, QFocusEvent(QEvent.Type.FocusIn))
        assert history.table.currentIndex().row() == 0
        assert wire_samples.result_id(350) not in opened.station.questions

    def test_a_part_is_found_by_its_id(self, opened: Opened) -> None:
        history = opened.window.history
        opened.bot.keyClicks(history.part_id, "402059")
        opened.bot.waitUntil(lambda: history.model.rowCount() == 1)
        opened.bot.waitUntil(lambda: history.footer.whole_text() == "1 – 1 of 1")
        history.part_id.clear()
        opened.bot.waitUntil(lambda: history.model.rowCount() == PAGE_ROWS)

    def test_no_match_is_said(self, opened: Opened) -> None:
        opened.bot.keyClicks(opened.window.history.part_id, "7")
        nothing = opened.window.history.list.nothing
        opened.bot.waitUntil(nothing.isVisible)
        assert nothing.text() == "No part 7 in the history. Check the number."

    def test_a_refused_page_is_told(self, opened: Opened) -> None:
        opened.station.refusal = DiskFullError("nothing to be read")
        opened.window.history.listing.refresh()
        banner = opened.window.banner
        opened.bot.waitUntil(banner.isVisible)
        assert banner.headline.whole_text() == "STO-001  nothing to be read"
        assert not opened.window.history.model.waiting

    def test_the_detail_shows_scores_timings_and_provenance(self, opened: Opened) -> None:
        detail = opened.window.history.detail
        opened.window.history.show_result(wire_samples.result_id(59))
        opened.bot.waitUntil(lambda: shown(opened) == wire_samples.result_id(59))
        opened.bot.waitUntil(lambda: detail.picture.image is not None)
        assert detail.headline.whole_text() == "NOT OK · missing bolt hole"
        assert detail.sections.scores.texts()[0] == ("missing bolt hole", "0.912")
        assert detail.sections.timings.texts()[-1] == ("Trigger to verdict", "14.2 ms")
        facts = dict(detail.sections.facts.texts())
        assert facts["Result id"] == wire_samples.result_id(59)
        assert facts["Score, limit, margin"] == "0.912 · 0.500 · +0.412"
        assert facts["Model SHA-256"] == "c4" * 32

    def test_a_part_without_a_picture_says_why(self, opened: Opened) -> None:
        detail = opened.window.history.detail
        opened.window.history.show_result(wire_samples.result_id(53))
        opened.bot.waitUntil(lambda: shown(opened) == wire_samples.result_id(53))
        assert detail.picture.note() == "no frame arrived for this trigger"
        assert detail.sections.scores.texts() == []

    def test_filters_exclude_each_other(self, opened: Opened) -> None:
        history = opened.window.history
        history.filtering.filter_evaluation(Evaluation.NOT_OK)
        history.filtering.filter_evaluation(Evaluation.OK)
        opened.bot.waitUntil(
            lambda: (
                not history.model.waiting
                and {
                    history.model.index(row, Column.VERDICT).data()
                    for row in range(history.model.rowCount())
                }
                == {"OK"}
            )
        )


class TestViews:
    """A part that three cameras saw: good, scratched, and a damaged frame."""

    PART = wire_samples.SEEN_BY_THREE
    WHOLE = wire_samples.result_detail(PART)

    @pytest.fixture
    def detail(self, opened: Opened) -> DetailPanel:
        opened.window.navigator.show_result(wire_samples.result_id(self.PART))
        detail = opened.window.history.detail
        opened.bot.waitUntil(lambda: detail.picture.image is not None)
        return detail

    def asked(self, opened: Opened, kind: str) -> list[int]:
        """Which of its views were asked for."""
        part = wire_samples.result_id(self.PART)
        questions = [q for q in opened.station.questions if isinstance(q, tuple)]
        return [q[2] for q in questions if q[:2] == (kind, part)]

    def test_the_view_that_decided_is_shown_first(
        self, opened: Opened, detail: DetailPanel
    ) -> None:
        assert detail.seen == self.WHOLE.views[1]
        assert [button.isChecked() for button in detail.views.buttons] == [False, True, False]
        assert [button.verdict() for button in detail.views.buttons] == [
            "OK",
            "NOT OK",
            "UNDEFINED",
        ]
        assert detail.subline.whole_text() == (
            "Part 402331 · rejected · decided by camera side · review: open"
        )
        assert self.asked(opened, "image") == [1]

    def test_each_view_with_a_picture_has_a_small_one(
        self, opened: Opened, detail: DetailPanel
    ) -> None:
        top, side, underside = (button.picture for button in detail.views.buttons)
        opened.bot.waitUntil(lambda: top.image is not None and side.image is not None)
        assert top.image != side.image
        assert underside.image is None
        assert self.asked(opened, "thumbnail") == [0, 1]

    def test_a_touched_view_shows_its_picture_scores_and_origin(
        self, opened: Opened, detail: DetailPanel
    ) -> None:
        decided = detail.picture.image
        opened.bot.mouseClick(detail.views.buttons[0], Qt.MouseButton.LeftButton)
        assert detail.picture.note() == "Loading the picture …"
        opened.bot.waitUntil(lambda: detail.picture.image is not None)
        assert detail.picture.image != decided
        assert detail.sections.scores.texts()[0] == ("good", "0.981")
        assert dict(detail.sections.facts.texts())["Camera"] == "top"
        assert detail.headline.whole_text() == "NOT OK · missing bolt hole"

    def test_a_view_without_a_picture_says_why(self, opened: Opened, detail: DetailPanel) -> None:
        opened.bot.mouseClick(detail.views.buttons[2], Qt.MouseButton.LeftButton)
        assert detail.picture.note() == "the frame lost packets on its way"
        assert detail.sections.scores.texts() == []
        assert dict(detail.sections.facts.texts())["Frames missed before"] == "2"
        assert self.asked(opened, "image") == [1]

    def test_the_keyboard_turns_from_camera_to_camera(
        self, opened: Opened, detail: DetailPanel
    ) -> None:
        seen = []
        for _ in range(3):
            opened.bot.keyClick(opened.window.history.table, "v")
            seen.append(detail.seen)
        assert seen == [self.WHOLE.views[2], self.WHOLE.views[0], self.WHOLE.views[1]]
        detail.views.buttons[2].setFocus(Qt.FocusReason.TabFocusReason)
        opened.bot.keyClick(detail.views.buttons[2], Qt.Key.Key_Space)
        assert detail.seen == self.WHOLE.views[2]

    def test_the_chosen_view_stays_when_the_part_is_loaded_again(
        self, opened: Opened, detail: DetailPanel
    ) -> None:
        detail.views.buttons[0].click()
        before = detail.detail
        opened.window.history.show_result(wire_samples.result_id(self.PART))
        opened.bot.waitUntil(lambda: detail.detail is not before)
        assert detail.seen == self.WHOLE.views[0]
        assert detail.views.buttons[0].isChecked()

    def test_one_camera_has_no_strip(self, opened: Opened, detail: DetailPanel) -> None:
        assert detail.views.isVisible()
        opened.window.history.show_result(wire_samples.result_id(59))
        opened.bot.waitUntil(lambda: shown(opened) == wire_samples.result_id(59))
        assert not detail.views.isVisible()
        opened.window.history.detail.views.choose_next()
        assert detail.seen == wire_samples.result_detail(59).views[0]

    def test_the_verdicts_speak_the_users_language(
        self, opened: Opened, detail: DetailPanel
    ) -> None:
        opened.languages.choose(Language.CHINESE)
        opened.bot.waitUntil(lambda: detail.views.buttons[0].verdict() == "合格")

    @pytest.mark.parametrize(("width", "rows"), [(300, 8), (460, 4), (1200, 2)])
    def test_many_cameras_take_as_many_rows_as_their_words_need(
        self, qtbot: QtBot, width: int, rows: int
    ) -> None:
        strip = ViewStrip()
        qtbot.addWidget(strip)
        strip.resize(width, 60)
        words = wire_samples.view_detail(
            self.WHOLE, 0, "camera", evaluation=Evaluation.NOT_DECIDABLE
        )
        strip.show_views([words.model_copy(update={"view": view}) for view in range(8)], 0)
        strip.show()
        assert len({button.y() for button in strip.buttons}) == rows
        assert {button.width() >= button.sizeHint().width() for button in strip.buttons} == {True}


class TestZoom:
    @pytest.fixture
    def view(self, qtbot: QtBot) -> ZoomView:
        view = ZoomView()
        qtbot.addWidget(view)
        view.resize(400, 300)
        image = QImage(800, 600, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.darkCyan)
        view.show_image(image)
        view.show()
        return view

    def wheel(self, view: ZoomView, place: QPointF, notches: int) -> None:
        turn = QPoint(0, 120 * notches)
        none = Qt.MouseButton.NoButton
        keys = Qt.KeyboardModifier.NoModifier
        phase = Qt.ScrollPhase.NoScrollPhase
        view.wheelEvent(QWheelEvent(place, place, QPoint(), turn, none, keys, phase, False))

    def test_the_wheel_keeps_the_point_under_the_pointer(self, view: ZoomView) -> None:
        self.wheel(view, QPointF(300, 200), 2)
        at_pointer = view.centre + QPointF(100 / (400 * view.zoom), 50 / (300 * view.zoom))
        assert at_pointer.x() == pytest.approx(0.75, abs=0.01)
        assert at_pointer.y() == pytest.approx(2 / 3, abs=0.01)

    def test_the_picture_cannot_be_lost_by_panning(self, view: ZoomView, qtbot: QtBot) -> None:
        view.zoom_in()
        qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
        qtbot.mouseMove(view, QPoint(390, 290))
        view.mouseMoveEvent(_drag(390, 290))
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton)
        assert view.centre.x() == pytest.approx(0.5 / view.zoom)
        view.grab()

    def test_it_never_gets_smaller_than_the_view(self, view: ZoomView) -> None:
        self.wheel(view, QPointF(1, 1), -9)
        assert view.zoom == 1.0
        assert view.centre == QPointF(0.5, 0.5)


def _drag(x: int, y: int):
    from PySide6.QtGui import QMouseEvent

    place = QPointF(x, y)
    left = Qt.MouseButton.LeftButton
    return QMouseEvent(
        QEvent.Type.MouseMove, place, place, left, left, Qt.KeyboardModifier.NoModifier
    )
