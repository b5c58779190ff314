"""A reviewer with the keyboard alone: say it, go on, take it back."""

from collections.abc import Callable, Sequence

import pytest
import wire_samples
from open_window import Opened
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from scripted_history import sign_in_first
from wire_samples import result_id

from inspector.domain.evaluation import Evaluation
from inspector.domain.people import Role
from inspector.ui.pages.history.actions import CLASS_ACTIONS, HistoryAction
from inspector.ui.pages.history.filter.class_finder import matching
from inspector.ui.pages.history.rows.columns import Column
from inspector.ui.pages.keys import PageKey
from inspector.wire.reviews import ReviewRequest

KEY = Qt.Key
SELECT = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


class Reviewer:
    """Presses keys and looks at the screen."""

    def __init__(self, opened: Opened) -> None:
        self.opened, self.bot, self.window = opened, opened.bot, opened.window
        self.history = opened.window.history
        self.station = opened.station.history
        opened.window.turn_to(PageKey.HISTORY)
        opened.show_part(3)
        self.until(lambda: self.history.model.rowCount() > 0)

    def until(self, seen: Callable[[], bool]) -> None:
        self.bot.waitUntil(seen, timeout=15_000)

    def look_at(self, index: int) -> None:
        self.history.walking.show_part(result_id(index))
        self.sees(index)

    def sees(self, index: int) -> None:
        detail = self.history.detail
        self.until(
            lambda: detail.detail is not None and detail.detail.result_id == result_id(index)
        )
        self.until(lambda: detail.looked_into)

    def press(self, key: Qt.Key) -> None:
        self.bot.keyClick(self.history.list.view, key)

    def said(self, index: int) -> list[tuple[str, Evaluation]]:
        return [
            (each.label, each.evaluation) for each in self.station.said.get(result_id(index), [])
        ]

    def standing(self, index: int) -> str:
        place = self.history.model.place_of(result_id(index))
        assert place is not None
        return self.history.model.index(place, Column.REVIEW).data()

    def judged_by(self, classes: Sequence[str]) -> None:
        """The model in force knows these classes."""
        model = wire_samples.snapshot().model
        assert model is not None
        many = model.model_copy(update={"classes": list(classes)})
        self.opened.station.snapshot = wire_samples.snapshot(model=many)
        self.opened.show_part(4)


@pytest.fixture
def reviewer(opened: Opened) -> Reviewer:
    return Reviewer(opened)


def test_enter_confirms_and_the_next_part_comes_by_itself(reviewer: Reviewer) -> None:
    reviewer.look_at(343)
    reviewer.press(KEY.Key_Return)
    reviewer.sees(342)
    assert reviewer.said(343) == [("missing bolt hole", Evaluation.NOT_OK)]
    assert reviewer.standing(343) == "confirmed"
    assert reviewer.history.list.view.hasFocus()
    reviewer.press(KEY.Key_Return)
    reviewer.sees(341)
    assert reviewer.said(342) == [("good", Evaluation.OK)]
    told = reviewer.history.footer.whole_text
    assert told().endswith("Part 402342: confirmed · 2 reviewed here")
    reviewer.press(KEY.Key_U)
    reviewer.sees(342)
    assert told().endswith("taken back · 1 reviewed here")


def test_a_number_gives_the_class_with_the_reason_that_was_written(reviewer: Reviewer) -> None:
    reviewer.look_at(342)
    reviewer.press(KEY.Key_R)
    assert reviewer.history.review.reason.hasFocus()
    reviewer.bot.keyClicks(reviewer.history.review.reason, "2 mm, seen by eye? yes")
    assert reviewer.said(342) == []
    reviewer.bot.keyClick(reviewer.history.review.reason, KEY.Key_Return)
    reviewer.press(KEY.Key_2)
    reviewer.sees(341)
    (said,) = reviewer.station.said[result_id(342)]
    assert (said.label, said.evaluation) == ("scratch", Evaluation.NOT_OK)
    assert said.reason == "2 mm, seen by eye? yes"
    assert reviewer.history.review.reason.text() == ""
    assert reviewer.standing(342) == "overridden"


MANY = ("good", *(f"dent {depth}" for depth in range(2, 10)), "scratch", "weld_spatter", "stain")


