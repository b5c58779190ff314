"""Lots, spans and what people said are there for rows of an older database too."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from store_examples import JOURNAL, START_UTC_NS, example

from inspector.domain.errors.history import LotRunningError, NoLotError
from inspector.domain.evaluation import Evaluation
from inspector.domain.history import HistoryFilter, RowCount
from inspector.domain.lots import Lot, LotBoundary
from inspector.domain.people import Role
from inspector.domain.review import Review, Standing
from inspector.store.opening import DATABASE_NAME, open_store
from inspector.store.schema.migration import create_at, migrate

SECOND = 10**9
INTO_RESULT = """
INSERT INTO result (result_id, journal_id, trigger_index, part_id, encoder, triggered_utc_ns,
  decided_utc_ns, evaluation, reason, provenance_id, class_name, score, scores, image_wait_ns,
  queue_ns, preprocessing_ns, inference_ns, decision_ns, frame_source, pixel_format, image_path,
  image_sha256, image_note)
VALUES (?, 1, ?, 0, 0, ?, 0, 2, 0, 1, 'scratch', 0.7, '{}', 0, 0, 0, 0, 0, '', '', '', '', '')
"""
INTO_REVIEW = """
INSERT INTO review (result_id, utc_ns, person, role, label, evaluation, reason, review_of)
VALUES (?, 0, ?, '', ?, ?, '', ?)
"""


def fill_as_before(path: Path) -> None:
    """Three thousand rows; the first four were reviewed."""
    connection = sqlite3.connect(path)
    connection.execute(
        "INSERT INTO provenance VALUES (1, 's', '0', 'c', 'bracket', 'r', 'm', 'h', 'v', 'p', 0)"
    )
    rows = [(f"r{index}", index, index * SECOND) for index in range(3000)]
    connection.executemany(INTO_RESULT, rows)
    said = [
        ("r0", "ana", "scratch", 2, None),
        ("r1", "ana", "good", 1, None),
        ("r2", "ana", "scratch", 2, None),
        ("r2", "ben", "good", 1, 3),
        ("r3", "ana", "scratch", 2, None),
        ("r3", "ana", "dent", 2, None),
    ]
    connection.executemany(INTO_REVIEW, said)
    connection.commit()
    connection.close()


def test_rows_of_before_are_found_by_time_score_and_review(tmp_path):
    path = tmp_path / DATABASE_NAME
    create_at(path, "0005")
    fill_as_before(path)
    migrate(path, "0005")
    store = open_store(tmp_path)
    history = store.history()
    in_time = HistoryFilter(since_utc_ns=1500 * SECOND, until_utc_ns=1510 * SECOND)
    assert [row.trigger_index for row in history.page(in_time, None, 99)] == list(
        range(1509, 1499, -1)
    )
    assert history.count(HistoryFilter(score_min=0.7, score_max=0.71), 9) == RowCount(3000, False)
    for since, until in ((500, 2600), (0, 1024), (1023, 1025), (1, 2999), (2000, 9000), (9, 3)):
        in_time = HistoryFilter(since_utc_ns=since * SECOND, until_utc_ns=until * SECOND)
        within = len(range(since, min(until, 3000)))
        assert history.count(in_time, 9) == RowCount(within, more=False)
    rows = history.page_after(HistoryFilter(), 0, 5)
    assert [row.review for row in rows] == [
        Standing.CONFIRMED,
        Standing.OVERRIDDEN,
        Standing.DISPUTED,
        Standing.OVERRIDDEN,
        Standing.NONE,
    ]
    assert {(row.lot, row.recipe_id, row.challenge) for row in rows} == {("", "bracket", False)}
    history.close()
    store.close()


def test_a_third_person_settles_what_two_disagree_on(tmp_path):
    store = open_store(tmp_path)
    record = example(1)
    store.commit(JOURNAL, 1, [record], [], [])
    history = store.history()
    standings = []
    for person, label in (("ana", "scratch"), ("ben", "good"), ("eve", "good")):
        good = Evaluation.OK if label == "good" else Evaluation.NOT_OK
        review = Review(record.result_id, 1, person, Role.QUALITY, label, good, "")
        store.reviews().add(review)
        standings.append(history.result(record.result_id).review)
    assert standings == [Standing.OVERRIDDEN, Standing.DISPUTED, Standing.CONFIRMED]
    history.close()
    store.close()


def test_challenge_parts_are_told_from_the_others(tmp_path):
    store = open_store(tmp_path)
    records = [example(index, challenge=index == 3) for index in range(5)]
    store.commit(JOURNAL, 1, records, [], [])
    history = store.history()
    found = history.page(HistoryFilter(challenge=True), None, 9)
    others = history.page(HistoryFilter(challenge=False), None, 9)
    assert [row.trigger_index for row in found] == [3]
    assert [row.trigger_index for row in others] == [4, 2, 1, 0]
    history.close()
    store.close()


def test_one_lot_at_a_time(tmp_path):
    store = open_store(tmp_path)
    lots = store.lots()
    with pytest.raises(NoLotError):
        lots.end(1, "ana", LotBoundary(JOURNAL, 1))
    first = lots.begin(Lot(0, "A", "", START_UTC_NS, "ana"), LotBoundary(JOURNAL, 1))
    with pytest.raises(LotRunningError):
        lots.begin(Lot(0, "A", "", START_UTC_NS, "ana"), LotBoundary(JOURNAL, 2))
    second = lots.begin(Lot(0, "B", "", START_UTC_NS + 1, "ben"), LotBoundary(JOURNAL, 2))
    assert lots.running() == second
    (newest, oldest) = lots.page(None, 9)
    assert (oldest.lot_id, oldest.ended_utc_ns, oldest.ended_by) == (
        first.lot_id,
        START_UTC_NS + 1,
        "ben",
    )
    assert newest.ended_utc_ns is None
    assert [(use.trigger_index, use.lot_id) for use in store.lot_uses(JOURNAL)] == [
        (1, first.lot_id),
        (2, second.lot_id),
    ]
    store.close()
