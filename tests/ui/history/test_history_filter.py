"""What is filtered by stands in words, and each is gone by one touch."""

from datetime import timedelta
from itertools import pairwise

import pytest
import wire_samples
from open_window import Opened
from PySide6.QtCore import Qt

from inspector.domain.evaluation import Evaluation
from inspector.ui.i18n.language import Language
from inspector.ui.pages.history.actions import HistoryAction
from inspector.ui.pages.history.filter.periods import Period
from inspector.ui.pages.history.page import HistoryPage
from inspector.ui.pages.keys import PageKey
from inspector.wire.exports import ExportFormat
from inspector.wire.history import ResultFilter, ReviewStanding
from inspector.wire.station import PeriodCounts

CRITERIA = ResultFilter(
    lot="L-3",
    class_name="missing bolt hole",
    review=ReviewStanding.NONE,
    score_min=0.85,
    since=wire_samples.NOON,
    until=wire_samples.NOON + timedelta(hours=1),
    evaluation=Evaluation.NOT_OK,
)


@pytest.fixture
def history(opened: Opened) -> HistoryPage:
    opened.window.turn_to(PageKey.HISTORY)
    opened.bot.waitUntil(lambda: opened.window.history.model.rowCount() > 0)
    return opened.window.history


def rows(history: HistoryPage) -> list[int]:
    return [row.sequence for row in history.model.window.rows]


def settled(opened: Opened, history: HistoryPage) -> None:
    opened.bot.waitUntil(lambda: not history.model.waiting)


def test_another_page_drills_down(opened: Opened, history: HistoryPage) -> None:
    history.open_detail()
    opened.window.navigator.show_results(CRITERIA)
    settled(opened, history)
    assert history.criteria == CRITERIA
    assert history.table.isVisible()
    assert history.filtering.bar.words()[1:] == [
        "Lot L-3",
        "Class missing bolt hole",
        "Review open",
        "Score from 0.850",
    ]
    assert opened.window.board[HistoryAction.FILTER_NOT_OK].isChecked()
    opened.bot.waitUntil(lambda: history.footer.whole_text().endswith(f"of {len(rows(history))}"))


def test_a_touch_is_without_one_of_them(opened: Opened, history: HistoryPage) -> None:
    history.show_results(CRITERIA)
    settled(opened, history)
    before = len(rows(history))
    history.filtering.bar.chips[1].click()
    settled(opened, history)
    assert history.criteria.lot is None
    assert history.criteria.class_name == "missing bolt hole"
    assert len(rows(history)) > before
    history.filtering.bar.chips[0].click()
    assert (history.criteria.since, history.criteria.until) == (None, None)
    opened.window.board[HistoryAction.CLEAR_FILTER].trigger()
    settled(opened, history)
    assert history.criteria == ResultFilter()
    assert rows(history)[0] == 350


