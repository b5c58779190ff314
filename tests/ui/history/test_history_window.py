"""The window of rows over a history of any length."""

from collections.abc import Iterator

import pytest
import wire_samples
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from inspector.ui.pages.history.rows import result_model
from inspector.ui.pages.history.rows.columns import Column
from inspector.ui.pages.history.rows.result_loader import _page
from inspector.ui.pages.history.rows.result_model import ResultModel
from inspector.ui.pages.history.rows.window import PAGE_ROWS, WINDOW_ROWS, PageAsk, RowWindow, Side
from inspector.wire.history import ResultFilter, ResultPage, ReviewStanding

ROWS = [wire_samples.result_row(index) for index in range(1, 2601)]


class _Station:
    """The newest pages of a history of so many rows."""

    def __init__(self, newest: int) -> None:
        self.rows = ROWS[:newest]

    def page(self, criteria: ResultFilter, before: int | None, limit: int) -> ResultPage:
        top = len(self.rows) if before is None else before - 1
        while criteria.until is not None and self.rows[top - 1].triggered_at >= criteria.until:
            top -= 1
        rows = self.rows[max(0, top - limit) : top][::-1]
        return ResultPage(rows=rows, next_before=rows[-1].sequence if top > limit else None)

    def page_after(self, position: int, limit: int, criteria: ResultFilter) -> ResultPage:
        rows = self.rows[position : position + limit]
        more = position + limit < len(self.rows)
        after = rows[-1].sequence if more else None
        return ResultPage(rows=rows, next_before=None, next_after=after)


class Scrolled:
    """A model that is answered at once."""

    def __init__(self, newest: int) -> None:
        self.model = ResultModel()
        self.asked: list[PageAsk] = []
        self.answering = True
        self.station = _Station(newest)
        self.model.page_wanted.connect(self._answer)

    def sequences(self) -> list[int]:
        return [row.sequence for row in self.model.window.rows]

    def scroll(self, place: int) -> None:
        self.model.look(place, place + 12)

    def _answer(self, ask: PageAsk) -> None:
        self.asked.append(ask)
        if self.answering:
            self.model.show_page(ask, *_page(self.station, ResultFilter(), ask))


@pytest.fixture
def scrolled(qtbot: QtBot) -> Iterator[Scrolled]:
    made = Scrolled(2600)
    yield made
    made.model.deleteLater()


def test_it_asks_for_each_page_once_and_before_the_view_reaches_it(scrolled: Scrolled) -> None:
    scrolled.model.restart(PageAsk(Side.ANEW))
    assert len(scrolled.asked) == 1
    scrolled.scroll(0)
    assert len(scrolled.asked) == 1
    scrolled.scroll(40)
    assert scrolled.asked[1:] == [PageAsk(Side.OLDER, 2501)]
    assert scrolled.sequences() == list(range(2600, 2400, -1))


def test_a_page_that_was_asked_for_is_not_asked_for_again(scrolled: Scrolled) -> None:
    scrolled.model.restart(PageAsk(Side.ANEW))
    scrolled.answering = False
    for _ in range(3):
        scrolled.scroll(90)
    assert len(scrolled.asked) == 2
    scrolled.model.show_failure()
    scrolled.scroll(90)
    assert len(scrolled.asked) == 3


def test_it_never_grows_and_finds_its_way_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(result_model, "WINDOW_ROWS", 150)
    scrolled = Scrolled(470)
    model = scrolled.model
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.restart(PageAsk(Side.ANEW))
    while not model.window.oldest_reached:
        scrolled.scroll(model.rowCount() - 12)
        assert model.rowCount() <= 150
    assert scrolled.sequences()[-1] == 1
    assert model.window.skipped == 470 - model.rowCount()
    while not model.window.newest_reached:
        scrolled.scroll(0)
        assert model.rowCount() <= 150
    assert scrolled.sequences() == list(range(470, 320, -1))
    assert model.window.skipped == 0
    assert tester.model() is model


def test_it_tells_by_how_much_the_rows_have_moved(scrolled: Scrolled) -> None:
    moved: list[int] = []
    scrolled.model.shifted.connect(moved.append)
    scrolled.model.restart(PageAsk(Side.ANEW))
    while scrolled.model.rowCount() < WINDOW_ROWS:
        scrolled.scroll(scrolled.model.rowCount() - 12)
    assert moved == []
    scrolled.scroll(WINDOW_ROWS - 12)
    assert moved == [-PAGE_ROWS]
    scrolled.scroll(0)
    assert moved == [-PAGE_ROWS, PAGE_ROWS]


def test_what_several_are_chosen_of_is_not_let_go(scrolled: Scrolled) -> None:
    scrolled.model.restart(PageAsk(Side.ANEW))
    scrolled.model.hold(True)
    for _ in range(20):
        scrolled.scroll(scrolled.model.rowCount() - 12)
    assert scrolled.model.rowCount() == 21 * PAGE_ROWS > WINDOW_ROWS
    assert scrolled.sequences()[0] == 2600


def test_the_oldest_and_a_time_are_one_question_away(scrolled: Scrolled) -> None:
    scrolled.model.restart(PageAsk(Side.ANEW_OLDEST))
    assert scrolled.sequences() == list(range(PAGE_ROWS, 0, -1))
    assert scrolled.model.window.oldest_reached
    assert not scrolled.model.window.newest_reached
    moment = wire_samples.result_row(777).triggered_at
    scrolled.model.restart(PageAsk(Side.ANEW, before=moment))
    assert scrolled.sequences()[0] == 776
    assert scrolled.model.window.skipped is None
    scrolled.scroll(0)
    assert scrolled.sequences()[0] == 876


def test_a_reviewed_row_stays_where_it_is(scrolled: Scrolled) -> None:
    scrolled.model.restart(PageAsk(Side.ANEW))
    row = scrolled.model.window.rows[7]
    scrolled.model.replace(row.model_copy(update={"review": ReviewStanding.DISPUTED}))
    assert scrolled.model.index(7, Column.REVIEW).data() == "disputed"


def test_a_row_reads_from_left_to_right(scrolled: Scrolled) -> None:
    scrolled.model.restart(PageAsk(Side.ANEW, before=wire_samples.result_row(60).triggered_at))
    texts = [scrolled.model.index(0, column).data() for column in Column]
    assert texts[1:] == ["", "402059", "NOT OK", "missing bolt hole", "0.912", "rejected", "open"]
    assert texts[0].endswith(":00:59")


@given(st.lists(st.sampled_from([Side.OLDER, Side.NEWER]), max_size=60), st.integers(1, 400))
def test_the_window_is_always_one_unbroken_piece(sides: list[Side], newest: int) -> None:
    station = _Station(newest)
    window = RowWindow()
    begin = PageAsk(Side.ANEW, rows=20)
    window.begin(begin, *_page(station, ResultFilter(), begin))
    for side in sides:
        ask = window.ask_beyond(side)
        if ask is None:
            continue
        ask = PageAsk(ask.side, ask.beside, rows=20)
        rows, more = _page(station, ResultFilter(), ask)
        if side is Side.OLDER:
            window.add_older(rows, more)
            window.drop_newest(max(0, len(window.rows) - 60))
        else:
            window.add_newer(rows, more)
            window.drop_oldest(max(0, len(window.rows) - 60))
        kept = [row.sequence for row in window.rows]
        assert kept == list(range(kept[0], kept[-1] - 1, -1))
        assert window.skipped == newest - kept[0]
        assert window.newest_reached == (kept[0] == newest)
        assert window.oldest_reached == (kept[-1] == 1)