def test_a_class_without_a_key_is_found_by_letters_or_by_its_number(reviewer: Reviewer) -> None:
    reviewer.judged_by(MANY)
    bar = reviewer.history.review
    reviewer.look_at(343)
    assert [each.isVisible() for each in bar.buttons] == [True] * 9 + [False] * 3
    reviewer.press(KEY.Key_0)
    reviewer.bot.keyClicks(bar.finder, "spat")
    assert [each.text() for each in bar.buttons if each.isVisible()] == ["11  weld_spatter"]
    reviewer.bot.keyClick(bar.finder, KEY.Key_Return)
    reviewer.sees(342)
    assert reviewer.history.list.view.hasFocus()
    reviewer.press(KEY.Key_0)
    reviewer.bot.keyClicks(bar.finder, "12")
    reviewer.bot.keyClick(bar.finder, KEY.Key_Return)
    reviewer.sees(341)
    assert [label for index in (343, 342) for label, _ in reviewer.said(index)] == [
        "weld_spatter", "stain",
    ]  # fmt: skip


def test_who_looks_for_a_class_and_leaves_has_said_nothing(reviewer: Reviewer) -> None:
    reviewer.judged_by(MANY)
    reviewer.look_at(343)
    reviewer.press(KEY.Key_0)
    finder = reviewer.history.review.finder
    reviewer.bot.keyClicks(finder, "sc")
    reviewer.bot.keyClick(finder, KEY.Key_Escape)
    assert reviewer.history.list.view.hasFocus()
    assert (finder.text(), reviewer.station.said) == ("", {})


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("1", [0, 9, 10, 11]),
        ("d", [1, 0, 10]),
        ("spat", [10]),
        ("in", [11]),
        ("x", []),
        ("DE", [1]),
    ],
)
def test_a_number_comes_before_letters_and_beginnings_before_the_rest(
    typed: str, places: list[int]
) -> None:
    classes = ("good", "dent", *"bcefghi", "scratch 1", "weld_spatter 1", "stain 1")
    assert matching(classes, typed) == places


def test_nothing_is_said_of_a_part_that_was_not_seen_yet(reviewer: Reviewer) -> None:
    reviewer.look_at(343)
    place = reviewer.history.model.place_of(result_id(340))
    assert place is not None
    reviewer.history.list.go_to(place)
    reviewer.press(KEY.Key_Return)
    reviewer.sees(340)
    assert reviewer.station.said == {}


def test_a_key_that_is_held_says_one_thing(reviewer: Reviewer) -> None:
    board = reviewer.window.board
    for key in (HistoryAction.CONFIRM, *CLASS_ACTIONS):
        assert not board[key].autoRepeat()


def test_an_uncertain_part_is_not_confirmed(reviewer: Reviewer) -> None:
    reviewer.look_at(346)
    reviewer.press(KEY.Key_Return)
    footer = reviewer.history.footer
    reviewer.until(lambda: "say which class" in footer.whole_text())
    assert reviewer.station.said == {}
    reviewer.press(KEY.Key_3)
    reviewer.sees(345)
    assert reviewer.said(346) == [("dent", Evaluation.NOT_OK)]


def test_what_was_said_is_taken_back_by_a_new_review(reviewer: Reviewer) -> None:
    reviewer.look_at(343)
    reviewer.press(KEY.Key_1)
    reviewer.sees(342)
    reviewer.press(KEY.Key_U)
    reviewer.sees(343)
    assert [label for label, _ in reviewer.said(343)] == ["good", "missing bolt hole"]
    assert reviewer.station.said[result_id(343)][-1].reason == "Taken back"
    assert not reviewer.window.board[HistoryAction.UNDO_REVIEW].isEnabled()


def test_a_second_review_is_taken_back_to_the_first(reviewer: Reviewer) -> None:
    reviewer.station.review(result_id(343), ReviewRequest(label="dent"))
    reviewer.history.listing.refresh()
    reviewer.until(lambda: not reviewer.history.model.waiting)
    reviewer.look_at(343)
    reviewer.press(KEY.Key_1)
    reviewer.sees(342)
    reviewer.press(KEY.Key_U)
    reviewer.sees(343)
    assert [label for label, _ in reviewer.said(343)] == ["dent", "good", "dent"]


def test_a_part_that_the_station_could_not_judge_has_nothing_to_go_back_to(
    reviewer: Reviewer,
) -> None:
    reviewer.look_at(346)
    reviewer.press(KEY.Key_3)
    reviewer.sees(345)
    assert not reviewer.window.board[HistoryAction.UNDO_REVIEW].isEnabled()


def test_people_who_contradict_each_other_are_seen(reviewer: Reviewer) -> None:
    reviewer.station.review(result_id(343), ReviewRequest(label="dent", reason="deep"))
    reviewer.station.person = "Wei Chen"
    reviewer.look_at(343)
    reviewer.until(lambda: len(reviewer.history.detail.reviews) == 1)
    reviewer.press(KEY.Key_1)
    reviewer.sees(342)
    assert reviewer.standing(343) == "disputed"
    reviewer.look_at(343)
    reviewer.until(lambda: len(reviewer.history.detail.reviews) == 2)
    lines = reviewer.history.detail.sections.said.text().splitlines()
    assert lines[0].endswith("Wei Chen (Quality): OK · good")
    assert lines[1].endswith("Anna Berg (Quality): NOT OK · dent – deep")
    assert "review: disputed" in reviewer.history.detail.subline.whole_text()
    assert reviewer.history.detail.reviews[0].role is Role.QUALITY