def test_a_period_ends_now_and_is_named(opened: Opened, history: HistoryPage) -> None:
    opened.bot.keyClick(history.table, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert history.filtering.period is Period.TODAY
    assert history.filtering.bar.words() == ["Today"]
    assert history.criteria.since is not None
    assert history.criteria.since.hour == 0
    history.filtering.bar.chips[0].click()
    assert history.criteria.since is None


def test_the_shift_is_offered_where_the_station_has_one(
    opened: Opened, history: HistoryPage
) -> None:
    action = opened.window.board[HistoryAction.PERIOD_SHIFT]
    shift = PeriodCounts(name="early", since=wire_samples.NOON)
    opened.station.snapshot = wire_samples.snapshot(shift=None)
    opened.show_part(2)
    assert not action.isEnabled()
    opened.station.snapshot = wire_samples.snapshot(shift=shift)
    opened.show_part(3)
    assert action.isEnabled()
    action.trigger()
    assert history.criteria.since == wire_samples.NOON


def test_the_panel_says_and_takes_everything(opened: Opened, history: HistoryPage) -> None:
    panel = history.filtering.panel
    opened.window.board[HistoryAction.EDIT_FILTER].trigger()
    opened.bot.waitUntil(lambda: panel.choices["lot"].count() == 5)
    panel.choices["class_name"].activated.emit(5)
    panel.choices["outcome"].activated.emit(3)
    opened.bot.keyClicks(panel.entries["score_min"], "0.5")
    opened.bot.keyClick(panel.entries["score_min"], Qt.Key.Key_Return)
    criteria = history.criteria
    assert criteria.class_name == "missing bolt hole"
    assert criteria.outcome is not None
    assert criteria.outcome.name == "REJECTED"
    assert criteria.score_min == 0.5
    settled(opened, history)
    matching = history.model.window.rows
    assert matching
    assert all(row.class_name == "missing bolt hole" and row.score >= 0.5 for row in matching)
    opened.bot.keyClick(panel, Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert history.table.hasFocus()


def test_a_time_that_is_none_is_said_and_filters_nothing(
    opened: Opened, history: HistoryPage
) -> None:
    panel = history.filtering.panel
    opened.window.board[HistoryAction.EDIT_FILTER].trigger()
    opened.bot.keyClicks(panel.entries["since"], "next week")
    opened.bot.keyClick(panel.entries["since"], Qt.Key.Key_Return)
    assert "No such time" in panel.told.text()
    assert history.criteria == ResultFilter()
    panel.entries["since"].clear()
    opened.bot.keyClicks(panel.entries["since"], "2026-11-21 06:30")
    opened.bot.keyClick(panel.entries["since"], Qt.Key.Key_Return)
    assert panel.told.text() == ""
    assert history.criteria.since is not None
    assert history.filtering.period is None


def test_what_is_typed_in_a_panel_is_no_shortcut(opened: Opened, history: HistoryPage) -> None:
    opened.window.board[HistoryAction.EDIT_FILTER].trigger()
    entry = history.filtering.panel.entries["since"]
    opened.bot.keyClicks(entry, "g m 1?")
    assert entry.text() == "g m 1?"
    assert not opened.window.board[HistoryAction.SHOW_TILES].isChecked()
    assert opened.station.history.said == {}


def test_a_part_id_is_looked_for_when_its_digits_stand_still(
    opened: Opened, history: HistoryPage
) -> None:
    opened.bot.keyClick(history.table, Qt.Key.Key_Slash)
    assert history.part_id.hasFocus()
    asked = len(opened.station.questions)
    opened.bot.keyClicks(history.part_id, "402059")
    opened.bot.waitUntil(lambda: rows(history) == [59])
    pages = [q for q in opened.station.questions[asked:] if isinstance(q, tuple)]
    assert [q[0].part_id for q in pages if isinstance(q[0], ResultFilter)] == [402059]


def test_a_part_that_is_claimed_is_found_whatever_is_filtered_by(
    opened: Opened, history: HistoryPage
) -> None:
    opened.bot.keyClick(history.table, Qt.Key.Key_K)
    opened.bot.waitUntil(lambda: 59 not in rows(history) and bool(rows(history)))
    opened.bot.keyClick(history.table, Qt.Key.Key_Slash)
    opened.bot.keyClicks(history.part_id, "402059")
    opened.bot.keyClick(history.part_id, Qt.Key.Key_Return)
    opened.bot.waitUntil(lambda: history.detail.detail is not None)
    assert history.detail.subline.whole_text().startswith("Part 402059 · ")
    assert history.table.hasFocus()
    opened.window.board[HistoryAction.EXPORT].trigger()
    assert history.panels.export.kind is ExportFormat.ZIP
    assert history.panels.export.name.text().startswith("part-402059-")
    history.panels.close()
    history.part_id.setText("7")
    opened.bot.keyClick(history.part_id, Qt.Key.Key_Return)
    opened.bot.waitUntil(history.list.nothing.isVisible)
    assert history.detail.detail is None
    opened.bot.keyClick(history.table, Qt.Key.Key_Return)
    assert opened.station.history.said == {}
    history.part_id.clear()
    opened.bot.waitUntil(lambda: history.criteria == ResultFilter(evaluation=Evaluation.OK))


def test_newest_oldest_and_a_time_are_one_key_away(opened: Opened, history: HistoryPage) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    opened.bot.keyClick(history.table, Qt.Key.Key_End, control)
    opened.bot.waitUntil(lambda: rows(history)[-1] == 1)
    assert history.table.rows_in_view().stop == history.model.rowCount()
    opened.bot.keyClick(history.table, Qt.Key.Key_Home, control)
    opened.bot.waitUntil(lambda: rows(history)[0] == 350)
    opened.bot.keyClick(history.table, Qt.Key.Key_T)
    moment = wire_samples.result_row(120).triggered_at.astimezone()
    opened.bot.keyClicks(history.panels.time.entry, f"{moment:%Y-%m-%d %H:%M:%S}")
    opened.bot.keyClick(history.panels.time.entry, Qt.Key.Key_Return)
    opened.bot.waitUntil(lambda: rows(history)[history.table.rows_in_view().start] == 119)
    assert history.panels.time.isHidden()


def test_scrolling_stays_where_it_is_while_rows_come_and_go(
    opened: Opened, history: HistoryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from inspector.ui.pages.history.rows import result_model

    monkeypatch.setattr(result_model, "WINDOW_ROWS", 400)
    opened.station.history.newest = 1500
    history.listing.refresh()
    opened.bot.waitUntil(lambda: rows(history)[0] == 1500)
    table = history.table
    table.setFocus()
    history.list.go_to(0)
    seen = []
    for _ in range(300):
        opened.bot.keyClick(table, Qt.Key.Key_PageDown)
        opened.bot.waitUntil(lambda: not history.model.waiting)
        current = history.model.row(table.currentIndex())
        assert current is not None
        assert table.currentIndex().row() in table.rows_in_view()
        seen.append(current.sequence)
        if current.sequence == 1:
            break
    steps = [newer - older for newer, older in pairwise(seen)]
    assert seen[-1] == 1
    assert max(steps) <= table.viewport().height() // 48 + 1
    assert history.model.rowCount() <= 400


def test_tiles_show_the_same_rows_and_their_pictures(opened: Opened, history: HistoryPage) -> None:
    history.list.go_to(4)
    opened.bot.keyClick(history.table, Qt.Key.Key_G)
    grid = history.list.grid
    assert grid.isVisible()
    assert grid.currentIndex().row() == 4
    seen = [history.model.window.rows[place] for place in grid.rows_in_view()]
    pictures = history.list.thumbnails
    opened.bot.waitUntil(
        lambda: all(pictures.picture(row.result_id) for row in seen if row.has_image),
        timeout=30_000,
    )
    asked = [q for q in opened.station.questions if isinstance(q, tuple) and q[0] == "thumbnail"]
    assert len(asked) < 40
    opened.bot.keyClick(grid, Qt.Key.Key_G)
    assert history.table.isVisible()


def test_keys_lead_through_the_tiles_and_beyond_the_page(
    opened: Opened, history: HistoryPage
) -> None:
    history.list.go_to(0)
    opened.window.board[HistoryAction.SHOW_TILES].trigger()
    grid = history.list.grid
    across = len({grid.visualRect(history.model.index(place, 0)).x() for place in range(20)})
    places = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Up, Qt.Key.Key_Home):
        opened.bot.keyClick(grid, key)
        places.append(grid.currentIndex().row())
    assert places[0] == across
    assert places[1] > places[0]
    assert places[1] % across == 0
    assert places[2:] == [places[1] - across, 0]
    for _ in range(300 // across):
        opened.bot.keyClick(grid, Qt.Key.Key_Down)
        opened.bot.waitUntil(lambda: not history.model.waiting)
    current = history.model.row(grid.currentIndex())
    assert current is not None
    assert current.sequence == 350 - 300 // across * across


def test_the_words_follow_the_language(opened: Opened, history: HistoryPage) -> None:
    history.show_results(ResultFilter(evaluation=Evaluation.OK, outcome=None, lot="L-3"))
    opened.languages.choose(Language.CHINESE)
    opened.bot.waitUntil(lambda: opened.window.board[HistoryAction.FILTER_OK].text() == "合格")
    assert "L-3" in history.filtering.bar.words()[0]
