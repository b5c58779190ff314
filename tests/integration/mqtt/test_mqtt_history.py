"""Nothing of the history is lost or told out of order, whoever is killed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from mqtt_rig import (
    Broker,
    ServedHistory,
    Subscriber,
    broker,
    publishing,
    sequences,
    served_history,
    subscriber,
    telling,
)
from waiting import wait_until

from inspector.paths import DataFolder

IN_FLIGHT = 5


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def mosquitto(tmp_path: Path) -> Iterator[Broker]:
    with broker(tmp_path / "broker") as running:
        yield running


@pytest.fixture
def history(data: DataFolder) -> Iterator[ServedHistory]:
    with served_history(data) as served:
        yield served


@pytest.fixture
def observer(mosquitto: Broker, tmp_path: Path) -> Iterator[Subscriber]:
    with subscriber(mosquitto, tmp_path) as running:
        yield running


def until_told(observer: Subscriber, name: str, rows: int) -> None:
    wait_until(lambda: len(sequences(observer.told(name))) >= rows, f"{rows} times {name}")


def test_every_row_is_told_once_in_storing_order_and_its_outcome_when_it_comes(
    data, mosquitto, history, observer
):
    history.add(250)
    history.confirm(0, 120)
    with telling(data, mosquitto.port):
        until_told(observer, "result", 250)
        until_told(observer, "outcome", 120)
        history.confirm(120, 250)
        history.add(1)
        until_told(observer, "outcome", 250)
        until_told(observer, "result", 251)

    results, outcomes = observer.told("result"), observer.told("outcome")
    assert [each.body["sequence"] for each in results] == list(range(1, 252))
    assert [each.body["sequence"] for each in outcomes] == list(range(1, 251))
    first = results[0].body
    assert (first["station_id"], first["class_name"], first["evaluation"]) == ("line-3", "good", 1)
    assert first["triggered_at"].endswith("Z")
    assert outcomes[0].body["outcome"] == 1
    assert outcomes[0].body["outcome_at"].endswith("Z")


def test_a_broker_that_is_killed_in_mid_run_costs_at_most_what_was_in_flight(
    data, mosquitto, history, observer
):
    history.add(400)
    with publishing(data, mosquitto.port, f"in_flight = {IN_FLIGHT}") as publisher:
        for round_number in range(3):
            until_told(observer, "result", 60 + 120 * round_number)
            wait_until(lambda: publisher.log().count("connected to") == round_number + 1)  # noqa: B023
            mosquitto.kill()
            history.add(50)
            wait_until(lambda: publisher.log().count("MQT-001") == round_number + 1)  # noqa: B023
            mosquitto.start()
        history.confirm(0, history.rows)
        until_told(observer, "outcome", history.rows)
        assert publisher.log().count("MQT-") == 3
        assert publisher.log().count("connected to") == 4

    assert sequences(observer.told("outcome")) == list(range(1, history.rows + 1))
    # A broker that is killed forgets what it has confirmed and its subscriber has not.
    told = sequences(observer.told("result"))
    assert told == sorted(told)
    assert history.rows - len(told) <= 3 * IN_FLIGHT
    # What the broker repeats to its subscriber after a restart is not the publisher's doing.
    received = sum(
        "Received PUBLISH from line-3" in line and "line-3/result'" in line
        for line in mosquitto.log().splitlines()
    )
    assert received <= history.rows + 3 * 100


def test_a_publisher_that_is_killed_goes_on_where_the_broker_had_confirmed(
    data, mosquitto, history, observer
):
    history.add(300)
    history.confirm(0, 300)
    with publishing(data, mosquitto.port) as publisher:
        for rows in (50, 150, 250):
            until_told(observer, "result", rows)
            publisher.kill()
            publisher.start()
        until_told(observer, "outcome", 300)

    for name in ("result", "outcome"):
        assert sequences(observer.told(name)) == list(range(1, 301))
    assert len(observer.told("result")) <= 300 + 3 * 100


def test_the_api_goes_away_and_comes_back_elsewhere(data, mosquitto, history, observer):
    history.add(10)
    with publishing(data, mosquitto.port) as publisher:
        until_told(observer, "result", 10)
        history.stop()
        wait_until(lambda: observer.told("state")[-1].body["api_connected"] is False)
        history.add(10)
        history.start()
        until_told(observer, "result", 20)
        assert observer.told("state")[-1].body["state"] == "Ready"
        assert publisher.log().count("does not answer") == 1

    assert sequences(observer.told("result")) == list(range(1, 21))


def test_without_backlog_the_first_connection_begins_behind_the_newest_row(
    data, mosquitto, history, observer
):
    history.add(30)
    with telling(data, mosquitto.port, "backlog = false"):
        kept = data.mqtt / "position.json"
        wait_until(lambda: kept.exists() and '"results": 30' in kept.read_text())
        history.add(5)
        until_told(observer, "result", 5)
    history.add(5)
    with telling(data, mosquitto.port, "backlog = false"):
        until_told(observer, "result", 10)
    assert sequences(observer.told("result")) == list(range(31, 41))


def test_a_database_that_was_replaced_is_told_from_its_beginning(
    data, mosquitto, history, observer, tmp_path
):
    history.add(20)
    with publishing(data, mosquitto.port) as publisher:
        until_told(observer, "result", 20)
        publisher.stop()
        history.stop()
        with served_history(DataFolder(tmp_path / "restored")) as other:
            other.add(30, journal_id=0xFACADE)
            data.run_file.parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "restored" / "run" / "api.json").rename(data.run_file)
            publisher.start()
            wait_until(lambda: len(observer.told("result")) == 50)
            assert "another one" in publisher.log()
            publisher.stop()


def test_an_outcome_that_can_never_come_holds_up_no_other(data, mosquitto, history, observer):
    history.add(5, journal_id=0xFACADE)
    history.add(5)
    history.confirm(5, 8)
    with telling(data, mosquitto.port):
        until_told(observer, "outcome", 3)
        history.confirm(8, 10)
        until_told(observer, "outcome", 5)
    assert [each.body["sequence"] for each in observer.told("outcome")] == [6, 7, 8, 9, 10]


def test_a_position_that_cannot_be_read_tells_all_again(data, mosquitto, history, observer):
    history.add(10)
    with publishing(data, mosquitto.port) as publisher:
        until_told(observer, "result", 10)
        publisher.stop()
        (data.mqtt / "position.json").write_bytes(b"\0\0\0")
        publisher.start()
        wait_until(lambda: len(observer.told("result")) == 20)
        assert "cannot be read" in publisher.log()
    assert sequences(observer.told("result")) == list(range(1, 11))