def choose(reviewer: Reviewer, *indexes: int) -> None:
    reviewer.window.board[HistoryAction.SELECT_SEVERAL].trigger()
    model, chosen = reviewer.history.model, reviewer.history.table.selectionModel()
    chosen.clearSelection()
    for index in indexes:
        place = model.place_of(result_id(index))
        assert place is not None
        chosen.select(model.index(place, 0), SELECT)


def test_several_are_reviewed_together(reviewer: Reviewer) -> None:
    choose(reviewer, 343, 342, 339)
    assert "3 chosen" in reviewer.history.footer.whole_text()
    reviewer.press(KEY.Key_2)
    reviewer.until(lambda: reviewer.standing(339) == "overridden")
    assert {index: reviewer.said(index)[0][0] for index in (343, 342, 339)} == dict.fromkeys(
        (343, 342, 339), "scratch"
    )
    reviewer.until(lambda: "3 parts reviewed, 0 refused" in reviewer.history.footer.whole_text())
    reviewer.window.board[HistoryAction.UNDO_REVIEW].trigger()
    reviewer.until(lambda: len(reviewer.said(339)) == 2)
    assert reviewer.said(342)[-1] == ("good", Evaluation.OK)


def test_several_are_confirmed_each_as_what_it_is(reviewer: Reviewer) -> None:
    choose(reviewer, 343, 342, 346)
    reviewer.press(KEY.Key_Enter)
    reviewer.until(lambda: bool(reviewer.said(343) and reviewer.said(342)))
    assert reviewer.said(342) == [("good", Evaluation.OK)]
    assert reviewer.said(346) == []


def test_who_has_no_right_is_asked_who_is_there(reviewer: Reviewer) -> None:
    reviewer.station.refusal = sign_in_first()
    reviewer.look_at(343)
    reviewer.press(KEY.Key_Return)
    reviewer.until(reviewer.window.sign_in.isVisible)
    assert reviewer.history.detail.detail is not None
    assert reviewer.history.detail.detail.result_id == result_id(343)
    assert reviewer.said(343) == []


def test_the_enlarged_part_is_reviewed_by_the_same_keys(reviewer: Reviewer) -> None:
    reviewer.look_at(343)
    reviewer.press(KEY.Key_Space)
    reviewer.bot.keyClick(reviewer.history.detail, KEY.Key_Return)
    reviewer.sees(342)
    reviewer.bot.keyClick(reviewer.history.detail, KEY.Key_4)
    reviewer.sees(341)
    assert reviewer.said(342) == [("contamination", Evaluation.NOT_OK)]
    assert not reviewer.history.list.isVisible()


def test_parts_of_a_queue_follow_each_other_wherever_they_stand(reviewer: Reviewer) -> None:
    history = reviewer.history
    reviewer.window.navigator.show_queue(
        [result_id(index) for index in (349, 59, 343)], result_id(349)
    )
    reviewer.sees(349)
    reviewer.bot.keyClick(history.detail, KEY.Key_Return)
    reviewer.sees(59)
    assert history.detail.subline.whole_text().startswith("2 of 3 · Part 402059")
    reviewer.bot.keyClick(history.detail, KEY.Key_Return)
    reviewer.sees(343)
    reviewer.bot.keyClick(history.detail, KEY.Key_U)
    reviewer.sees(59)
    assert [each for each, _ in reviewer.said(349)] == ["good"]
    reviewer.bot.keyClick(history.detail, KEY.Key_Escape)
    assert history.list.isVisible()
    assert "of 3" not in history.detail.subline.whole_text()


def test_a_part_beyond_the_list_goes_on_in_the_history(reviewer: Reviewer) -> None:
    reviewer.history.show_result(result_id(59))
    reviewer.sees(59)
    reviewer.history.focus_list()
    reviewer.press(KEY.Key_Return)
    reviewer.sees(58)
    assert reviewer.said(59) == [("missing bolt hole", Evaluation.NOT_OK)]


def test_nobody_is_spoken_to_while_the_station_is_away(opened: Opened, reviewer: Reviewer) -> None:
    reviewer.look_at(343)
    reviewer.history.show_stale(True)
    assert not opened.window.board[HistoryAction.CONFIRM].isEnabled()
    reviewer.press(KEY.Key_2)
    QTest.qWait(50)
    assert reviewer.station.said == {}
    assert "Last state known" in reviewer.history.footer.whole_text()
    assert reviewer.history.model.rowCount() > 0
