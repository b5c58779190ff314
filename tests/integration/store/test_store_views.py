"""What each camera saw of a part comes back, and one camera costs no second row."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from store_examples import JOURNAL, example, passed, view_of, with_view

from inspector.domain.errors.store import ResultNotFoundError, StoreError, ViewNotFoundError
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.history import HistoryFilter
from inspector.domain.inspection import StageTimings
from inspector.domain.record import ArchivedImage, ResultRecord
from inspector.store.opening import DATABASE_NAME, open_store
from inspector.store.reading.history import SqliteHistory
from inspector.store.result_store import SqliteResultStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteResultStore]:
    opened = open_store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def history(store: SqliteResultStore) -> Iterator[SqliteHistory]:
    opened = store.history()
    yield opened
    opened.close()


def three_views(index: int = 1) -> ResultRecord:
    """The second camera of three saw a scratch and decided; the third's frame was damaged."""
    good = example(index)
    scratched = replace(
        good,
        evaluation=Evaluation.NOT_OK,
        class_name="scratch",
        score=0.875,
        scores={"good": 0.125, "scratch": 0.875},
        frame_source="gige:11",
        image=ArchivedImage("2025/06/15/15/1-1.png", "a" * 64),
        view=1,
    )
    damaged = view_of(
        good,
        2,
        "left",
        evaluation=Evaluation.UNDEFINED,
        reason=Reason.FRAME_INCOMPLETE,
        class_name="",
        score=0.0,
        scores={},
        timings=StageTimings(7, 8, 9, 10, 11),
        missed_since_last=4,
        device_ns=None,
        image=ArchivedImage(note="no frame"),
    )
    views = (view_of(good, 0, "top"), view_of(scratched, 1, "right"), damaged)
    return replace(scratched, views=views)


def view_rows(folder: Path) -> int:
    connection = sqlite3.connect(folder / DATABASE_NAME)
    (rows,) = connection.execute("SELECT count(*) FROM result_view").fetchone()
    connection.close()
    return rows


def test_every_field_of_every_view_comes_back(store, history):
    record = three_views()
    store.commit(JOURNAL, 1, [record], [passed(record)], [])
    stored = history.result(record.result_id)
    assert stored.record == record
    assert stored.outcome is Outcome.PASSED


def test_views_come_back_in_the_order_of_their_numbers(store, history):
    record = three_views()
    store.commit(JOURNAL, 1, [replace(record, views=record.views[::-1])], [], [])
    assert history.result(record.result_id).record.views == record.views


def test_a_single_view_comes_back_without_a_row_of_its_own(store, history, tmp_path):
    record = with_view(example(1))
    store.commit(JOURNAL, 1, [record], [], [])
    assert history.result(record.result_id).record == record
    assert view_rows(tmp_path) == 0


def test_a_single_view_has_the_score_that_the_gate_recorded(store, history):
    score = float(np.float32(0.97))
    record = replace(with_view(example(1)), score=score)
    store.commit(JOURNAL, 1, [record], [], [])
    assert history.result(record.result_id).record.views[0].score == score


@pytest.mark.parametrize(
    "decided",
    [
        {"evaluation": Evaluation.UNDEFINED, "reason": Reason.DEADLINE_MISSED, "class_name": ""},
        {"view": 1, "reason": Reason.CAMERA_LOST},
        {"class_name": ""},
    ],
    ids=["too late", "another camera", "another model"],
)
def test_what_the_only_view_says_is_kept_beside_another_decision(store, history, decided):
    seen = with_view(example(1))
    record = replace(seen, **decided)
    store.commit(JOURNAL, 1, [record], [], [])
    assert history.result(record.result_id).record == record


def test_a_part_that_no_camera_told_anything_of_has_no_views(store, history):
    record = example(1, frame_id=None, scores={}, image=ArchivedImage(note="no frame"))
    store.commit(JOURNAL, 1, [record], [], [])
    assert history.result(record.result_id).record.views == ()


def test_each_part_of_a_batch_keeps_its_own_views(store, history):
    records = [three_views(1), with_view(example(2)), example(3), three_views(4)]
    store.commit(JOURNAL, 4, records, [], [])
    assert [history.result(record.result_id).record for record in records] == records


@pytest.mark.parametrize(
    ("first", "again"),
    [(three_views(), with_view(example(1))), (example(1), three_views())],
    ids=["with views", "without views"],
)
def test_a_replayed_record_leaves_the_first_ones_views_as_they_are(store, history, first, again):
    store.commit(JOURNAL, 1, [first], [], [])
    store.commit(JOURNAL, 1, [again, three_views(2)], [], [])
    assert history.result(first.result_id).record == first
    assert history.result(three_views(2).result_id).record == three_views(2)


def test_a_bad_view_leaves_nothing_of_its_batch(store, history, tmp_path):
    record = three_views()
    bad = replace(record, views=(*record.views[:2], replace(record.views[2], device_ns=2**64)))
    with pytest.raises(StoreError):
        store.commit(JOURNAL, 2, [three_views(2), bad], [], [])
    assert history.page(HistoryFilter(), None, 10) == []
    assert view_rows(tmp_path) == 0
    assert store.position(JOURNAL) == 0


def test_a_score_that_is_no_number_costs_no_view(store, history):
    record = three_views()
    broken = replace(record.views[0], score=math.nan, scores={"good": math.inf})
    store.commit(JOURNAL, 1, [replace(record, views=(broken, *record.views[1:]))], [], [])
    view = history.result(record.result_id).record.views[0]
    assert math.isnan(view.score)
    assert math.isnan(view.scores["good"])


def test_the_picture_of_each_view_is_found_and_the_deciding_one_by_default(store, history):
    record = three_views()
    store.commit(JOURNAL, 1, [record], [], [])
    found = [history.image(record.result_id, view) for view in range(3)]
    assert found == [view.image for view in record.views]
    assert history.image(record.result_id) == record.image == record.views[1].image


@pytest.mark.parametrize("record", [three_views(), with_view(example(1)), example(1)])
def test_a_view_that_is_not_there_is_said(store, history, record):
    store.commit(JOURNAL, 1, [record], [], [])
    with pytest.raises(ViewNotFoundError, match=f"{record.result_id} has no view 3"):
        history.image(record.result_id, 3)
    with pytest.raises(ResultNotFoundError):
        history.image("00000000-000000000000", 0)


def test_views_go_with_their_result(store, tmp_path):
    store.commit(JOURNAL, 2, [three_views(1), three_views(2)], [], [])
    with store.database.writer.begin() as connection:
        connection.exec_driver_sql("DELETE FROM result WHERE trigger_index = 1")
    assert view_rows(tmp_path) == 3
