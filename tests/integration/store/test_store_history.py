"""The history shows exactly the rows that plain Python would choose, in pages that fit together."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any
from unittest import mock

import pytest
from forwarding_rig import Shared
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from store_examples import JOURNAL, PROVENANCE, START_UTC_NS, example

from inspector.bench.history.rows import fill_history
from inspector.domain.errors.store import ResultNotFoundError
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.history import (
    ExportedResult,
    HistoryFilter,
    KnownModel,
    Neighbours,
    ResultSummary,
    RowCount,
)
from inspector.domain.lots import Lot, LotBoundary
from inspector.domain.people import Role
from inspector.domain.record import ArchivedImage, OutcomeUpdate, ResultRecord
from inspector.domain.review import Review, Standing
from inspector.store.opening import open_store
from inspector.store.reading import found_rows, leading, sequence_range
from inspector.store.reading.history import SqliteHistory
from inspector.store.reading.stored_results import StoredResults

CLASSES = ("good", "scratch", "dent")
LOTS = ("monday", "tuesday", "monday")
RECIPES = ("bracket", "plate")
STATIONS = ("line-3", "line-4")
MODELS = (("machined-part/1.0.0", "e" * 64), ("machined-part/1.1.0", "a" * 64))
SCORES = (0.0, 0.29, 0.295, 0.5, 0.57, 0.97, 1.0, math.nan)
REASONS = (Reason.CLASSIFIED, Reason.FRAME_MISSING, Reason.DEADLINE_MISSED)
SECONDS = 10**9


def varied(index: int) -> ResultRecord:
    """Records whose columns repeat with different periods, and whose clock stepped back once."""
    step_back = -5 * SECONDS if index > 60 else 0
    model_id, sha256 = MODELS[index // 40 % 2]
    return example(
        index,
        evaluation=Evaluation(index * 7 % 4),
        reason=REASONS[index % 3],
        class_name=CLASSES[index % 5 % 3],
        score=SCORES[index * 3 % len(SCORES)],
        part_id=index % 11,
        triggered_utc_ns=START_UTC_NS + index * SECONDS // 4 + step_back,
        lot_id=(None, 1, 2, 3)[index // 20 % 4],
        challenge=index % 23 == 0,
        provenance=replace(
            PROVENANCE,
            recipe_id=RECIPES[index // 7 % 2],
            model_id=model_id,
            model_sha256=sha256,
            app_version=f"0.{index % 2}.0",
            station_id=STATIONS[index // 30 % 2],
        ),
    )


def said_of(index: int, record: ResultRecord) -> list[Review]:
    """What people say of it: nothing, the same, something else, or both."""
    agreed = Review(record.result_id, 1, "ana", Role.QUALITY, record.class_name, Evaluation.OK, "")
    agreed = replace(agreed, evaluation=record.evaluation)
    other = replace(agreed, label="burr", evaluation=Evaluation.NOT_OK, person="ben")
    return {0: [agreed], 1: [other], 2: [agreed, other], 3: [other, agreed, other]}.get(
        index % 9, []
    )


def standing_of(index: int) -> Standing:
    known = {0: Standing.CONFIRMED, 1: Standing.OVERRIDDEN, 2: Standing.DISPUTED}
    return (known | {3: Standing.DISPUTED}).get(index % 9, Standing.NONE)


RECORDS = [varied(index) for index in range(120)]
OUTCOMES = [Outcome(index * 3 % 5) for index in range(120)]
STANDINGS = [standing_of(index) for index in range(120)]


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteHistory]:
    store = open_store(tmp_path_factory.mktemp("history"))
    for number, name in enumerate(LOTS):
        store.lots().begin(Lot(0, name, "", number, "ana"), LotBoundary(JOURNAL, number))
    updates = [
        OutcomeUpdate(record.result_id, outcome, record.decided_utc_ns)
        for record, outcome in zip(RECORDS, OUTCOMES, strict=True)
    ]
    store.commit(JOURNAL, 1, RECORDS, updates, [])
    reviews = store.reviews()
    for index, record in enumerate(RECORDS):
        for review in said_of(index, record):
            reviews.add(review)
    opened = store.history()
    yield opened
    opened.close()
    store.close()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def results(
    request: pytest.FixtureRequest, history: SqliteHistory, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[StoredResults]:
    """The same rows at a station and at a server that stations share."""
    if request.param == "sqlite":
        yield history
        return
    shared = Shared(request.getfixturevalue("postgres"))
    shared.fill(history.database, tmp_path_factory.mktemp("copy"))
    opened = StoredResults(shared.database())
    yield opened
    opened.close()


def matches(criteria: HistoryFilter, record: ResultRecord, index: int) -> bool:
    """One row, in plain Python."""
    since, until = criteria.since_utc_ns, criteria.until_utc_ns
    low, high = criteria.score_min, criteria.score_max
    provenance = record.provenance
    lot = "" if record.lot_id is None else LOTS[record.lot_id - 1]
    return (
        criteria.evaluation in (None, record.evaluation)
        and criteria.reason in (None, record.reason)
        and criteria.class_name in (None, record.class_name)
        and criteria.part_id in (None, record.part_id)
        and (since is None or since <= record.triggered_utc_ns)
        and (until is None or record.triggered_utc_ns < until)
        and criteria.lot in (None, lot)
        and criteria.lot_id in (None, record.lot_id)
        and criteria.recipe_id in (None, provenance.recipe_id)
        and criteria.model_id in (None, provenance.model_id)
        and criteria.model_sha256 in (None, provenance.model_sha256)
        and criteria.station_id in (None, provenance.station_id)
        and criteria.outcome in (None, OUTCOMES[index])
        and criteria.review in (None, STANDINGS[index])
        and criteria.challenge in (None, record.challenge)
        and (low is None or low <= record.score)
        and (high is None or record.score < high)
    )


def chosen(criteria: HistoryFilter) -> list[str]:
    """The filter in plain Python, newest first."""
    found = [each for index, each in enumerate(RECORDS) if matches(criteria, each, index)]
    return [record.result_id for record in reversed(found)]


def pages(
    history: StoredResults, criteria: HistoryFilter, limit: int
) -> Iterator[list[ResultSummary]]:
    before = None
    while page := history.page(criteria, before, limit):
        yield page
        before = page[-1].sequence


MOMENTS = st.integers(-2, 35).map(lambda second: START_UTC_NS + second * SECONDS)
LIMITS = st.sampled_from([-1.0, 0.0, 0.289, 0.29, 0.291, 0.5, 0.58, 0.97, 1.0, 2.0])
FIELDS = {
    "evaluation": st.sampled_from(Evaluation),
    "reason": st.sampled_from(REASONS),
    "class_name": st.sampled_from([*CLASSES, "no such class", "' OR 1=1 --"]),
    "part_id": st.integers(0, 12),
    "since_utc_ns": MOMENTS,
    "until_utc_ns": MOMENTS,
    "lot": st.sampled_from([*LOTS, "no such lot"]),
    "lot_id": st.integers(1, 4),
    "recipe_id": st.sampled_from([*RECIPES, "no such recipe"]),
    "model_id": st.sampled_from([name for name, _ in MODELS]),
    "model_sha256": st.sampled_from([*(sha256 for _, sha256 in MODELS), "f" * 64]),
    "station_id": st.sampled_from([*STATIONS, "no such station"]),
    "outcome": st.sampled_from(Outcome),
    "score_min": LIMITS,
    "score_max": LIMITS,
    "review": st.sampled_from(Standing),
    "challenge": st.booleans(),
}
FILTERS = st.lists(st.sampled_from(sorted(FIELDS)), max_size=4, unique=True).flatmap(
    lambda names: st.builds(HistoryFilter, **{name: FIELDS[name] for name in names})
)


@settings(max_examples=60)
@given(
    looked_at=st.sampled_from([1, 2000]),
    short=st.sampled_from([1, 1 << 14]),
    criteria=FILTERS,
    limit=st.integers(1, 130),
)
def test_pages_hold_exactly_the_rows_that_plain_python_chooses(
    results, looked_at, short, criteria, limit
):
    """Whether the rows are found by looking at the next ones, by keys of an index or by sorting."""
    with (
        mock.patch.object(leading, "LOOKED_AT", looked_at),
        mock.patch.object(leading, "SHORT_PER_KEY", short),
    ):
        compare_pages(results, criteria, limit)


@pytest.mark.parametrize(
    "criteria",
    [
        HistoryFilter(evaluation=Evaluation.NOT_OK, outcome=Outcome.PASSED),
        HistoryFilter(evaluation=Evaluation.OK, outcome=Outcome.REJECTED),
        HistoryFilter(evaluation=Evaluation.OK, class_name="scratch"),
        HistoryFilter(evaluation=Evaluation.NOT_OK, class_name="good"),
        HistoryFilter(outcome=Outcome.REJECTED, reason=Reason.FRAME_MISSING),
    ],
)
def test_a_combination_that_no_row_has_is_found_out_without_reading_rows(tmp_path, criteria):
    """Each alone is frequent enough that reading its rows would take long."""
    store = open_store(tmp_path)
    rows = [example(index, score=0.97, class_name="good") for index in range(40)]
    rows += [
        example(index, evaluation=Evaluation.NOT_OK, class_name="scratch", score=0.4)
        for index in range(40, 46)
    ]
    went = [
        OutcomeUpdate(each.result_id, Outcome(1 if each.evaluation is Evaluation.OK else 2), 1)
        for each in rows
    ]
    store.commit(JOURNAL, 1, rows, went, [])
    history = store.history()
    asked: list[tuple[str, Any]] = []
    with (
        mock.patch.object(leading, "LOOKED_AT", 1),
        history.database.reading() as connection,
    ):
        event.listen(
            connection.engine,
            "before_cursor_execute",
            lambda _c, _cursor, sql, values, *_: asked.append((sql, values)),
        )
        assert history.page(criteria, None, 101) == []
        sql, values = [each for each in asked if "ORDER BY result.sequence" in each[0]][-1]
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values).all()
    history.close()
    store.close()
    steps = [row[3] for row in plan]
    assert [step for step in steps if "result" in step and "COVERING INDEX" not in step] == []
    assert any("SEARCH result" in step for step in steps)


def compare_pages(history: StoredResults, criteria: HistoryFilter, limit: int) -> None:
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
    assert history.count(criteria, 10.0) == RowCount(len(followed), more=False)


def test_the_values_that_occur_are_told(results):
    facets = results.facets()
    assert facets.lots == ["monday", "tuesday"]
    assert set(facets.recipes) == set(RECIPES)
    assert set(facets.models) == {KnownModel(*model, PROVENANCE.model_variant) for model in MODELS}
    assert facets.classes == sorted(CLASSES)


def test_counting_that_takes_long_says_more_than(tmp_path):
    store = open_store(tmp_path)
    with mock.patch.object(found_rows, "_COUNTED_FIRST", 5):
        store.commit(JOURNAL, 1, [example(index) for index in range(9)], [], [])
        history = store.history()
        counted = history.count(HistoryFilter(), 0.0)
    assert counted == RowCount(5, more=True)
    history.close()
    store.close()


def test_what_is_exported_of_a_shared_history_is_what_its_stations_export(history, results):
    here, there = (each.exported(HistoryFilter(), None, 200) for each in (history, results))
    assert len(there) == len(RECORDS)
    assert without_sequences(there) == without_sequences(here)


def without_sequences(rows: list[ExportedResult]) -> list[str]:
    """As text, for a score that is no number is not even equal to itself."""
    return [str(replace(row, summary=replace(row.summary, sequence=0))) for row in rows]


def test_a_row_of_a_list_says_what_its_record_says(results):
    row = results.page(HistoryFilter(), None, 1)[0]
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
        outcome_utc_ns=record.decided_utc_ns,
        lot_id=record.lot_id,
        lot="monday",
        recipe_id=record.provenance.recipe_id,
        model_id=record.provenance.model_id,
        review=STANDINGS[-1],
        challenge=record.challenge,
        station_id=record.provenance.station_id,
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


def test_a_reader_cannot_write(results):
    reader = results.database.reader
    with reader.connect() as connection, pytest.raises(Exception, match=r"read-?only"):
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


DAY = 24 * 3600 * SECONDS
SEARCH = "SELECT result.sequence \nFROM"
STEPS = 3


@pytest.mark.parametrize(("most", "stretches"), [(STEPS, STEPS), (STEPS - 1, 1)])
def test_a_time_is_not_sought_in_all_that_came_between_when_the_clock_was_set(
    tmp_path, most, stretches
):
    """Four blocks of rows on four days, and the clock set back to the first day, again and again.

    A clock that was set more often than anybody would is asked as if all between were of the time.
    """
    store = open_store(tmp_path)
    block = 1 << sequence_range.BLOCK_BITS
    for first in range(0, STEPS * 4 * block, 4 * block):
        rows = [
            example(first + index, triggered_utc_ns=START_UTC_NS + index // block * DAY)
            for index in range(4 * block)
        ]
        store.commit(JOURNAL, first + 4 * block, rows, [], [])
    history = store.history()
    with mock.patch.object(sequence_range, "_STRETCHES_MAX", most):
        with history.database.reading() as connection:
            found = sequence_range.stretches_of_time(connection, None, START_UTC_NS + DAY)
        wanted = HistoryFilter(until_utc_ns=START_UTC_NS + DAY, class_name="good")
        seen = [row.sequence for row in history.page(wanted, None, 4 * STEPS * block)]
        counted = history.count(wanted, math.inf)
    history.close()
    store.close()
    of_first_days = [
        first + 1 + at for first in range(0, 12 * block, 4 * block) for at in range(block)
    ]
    assert seen == of_first_days[::-1]
    assert counted == RowCount(STEPS * block, more=False)
    assert len(found) == stretches


@pytest.mark.parametrize(
    ("outcome", "index"),
    [(Outcome.PASSED, "ix_result_not_good"), (Outcome.REJECTED, "ix_result_outcome")],
)
def test_where_parts_of_a_rare_class_went_is_read_from_an_index(tmp_path, outcome, index):
    """And not from each of their rows, of which a long history has hundreds of thousands."""
    fill_history(tmp_path, 6000, lambda told: None)
    store = open_store(tmp_path)
    history = store.history()
    asked: list[tuple[str, Any]] = []
    with (
        mock.patch.object(leading, "LOOKED_AT", 1),
        history.database.reading() as connection,
    ):
        event.listen(
            connection.engine,
            "before_cursor_execute",
            lambda _c, _cursor, sql, values, *_: asked.append((sql, values)),
        )
        history.page(HistoryFilter(class_name="scratch", outcome=outcome), None, 10_000)
        *_, (sql, values) = [each for each in asked if each[0].startswith(SEARCH)]
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values).all()
    history.close()
    store.close()
    steps = [row[3] for row in plan if " result " in row[3]]
    assert steps
    assert all(f"USING COVERING INDEX {index}" in step for step in steps)
