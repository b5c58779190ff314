"""The history shows exactly the rows that plain Python would choose, in pages that fit together."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_examples import JOURNAL, START_UTC_NS, example

from inspector.domain.errors.store import ResultNotFoundError
from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.history import HistoryFilter, Neighbours, ResultSummary
from inspector.domain.record import ArchivedImage, ResultRecord
from inspector.store.history import SqliteHistory
from inspector.store.opening import open_store

CLASSES = ("good", "scratch", "dent")
REASONS = (Reason.CLASSIFIED, Reason.FRAME_MISSING, Reason.DEADLINE_MISSED)
SECONDS = 10**9


def varied(index: int) -> ResultRecord:
    """Records whose columns repeat with different periods, and whose clock stepped back once."""
    step_back = -5 * SECONDS if index > 60 else 0
    return example(
        index,
        evaluation=Evaluation(index * 7 % 4),
        reason=REASONS[index % 3],
        class_name=CLASSES[index % 5 % 3],
        part_id=index % 11,
        triggered_utc_ns=START_UTC_NS + index * SECONDS // 4 + step_back,
    )


RECORDS = [varied(index) for index in range(120)]


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteHistory]:
    store = open_store(tmp_path_factory.mktemp("history"))
    store.commit(JOURNAL, 1, RECORDS, [], [])
    opened = store.history()
    yield opened
    opened.close()
    store.close()


def chosen(criteria: HistoryFilter) -> list[str]:
    """The filter in plain Python, newest first."""

    def wanted(record: ResultRecord) -> bool:
        since, until = criteria.since_utc_ns, criteria.until_utc_ns
        return (
            criteria.evaluation in (None, record.evaluation)
            and criteria.reason in (None, record.reason)
            and criteria.class_name in (None, record.class_name)
            and criteria.part_id in (None, record.part_id)
            and (since is None or since <= record.triggered_utc_ns)
            and (until is None or record.triggered_utc_ns < until)
        )

    return [record.result_id for record in reversed(RECORDS) if wanted(record)]


def pages(
    history: SqliteHistory, criteria: HistoryFilter, limit: int
) -> Iterator[list[ResultSummary]]:
    before = None
    while page := history.page(criteria, before, limit):
        yield page
        before = page[-1].sequence


MOMENTS = st.integers(-2, 35).map(lambda second: START_UTC_NS + second * SECONDS)


@settings(max_examples=150, deadline=None)
@given(
    criteria=st.builds(
        HistoryFilter,
        evaluation=st.none() | st.sampled_from(Evaluation),
        reason=st.none() | st.sampled_from(REASONS),
        class_name=st.none() | st.sampled_from([*CLASSES, "no such class", "' OR 1=1 --"]),
        part_id=st.none() | st.integers(0, 12),
        since_utc_ns=st.none() | MOMENTS,
        until_utc_ns=st.none() | MOMENTS,
    ),
    limit=st.integers(1, 130),
)
def test_pages_hold_exactly_the_rows_that_plain_python_chooses(history, criteria, limit):
    found = list(pages(history, criteria, limit))

    assert [row.result_id for page in found for row in page] == chosen(criteria)
    assert all(len(page) <= limit for page in found)

    followed: list[str] = []
    after = 0
    while page := history.page_after(criteria, after, limit):
        assert len(page) <= limit
        followed += [row.result_id for row in page]
        after = page[-1].sequence
    assert followed == chosen(criteria)[::-1]


def test_a_row_of_a_list_says_what_its_record_says(history):
    row = history.page(HistoryFilter(), None, 1)[0]
    record = RECORDS[-1]
    assert row == ResultSummary(
        sequence=row.sequence,
        result_id=record.result_id,
        part_id=record.part_id,
        trigger_index=record.trigger_index,
        evaluation=record.evaluation,
        reason=record.reason,
        class_name=record.class_name,
        score=record.score,
        threshold=record.threshold,
        outcome=row.outcome,
        late=False,
        latency_ns=record.latency_ns,
        triggered_utc_ns=record.triggered_utc_ns,
        decided_utc_ns=record.decided_utc_ns,
        has_image=True,
    )


def test_neighbours_lead_from_one_end_to_the_other(history):
    ids = [record.result_id for record in RECORDS]
    found = [history.neighbours(history.result(result_id).sequence) for result_id in ids]
    assert found[0] == Neighbours(older=None, newer=ids[1])
    assert found[-1] == Neighbours(older=ids[-2], newer=None)
    assert [beside.newer for beside in found[:-1]] == ids[1:]
    assert [beside.older for beside in found[1:]] == ids[:-1]


def test_the_image_of_a_result_is_found_with_its_hash(history):
    record = RECORDS[3]
    assert history.image(record.result_id) == record.image


@pytest.mark.parametrize("ask", [SqliteHistory.result, SqliteHistory.image])
def test_an_unknown_result_is_said(history, ask):
    with pytest.raises(ResultNotFoundError):
        ask(history, "00000000-000000000000")


def test_readers_page_a_whole_history_while_the_writer_commits(tmp_path):
    store = open_store(tmp_path)
    store.commit(JOURNAL, 1, [example(0)], [], [])
    history = store.history()
    finished = threading.Event()
    problems: list[str] = []
    walks: list[int] = []

    def read() -> None:
        while not finished.is_set():
            rows = [row for page in pages(history, HistoryFilter(), 50) for row in page]
            walks.append(len(rows))
            if any(newer.sequence - older.sequence != 1 for newer, older in pairwise(rows)):
                problems.append("a page repeats or hides a row")
            if rows[-1].trigger_index != 0:
                problems.append("a walk did not reach the oldest row")

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for start in range(1, 2001, 100):
        batch = [example(index) for index in range(start, start + 100)]
        store.commit(JOURNAL, start + 100, batch, [], [])
    finished.set()
    for reader in readers:
        reader.join()

    assert problems == []
    assert walks
    assert len(history.page(HistoryFilter(), None, 3000)) == 2001
    history.close()
    store.close()


def test_a_reader_cannot_write(history):
    with history._engine.connect() as connection, pytest.raises(Exception, match="readonly"):
        connection.exec_driver_sql("DELETE FROM result")


def test_a_result_without_picture_says_why(tmp_path):
    store = open_store(tmp_path)
    record = replace(example(1), image=ArchivedImage(note="STO-001: the disk is full"))
    store.commit(JOURNAL, 1, [record], [], [])
    history = store.history()
    assert not history.page(HistoryFilter(), None, 1)[0].has_image
    assert history.image(record.result_id).note == "STO-001: the disk is full"
    history.close()
    store.close()
