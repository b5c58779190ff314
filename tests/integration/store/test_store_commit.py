"""What was committed is there, whole; what failed left nothing behind."""

from __future__ import annotations

import math
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_examples import JOURNAL, PROVENANCE, example, passed

from inspector.domain.errors.store import DiskFullError, StoreError
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.history import HistoryFilter
from inspector.domain.record import LateVerdict, OutcomeUpdate, ResultRecord
from inspector.store.opening import open_store
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


def ids(history: SqliteHistory) -> list[str]:
    return [row.result_id for row in history.page(HistoryFilter(), None, 10_000)]


def test_every_field_of_a_record_comes_back(store, history):
    record = example(1, latency_ns=None, frame_id=None, reason=Reason.FRAME_MISSING)

    store.commit(JOURNAL, 1, [record], [], [])

    stored = history.result(record.result_id)
    assert stored.record == record
    assert (stored.outcome, stored.outcome_utc_ns) == (Outcome.PENDING, None)
    assert stored.late_evaluation is None


def test_a_score_that_is_no_number_does_not_cost_the_batch(store, history):
    broken = example(
        1,
        evaluation=Evaluation.UNDEFINED,
        reason=Reason.SCORE_INVALID,
        score=math.nan,
        scores={"good": math.inf, "scratch": 0.25},
    )

    store.commit(JOURNAL, 2, [broken, example(2)], [], [])

    stored = history.result(broken.result_id).record
    assert math.isnan(stored.score)
    assert math.isnan(stored.scores["good"])
    assert stored.scores["scratch"] == 0.25


def test_a_file_name_that_is_no_utf8_does_not_cost_the_batch(store, history):
    name = os.fsdecode(b"teil-\xe4.png")
    record = example(1, frame_source=name, scores={name: 1.0})

    store.commit(JOURNAL, 1, [record], [], [])

    assert history.result(record.result_id).record.frame_source.startswith("teil-")


def test_an_outcome_may_come_with_its_record(store, history):
    record = example(1)

    store.commit(JOURNAL, 2, [record], [passed(record)], [])

    assert history.result(record.result_id).outcome is Outcome.PASSED
    assert history.result(record.result_id).outcome_utc_ns == record.decided_utc_ns + 1


def test_a_late_verdict_is_kept_beside_the_one_that_counted(store, history):
    record = example(1, evaluation=Evaluation.UNDEFINED, reason=Reason.DEADLINE_MISSED)
    store.commit(JOURNAL, 1, [record], [], [])

    store.commit(JOURNAL, 2, [], [], [LateVerdict(record.result_id, Evaluation.OK)])

    stored = history.result(record.result_id)
    assert stored.record.evaluation is Evaluation.UNDEFINED
    assert stored.late_evaluation is Evaluation.OK
    assert history.page(HistoryFilter(), None, 1)[0].late


def test_a_replayed_record_leaves_the_first_one_as_it_is(store, history):
    record = example(1)
    store.commit(JOURNAL, 2, [record], [passed(record)], [])

    store.commit(JOURNAL, 2, [replace(record, class_name="scratch")], [], [])

    stored = history.result(record.result_id)
    assert stored.record == record
    assert stored.outcome is Outcome.PASSED
    assert sum(store.counts(JOURNAL).by_evaluation.values()) == 1


def test_the_position_is_kept_per_journal(store):
    assert store.position(JOURNAL) == 0

    store.commit(JOURNAL, 7, [], [], [])
    store.commit(JOURNAL + 1, 3, [], [], [])

    assert store.position(JOURNAL) == 7
    assert store.position(JOURNAL + 1) == 3


def test_one_bad_record_leaves_nothing_of_its_batch(store, history):
    fresh = replace(PROVENANCE, recipe_revision="0" * 64)
    good, bad = example(1, provenance=fresh), example(2, encoder=2**64, provenance=fresh)

    with pytest.raises(StoreError):
        store.commit(JOURNAL, 2, [good, bad], [passed(good)], [])

    assert ids(history) == []
    assert store.position(JOURNAL) == 0
    assert sum(store.counts(JOURNAL).by_outcome.values()) == 0
    store.commit(JOURNAL, 1, [good], [], [])
    assert history.result(good.result_id).record.provenance == fresh


def test_an_update_of_an_unknown_result_is_said_and_skipped(store, caplog):
    record, unknown = example(1), "00000000-000000000000"
    known_late = LateVerdict(record.result_id, Evaluation.OK)
    store.commit(JOURNAL, 1, [record], [passed(record)], [known_late])
    assert not caplog.records

    late = LateVerdict(unknown, Evaluation.OK)
    store.commit(JOURNAL, 2, [], [OutcomeUpdate(unknown, Outcome.PASSED, 1)], [late])

    assert "2 updates name no stored result" in caplog.text
    assert store.position(JOURNAL) == 2


def test_a_full_disk_stores_nothing_and_recording_goes_on_when_there_is_space(store, history):
    """SQLite's own page limit: the very code path of a full disk, on every platform."""
    with store.database.writer.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 4}")
    batch = [example(index) for index in range(500)]

    with pytest.raises(DiskFullError) as caught:
        store.commit(JOURNAL, 500, batch, [passed(record) for record in batch], [])

    assert caught.value.code == "STO-001"
    assert ids(history) == []
    assert store.position(JOURNAL) == 0
    with store.database.writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    store.commit(JOURNAL, 500, batch, [], [])
    assert len(ids(history)) == 500
    assert store.counts(JOURNAL).by_evaluation[Evaluation.OK] == 500


EVENTS = st.lists(
    st.tuples(
        st.integers(0, 12),
        st.sampled_from(Evaluation),
        st.lists(st.sampled_from(Outcome), max_size=3),
    ),
    max_size=30,
)


@settings(max_examples=40)
@given(batches=st.lists(EVENTS, max_size=4))
def test_counts_equal_a_count_of_the_rows(batches):
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        kept: dict[str, ResultRecord] = {}
        last: dict[str, Outcome] = {}
        for position, events in enumerate(batches):
            records = [example(index, evaluation=evaluation) for index, evaluation, _ in events]
            updates = [
                OutcomeUpdate(record.result_id, outcome, 1)
                for record, (_, _, outcomes) in zip(records, events, strict=True)
                for outcome in outcomes
            ]
            store.commit(JOURNAL, position, records, updates, [])
            for record in records:
                kept.setdefault(record.result_id, record)
                last.setdefault(record.result_id, Outcome.PENDING)
            last.update({update.result_id: update.outcome for update in updates})
        counts = store.counts(JOURNAL)
        store.close()

    assert +Counter(counts.by_evaluation) == Counter(r.evaluation for r in kept.values())
    assert +Counter(counts.by_outcome) == Counter(last.values())
