"""Reviews, image health, novelty and models on trial: kept with the history, and read back."""

from __future__ import annotations

import itertools
import math
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from store_examples import JOURNAL, PROVENANCE, START_UTC_NS, example, view_of, with_view

from inspector.domain.drift import Baseline, ImageHealth, Measure, Shift
from inspector.domain.errors.store import ResultNotFoundError
from inspector.domain.evaluation import Evaluation
from inspector.domain.labels import Why
from inspector.domain.people import Role
from inspector.domain.record import ResultRecord, ShadowRecord
from inspector.domain.review import Review
from inspector.store.opening import DATABASE_NAME, open_store
from inspector.store.reading.history import SqliteHistory
from inspector.store.result_store import SqliteResultStore

CHALLENGER = "a" * 64
HEALTH = ImageHealth(0.25, 0.5, 0.75, 1.5, Shift(-2.0, 3.5, 0.5))


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


def measured(index: int, health: ImageHealth | None = HEALTH, **changes: object) -> ResultRecord:
    """A part that one camera saw and that was measured."""
    record = with_view(example(index, novelty=0.5, **changes))
    view = replace(record.views[0], health=health, novelty=0.5)
    return replace(record, views=(view,))


def of_two_cameras(index: int) -> ResultRecord:
    record = example(index, novelty=0.25)
    views = (
        view_of(record, 0, "top", novelty=0.25, health=HEALTH),
        view_of(record, 1, "side", novelty=4.0, health=replace(HEALTH, shift=None)),
    )
    return replace(record, views=views)


def review(record: ResultRecord, person: str = "ana", **changes: object) -> Review:
    said = Review(
        result_id=record.result_id,
        utc_ns=START_UTC_NS,
        person=person,
        role=Role.QUALITY,
        label="scratch",
        evaluation=Evaluation.NOT_OK,
        reason="a scratch beside the bore",
    )
    return replace(said, **changes)


def shadow(record: ResultRecord, view: int = 0, **changes: object) -> ShadowRecord:
    said = ShadowRecord(
        result_id=record.result_id,
        view=view,
        model_sha256=CHALLENGER,
        utc_ns=record.triggered_utc_ns,
        evaluation=Evaluation.OK,
        class_name="good",
        score=0.875,
        threshold=0.5,
        novelty=None,
        inference_ns=2_000_000,
    )
    return replace(said, **changes)


@pytest.mark.parametrize("record", [measured(1), measured(1, None), of_two_cameras(1)])
def test_health_and_novelty_come_back_with_their_view(store, history, record):
    store.commit(JOURNAL, 1, [record], [], [])
    assert history.result(record.result_id).record == record


def test_a_replayed_record_leaves_the_first_ones_health_as_it_is(store, history):
    store.commit(JOURNAL, 1, [measured(1)], [], [])
    again = measured(1, replace(HEALTH, focus=9.0))
    store.commit(JOURNAL, 2, [again, measured(2)], [], [])
    assert history.result(again.result_id).record == measured(1)
    assert history.result(measured(2).result_id).record == measured(2)


def test_a_novelty_that_is_no_number_costs_no_record(store, history):
    record = replace(measured(1), novelty=math.nan)
    store.commit(JOURNAL, 1, [record], [], [])
    assert history.result(record.result_id).record.novelty is None


def test_observations_tell_of_every_view_and_are_not_told_twice(store):
    store.commit(JOURNAL, 3, [measured(1), of_two_cameras(2), example(3)], [], [])
    seen = store.observations().observations_after(0, 10)
    assert [(each.sequence, each.camera, each.novelty) for each in seen] == [
        (1, "top", 0.5),
        (2, "top", 0.25),
        (2, "side", 4.0),
        (3, "", None),
    ]
    assert seen[0].health == HEALTH
    assert seen[3].health is None
    assert seen[0].configuration.model_sha256 == PROVENANCE.model_sha256
    assert store.observations().newest_sequence() == 3
    assert [each.sequence for each in store.observations().observations_after(1, 1)] == [2, 2]


def test_a_long_time_is_sampled_evenly(store):
    store.commit(JOURNAL, 1000, [measured(index) for index in range(1000)], [], [])
    found = store.observations().observations_between(START_UTC_NS, START_UTC_NS * 2, 100)
    seen = found.observations
    gaps = {b.sequence - a.sequence for a, b in itertools.pairwise(seen)}
    assert (len(seen), gaps, found.sampled) == (100, {10}, True)


def test_the_newest_baseline_of_a_measure_counts(store):
    first = Baseline("r" * 64, "m" * 64, "top", Measure.FOCUS, 200, 1.0, 0.1, START_UTC_NS)
    newer = replace(first, median=2.0)
    other = replace(first, measure=Measure.BRIGHTNESS)
    observations = store.observations()
    observations.add_baselines([first, other])
    observations.add_baselines([newer])
    observations.add_baselines([])
    assert set(observations.baselines("r" * 64, "m" * 64)) == {newer, other}
    assert observations.baselines("r" * 64, "x" * 64) == []


