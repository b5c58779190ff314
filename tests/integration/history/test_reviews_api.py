"""Reviews, the label queue and drift by the API, by its client, and by the command line."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from api_fixtures import served
from api_quality import CHALLENGER
from click.testing import CliRunner
from people_rig import define
from store_examples import JOURNAL, START_UTC_NS, example, with_view

from inspector.cli.dataset.group import dataset
from inspector.cli.drift import drift
from inspector.client.station import StationClient
from inspector.clock import utc_datetime
from inspector.domain.drift import ImageHealth, Measure
from inspector.domain.errors.dataset import SourceInvalidError
from inspector.domain.errors.drift import (
    BaselineNotReadyError,
    LabelContradictoryError,
    LabelUnsuitableError,
)
from inspector.domain.errors.history import GoldenMissingError, PickNameUnsuitableError
from inspector.domain.errors.store import DatabaseDamagedError, ResultNotFoundError
from inspector.domain.evaluation import Evaluation
from inspector.domain.labels import Why
from inspector.domain.people import Role
from inspector.domain.record import ArchivedImage, ResultRecord, ShadowRecord
from inspector.paths import DataFolder
from inspector.services.people.register import PeopleRegister
from inspector.services.reviews.desk import NOT_SIGNED_IN
from inspector.store.opening import open_history, open_store
from inspector.wire.history import ResultFilter, ReviewStanding
from inspector.wire.reviews import ReviewBatchRequest, ReviewRequest

SINCE = utc_datetime(START_UTC_NS) - timedelta(hours=1)
UNTIL = utc_datetime(START_UTC_NS) + timedelta(hours=1)


def test_a_person_overrides_a_verdict_and_a_second_one_confirms(api, client):
    register = PeopleRegister(api.run_file.parents[1] / "people.toml")
    define(register, "Ana", Role.QUALITY, "4711")
    define(register, "Ben", Role.ENGINEER, "471108")
    record = api.records[1]
    client.people.sign_in("Ana", "4711")
    said = ReviewRequest(label="scratch", reason=" beside the bore ")
    first = client.reviews.review(record.result_id, said)
    client.people.sign_in("Ben", "471108")
    second = client.reviews.review(record.result_id, ReviewRequest(label="scratch"))

    assert (first.person, first.role, first.reason) == ("Ana", Role.QUALITY, "beside the bore")
    assert (first.evaluation, first.review_of) == (Evaluation.NOT_OK, None)
    assert second.review_of == first.review_id
    assert client.reviews.of_result(record.result_id).reviews == [first, second]
    assert client.history.result(record.result_id).evaluation is Evaluation.OK
    entry = next(each for each in api.audited() if each["what"] == "result.review")
    assert (entry["who"], entry["target"]) == ("Ana", record.result_id)
    assert entry["old"] == {"label": "good", "evaluation": "OK"}
    assert entry["new"] == {"label": "scratch", "evaluation": "NOT_OK"}


def test_while_nobody_is_defined_a_review_says_so(api, client):
    row = client.reviews.review(api.records[1].result_id, ReviewRequest(label="good"))
    assert (row.person, row.role) == (NOT_SIGNED_IN, None)


def test_reviews_are_followed_page_by_page(api, client):
    for record in api.records[:5]:
        client.reviews.review(record.result_id, ReviewRequest(label="good"))
    first = client.reviews.page_after(0, 3)
    rest = client.reviews.page_after(first.next_after, 3)
    ids = [row.result_id for row in first.reviews + rest.reviews]
    assert ids == [record.result_id for record in api.records[:5]]
    assert rest.next_after is None


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        (ReviewRequest(label="good", evaluation=Evaluation.NOT_OK), LabelContradictoryError),
        (ReviewRequest(label="scratch", evaluation=Evaluation.OK), LabelContradictoryError),
        (ReviewRequest(label="never seen"), LabelContradictoryError),
        (ReviewRequest(label=" burr", evaluation=Evaluation.NOT_OK), LabelUnsuitableError),
        (ReviewRequest(label="b\nurr", evaluation=Evaluation.NOT_OK), LabelUnsuitableError),
    ],
)
def test_a_review_that_makes_no_sense_is_refused(api, client, request_, error):
    with pytest.raises(error):
        client.reviews.review(api.records[1].result_id, request_)
    assert client.reviews.of_result(api.records[1].result_id).reviews == []
    assert api.audited()[-1]["outcome"] == error.code


def test_a_class_that_the_model_does_not_know_is_a_label(api, client):
    said = ReviewRequest(label="burr", evaluation=Evaluation.NOT_OK)
    assert client.reviews.review(api.records[1].result_id, said).label == "burr"


def test_a_result_that_is_not_there_has_no_reviews(client):
    missing = "00c0ffee-999999999999"
    with pytest.raises(ResultNotFoundError):
        client.reviews.of_result(missing)
    with pytest.raises(ResultNotFoundError):
        client.reviews.review(missing, ReviewRequest(label="good"))


def test_the_queue_offers_pictures_that_nobody_has_reviewed(api, client):
    offered = client.reviews.label_queue(200, SINCE, UNTIL).tasks
    pictured = {record.result_id for record in api.records if record.image.path}
    assert {task.result_id for task in offered} <= pictured
    assert len(offered) == len({task.result_id for task in offered}) >= 15
    client.reviews.review(offered[0].result_id, ReviewRequest(label="good"))
    left = client.reviews.label_queue(200, SINCE, UNTIL).tasks
    assert {task.result_id for task in left} == {task.result_id for task in offered[1:]}
    assert client.reviews.label_queue(200, UNTIL, UNTIL + timedelta(days=1)).tasks == []


@pytest.mark.parametrize("since", [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)])
def test_any_time_may_be_asked_for(client, since):
    until = since + timedelta(days=1)
    assert client.reviews.label_queue(5, since, until).tasks == []
    assert client.drift.series(Measure.FOCUS, since, until).points == []


def test_what_a_model_on_trial_judges_otherwise_is_offered_first(api, client):
    disputed = api.records[2]
    said = ShadowRecord(
        result_id=disputed.result_id,
        view=0,
        model_sha256=CHALLENGER,
        utc_ns=disputed.triggered_utc_ns,
        evaluation=Evaluation.NOT_OK,
        class_name="scratch",
        score=0.9,
        threshold=0.5,
        novelty=None,
        inference_ns=1000,
    )
    store = open_store(api.run_file.parents[1])
    store.commit_shadow([said])
    store.close()
    first, *others = client.reviews.label_queue(8, SINCE, UNTIL).tasks
    assert (first.why, first.result_id) == (Why.DISPUTED, disputed.result_id)
    assert len(others) == 7
    assert Why.DISPUTED not in {task.why for task in others}


def test_drift_is_told_by_measure_and_over_time(api, client):
    state = client.drift.state()
    assert (state.pictures_measured, state.pictures_skipped) == (7, 3)
    assert state.findings == []
    with pytest.raises(BaselineNotReadyError):
        client.drift.take_baseline()
    series = client.drift.series(Measure.GOOD_SCORE, SINCE, UNTIL, 4)
    assert sum(point.count for point in series.points) == len(api.records) - 1  # one has no number
    assert {point.camera for point in series.points} == {"", "top", "side"}
    rejects = client.drift.series(Measure.REJECTED, SINCE, UNTIL, 1).points
    assert sum(point.count for point in rejects) >= 20


def many(folder: Path) -> list[ResultRecord]:
    """Two hundred parts over two hundred minutes, each with a picture of its own."""
    records = []
    for index in range(1, 201):
        minute = 60_000_000_000
        close = index % 10 == 0
        record = with_view(
            example(
                index,
                triggered_utc_ns=START_UTC_NS + index * minute,
                score=0.52 if close else 0.95,
                threshold=0.5,
                novelty=5.0 if index % 10 == 5 else 0.5,
                image=ArchivedImage(f"{index}.png", f"{index:064x}"),
            )
        )
        records.append(record)
    store = open_store(folder)
    store.commit(JOURNAL, 200, records, [], [])
    store.close()
    return records


def queue_of(folder: Path, limit: int) -> list[dict[str, object]]:
    days = (datetime.now(UTC) - SINCE) / timedelta(days=1)
    arguments = ["queue", "--data-dir", folder, "--limit", limit, "--days", days, "--json"]
    result = CliRunner().invoke(dataset, [str(each) for each in arguments])
    assert result.exit_code == 0, result.output
    return list(json.loads(result.stdout)["tasks"])


def test_the_queue_mixes_close_novel_and_random_pictures_over_the_time(tmp_path):
    records = many(DataFolder(tmp_path).database)
    by_id = {record.result_id: record for record in records}
    tasks = queue_of(tmp_path, 16)
    kinds = [task["why"] for task in tasks]
    assert kinds == [Why.NEAR_THRESHOLD] * 8 + [Why.NOVEL] * 4 + [Why.RANDOM] * 4
    assert {by_id[task["result_id"]].score for task in tasks[:8]} == {0.52}
    assert {by_id[task["result_id"]].novelty for task in tasks[8:12]} == {5.0}
    assert queue_of(tmp_path, 16) == tasks


def test_what_one_kind_lacks_the_others_fill(tmp_path):
    records = [replace(example(index), novelty=None) for index in range(1, 31)]
    same = replace(records[0].image, sha256="9" * 64)
    pictures = [replace(each.image, sha256=f"{n:064x}") for n, each in enumerate(records)]
    pictures[5] = pictures[6] = same
    folder = DataFolder(tmp_path).database
    store = open_store(folder)
    rows = [replace(each, image=image) for each, image in zip(records, pictures, strict=True)]
    store.commit(JOURNAL, 30, rows, [], [])
    store.close()
    assert len(queue_of(tmp_path, 200)) == 29


def label(folder: Path, *arguments: str) -> object:
    return CliRunner().invoke(dataset, ["label", *arguments, "--data-dir", str(folder)])


def test_the_command_line_labels_beside_a_running_station(tmp_path):
    database = DataFolder(tmp_path).database
    records = many(database)
    running = open_store(database)
    result = label(tmp_path, records[0].result_id, "burr", "--defect", "--reason", "seen", "--json")
    assert result.exit_code == 0, result.output
    running.commit(JOURNAL, 201, [example(201)], [], [])
    (review,) = running.reviews().of_result(records[0].result_id)
    running.close()
    assert (review.review.label, review.review.evaluation) == ("burr", Evaluation.NOT_OK)
    assert review.review.person.startswith("account:")
    assert json.loads(result.stdout)["review_id"] == review.review_id
    audit = DataFolder(tmp_path).audit.read_text("utf-8")
    assert json.loads(audit.splitlines()[-1])["what"] == "result.review"


def test_a_label_from_the_command_line_needs_a_station_that_has_run(tmp_path):
    result = label(tmp_path, example(1).result_id, "good", "--good")
    assert isinstance(result.exception, DatabaseDamagedError)
    assert not (tmp_path / "db").exists()


def test_a_label_becomes_a_dataset_item_with_its_provenance(tmp_path):
    from inspector.training.datasets.sources.station_history import ReviewRows

    database = DataFolder(tmp_path).database
    record = many(database)[0]
    label(tmp_path, record.result_id, "burr", "--defect", "--reason", "seen")
    store, history = open_store(database), open_history(database)
    (row,) = ReviewRows(store.reviews()).rows()
    history.close()
    store.close()
    assert (row.label, row.picture, row.picture_sha256) == (
        "burr",
        record.image.path,
        record.image.sha256,
    )
    assert row.person.startswith("account:")
    assert row.reason == "seen"


def test_the_command_line_tells_of_drift(api, tmp_path):
    health = ImageHealth(0.25, 0.5, 0.75, 1.5)
    store = open_store(tmp_path)
    records = []
    for index in range(100, 200):
        record = with_view(example(index))
        view = replace(record.views[0], health=health)
        records.append(replace(record, views=(view,)))
    store.commit(JOURNAL, 200, records, [], [])
    store.close()
    arguments = ["--data-dir", str(tmp_path)]
    assert "nothing is compared yet" in CliRunner().invoke(drift, arguments).output
    taken = CliRunner().invoke(drift, [*arguments, "--take-baseline"]).output
    assert "top          focus" in taken
    assert api.audited()[-1]["what"] == "drift.take_baseline"
    assert CliRunner().invoke(drift, arguments).output == taken
    document = json.loads(CliRunner().invoke(drift, [*arguments, "--json"]).stdout)
    assert {finding["measure"] for finding in document["findings"]} >= {"focus", "rejected"}


def test_several_results_are_reviewed_together(api, client):
    ids = [api.records[index].result_id for index in (1, 2, 4)]
    missing = "00000000-000000000000"
    request = ReviewBatchRequest(label="scratch", reason="the lamp", result_ids=[*ids, missing])
    done = client.reviews.review_all(request)
    assert [row.result_id for row in done.reviews] == ids
    assert [(row.result_id, row.code) for row in done.refused] == [(missing, "STO-004")]
    found = client.history.page(ResultFilter(review=ReviewStanding.OVERRIDDEN)).rows
    assert sorted(row.result_id for row in found) == ids
    assert {client.history.result(each).review for each in ids} == {ReviewStanding.OVERRIDDEN}
    assert api.audited()[-1]["what"] == "result.review"
    wrong = ReviewBatchRequest(label="scratch", evaluation=Evaluation.OK, result_ids=ids)
    with pytest.raises(LabelContradictoryError):
        client.reviews.review_all(wrong)
    assert client.history.count(ResultFilter(review=ReviewStanding.NONE)).count == 22


def test_what_people_contradict_each_other_on_is_found(api, client, tmp_path):
    register = PeopleRegister(tmp_path / "people.toml")
    pins = {"Ana": "4711", "Ben": "471108"}
    for person, pin in pins.items():
        define(register, person, Role.QUALITY, pin)
    result_id = api.records[1].result_id
    standings = []
    for person, said in (("Ana", "good"), ("Ben", "scratch"), ("Ana", "scratch")):
        client.people.sign_in(person, pins[person])
        client.reviews.review(result_id, ReviewRequest(label=said))
        standings.append(client.history.result(result_id).review)
    assert standings == [
        ReviewStanding.CONFIRMED,
        ReviewStanding.DISPUTED,
        ReviewStanding.OVERRIDDEN,
    ]


def test_results_are_put_on_a_list_once(api, client):
    ids = [api.records[index].result_id for index in (1, 2, 4)]
    assert client.history.pick("edge cases", ids[:2]).added == 2
    answer = client.history.pick("edge cases", ids)
    assert (answer.added, answer.pick.results) == (1, 3)
    assert [each.name for each in client.history.picks().picks] == ["edge cases"]
    with pytest.raises(ResultNotFoundError):
        client.history.pick("edge cases", [ids[0], "00000000-000000000000"])
    with pytest.raises(PickNameUnsuitableError):
        client.history.pick(" ", ids)
    assert api.audited()[1]["what"] == "dataset.pick"


def test_a_list_becomes_a_dataset(tmp_path):
    from inspector.training.datasets.sources.station_history import station_listing

    data = DataFolder(tmp_path)
    records = many(data.database)
    for record in records[:3]:
        file = data.archive / record.image.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"picture")
    label(tmp_path, records[0].result_id, "burr", "--defect")
    label(tmp_path, records[2].result_id, "burr", "--defect")
    store = open_store(data.database)
    store.picks().add("edge", [each.result_id for each in records[:2]], 1, "ana")
    store.close()

    def chosen(*, unreviewed: bool) -> list[tuple[str, str]]:
        listing = station_listing(tmp_path, None, unreviewed=unreviewed, pick="edge")
        return [(item.provenance["result_id"], item.label) for item in listing.items]

    reviewed = (records[0].result_id, "burr")
    assert chosen(unreviewed=False) == [reviewed]
    assert chosen(unreviewed=True) == [reviewed, (records[1].result_id, "good")]
    with pytest.raises(SourceInvalidError, match="no list 'edges'"):
        station_listing(tmp_path, None, unreviewed=True, pick="edges")


def test_without_its_model_a_part_is_held_against_the_last_good_one(api, client):
    golden = client.history.golden(api.records[3].result_id)
    assert golden.source == f"result {api.records[23].result_id}"
    assert golden.content == client.history.image(api.records[23].result_id)


def test_where_no_good_part_has_a_picture_there_is_nothing_to_compare(tmp_path):
    with served(tmp_path) as api, StationClient.from_run_file(api.run_file) as client:
        for file in (tmp_path / "archive").rglob("*.png"):
            file.unlink()
        with pytest.raises(GoldenMissingError):
            client.history.golden(api.records[3].result_id)