def test_reviews_come_back_in_order_and_the_second_person_reviews_the_first(store):
    record = measured(1)
    store.commit(JOURNAL, 1, [record], [], [])
    reviews = store.reviews()
    first = reviews.add(review(record))
    corrected = reviews.add(review(record, label="dent"))
    second = reviews.add(review(record, person="ben", label="good", evaluation=Evaluation.OK))
    assert (first.review_of, corrected.review_of) == (None, None)
    assert second.review_of == corrected.review_id
    assert reviews.of_result(record.result_id) == [first, corrected, second]
    assert reviews.page_after(first.review_id, 1) == [corrected]


def test_only_the_newest_review_of_a_result_is_a_label(store):
    records = [measured(1), measured(2)]
    store.commit(JOURNAL, 2, records, [], [])
    reviews = store.reviews()
    for person, label in (("ana", "dent"), ("ben", "scratch")):
        reviews.add(review(records[0], person, label=label))
    reviews.add(review(records[1], label="good", evaluation=Evaluation.OK))
    reviewed = reviews.reviewed_after(0, 10)
    assert [each.stored.review.label for each in reviewed] == ["scratch", "good"]
    assert reviewed[0].image == records[0].image
    assert (reviewed[0].evaluation, reviewed[0].class_name) == (Evaluation.OK, "good")
    assert reviewed[0].camera == "top"
    assert [each.stored.review_id for each in reviews.reviewed_after(2, 10)] == [3]


def test_a_review_of_nothing_is_refused(store):
    with pytest.raises(ResultNotFoundError):
        store.reviews().add(review(measured(1)))


@pytest.mark.parametrize("change", ["UPDATE review SET label = 'good'", "DELETE FROM review"])
def test_nobody_changes_a_review(store, tmp_path, change):
    store.commit(JOURNAL, 1, [measured(1)], [], [])
    store.reviews().add(review(measured(1)))
    connection = sqlite3.connect(tmp_path / DATABASE_NAME)
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        connection.execute(change)
    connection.close()


def test_a_challenger_is_compared_view_by_view(store, history):
    one, two = measured(1), of_two_cameras(2)
    store.commit(JOURNAL, 2, [one, two], [], [])
    rejected = {"evaluation": Evaluation.NOT_OK, "class_name": "scratch"}
    store.commit_shadow([shadow(one), shadow(two), shadow(two, 1, **rejected)])
    store.commit_shadow([shadow(measured(3), inference_ns=6_000_000), shadow(one, score=0.1)])

    found = history.shadow_comparison(CHALLENGER, 0)
    assert (found.views, found.waiting, found.same_class, found.flips) == (3, 1, 2, 1)
    assert found.by_evaluation == {
        (Evaluation.OK, Evaluation.OK): 2,
        (Evaluation.OK, Evaluation.NOT_OK): 1,
    }
    assert (found.inference_mean_ns, found.inference_max_ns) == (3_000_000, 6_000_000)
    until = START_UTC_NS * 2
    (flip,) = history.label_candidates().disputed(CHALLENGER, 0, until, 10)
    assert (flip.why, flip.result_id) == (Why.DISPUTED, two.result_id)
    assert history.label_candidates().disputed(CHALLENGER, 0, two.triggered_utc_ns, 10) == []
    store.reviews().add(review(two))
    assert history.label_candidates().disputed(CHALLENGER, 0, until, 10) == []
    assert history.shadow_comparison(CHALLENGER, two.triggered_utc_ns + 1).views == 0
    assert history.shadow_comparison("b" * 64, 0).inference_mean_ns == 0.0


def test_a_verdict_that_comes_before_its_result_is_compared_once_it_is_there(store, history):
    record = measured(1)
    store.commit_shadow([shadow(record)])
    assert history.shadow_comparison(CHALLENGER, 0).views == 0
    store.commit(JOURNAL, 1, [record], [], [])
    assert history.shadow_comparison(CHALLENGER, 0).views == 1


def test_what_belongs_to_a_result_goes_with_it_and_reviews_stay(store, history, tmp_path):
    record = measured(1)
    store.commit(JOURNAL, 1, [record], [], [])
    store.commit_shadow([shadow(record)])
    store.reviews().add(review(record))
    with store.database.writer.begin() as connection:
        connection.exec_driver_sql("DELETE FROM result")
    connection = sqlite3.connect(tmp_path / DATABASE_NAME)
    left = [
        connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        for table in ("image_health", "shadow_result", "review")
    ]
    connection.close()
    assert left == [0, 0, 1]
    assert store.reviews().reviewed_after(0, 10) == []


def test_results_reviews_and_trials_are_written_at_the_same_time(store, history):
    """The recorder, the API's threads and the trial share one connection; nothing is lost."""
    store.commit(JOURNAL, 1, [measured(0)], [], [])
    reviews = store.reviews()

    def say() -> None:
        for _ in range(50):
            reviews.add(review(measured(0)))

    def judge() -> None:
        for index in range(1, 51):
            store.commit_shadow([shadow(measured(index))])

    threads = [threading.Thread(target=work) for work in (say, judge)]
    for thread in threads:
        thread.start()
    for index in range(1, 51):
        store.commit(JOURNAL, index + 1, [measured(index)], [], [])
    for thread in threads:
        thread.join()
    assert len(reviews.of_result(measured(0).result_id)) == 50
    assert history.shadow_comparison(CHALLENGER, 0).views == 50
    assert store.position(JOURNAL) == 51
