"""State, counters, alarms and whether anybody is there: true for who listens, whenever he comes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from mqtt_rig import (
    Broker,
    ServedHistory,
    Subscriber,
    broker,
    publishing,
    served_history,
    subscriber,
    telling,
)
from waiting import wait_until

from inspector.domain.errors.plc import PlcConnectionError
from inspector.paths import DataFolder
from inspector.wire.station import Alarm, Severity, StationCommand

OFTEN = "counters_period_s = 1"
RAISED = datetime(2026, 1, 2, tzinfo=UTC)


def alarm(code: str, message: str = "it happened") -> Alarm:
    return Alarm(
        code=code, severity=Severity.FAULT, message=message, remedy="mend it", since=RAISED
    )


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


def events(observer: Subscriber) -> list[tuple[str, bool]]:
    return [(each.body["code"], each.body["active"]) for each in observer.told("alarm")]


def standing(observer: Subscriber) -> list[str]:
    return [each["code"] for each in observer.told("alarms")[-1].body["alarms"]]


def test_a_state_is_told_when_it_changes_and_the_counters_every_period(
    data, mosquitto, history, observer
):
    with telling(data, mosquitto.port, OFTEN):
        wait_until(lambda: observer.told("state"))
        history.station.command(StationCommand.START)
        wait_until(lambda: len(observer.told("state")) == 2)
        wait_until(lambda: len(observer.told("counters")) >= 3)
    states = [each.body["state"] for each in observer.told("state")]
    assert states == ["Ready", "ContinuousExecution"]
    online = [each.body["online"] for each in observer.told("online")]
    assert online == [True, False]
    assert observer.told("online")[-1].body["since"].endswith("Z")


def test_who_comes_late_is_told_what_holds(data, mosquitto, history, tmp_path):
    history.station.alarms = [alarm("CAM-001")]
    with telling(data, mosquitto.port, OFTEN):
        wait_until(lambda: "inspector/line-3/alarms" in mosquitto.log())
        late = tmp_path / "late"
        late.mkdir()
        with subscriber(mosquitto, late) as observer:
            names = ("online", "state", "counters", "alarms")
            wait_until(lambda: all(observer.told(name) for name in names))
            assert all(observer.told(name)[0].retained for name in names)
            assert standing(observer) == ["CAM-001"]


def test_an_alarm_is_raised_and_cleared_with_its_remedy(data, mosquitto, history, observer):
    with telling(data, mosquitto.port, OFTEN):
        wait_until(lambda: observer.told("alarms"))
        history.station.alarms = [alarm("CAM-001", "side: lost"), alarm("STO-001", "9 MB left")]
        wait_until(lambda: len(events(observer)) == 2)
        history.station.alarms = [alarm("STO-001", "8 MB left")]
        wait_until(lambda: len(events(observer)) == 3)
        wait_until(lambda: standing(observer) == ["STO-001"])
    assert events(observer) == [("CAM-001", True), ("STO-001", True), ("CAM-001", False)]
    cleared = observer.told("alarm")[-1].body
    assert (cleared["message"], cleared["remedy"]) == ("side: lost", "mend it")
    assert not observer.told("alarm")[-1].retained


def test_an_alarm_that_was_cleared_while_nobody_told_it_is_cleared_at_the_next_start(
    data, mosquitto, history, observer
):
    history.station.alarms = [alarm("CAM-001")]
    with telling(data, mosquitto.port, OFTEN):
        wait_until(lambda: events(observer) == [("CAM-001", True)])
        kept = data.mqtt / "position.json"
        wait_until(lambda: kept.exists() and "CAM-001" in kept.read_text())
    history.station.alarms = []
    with telling(data, mosquitto.port, OFTEN):
        wait_until(lambda: events(observer) == [("CAM-001", True), ("CAM-001", False)])
        wait_until(lambda: standing(observer) == [])


def test_the_broker_itself_tells_that_a_publisher_was_killed(data, mosquitto, history, observer):
    with publishing(data, mosquitto.port) as publisher:
        wait_until(lambda: observer.told("online"))
        publisher.kill()
        wait_until(lambda: len(observer.told("online")) == 2)
    assert observer.told("online")[-1].body == {"online": False, "since": None}


def test_an_engine_that_fails_is_no_reason_to_tell_old_states_as_new(
    data, mosquitto, history, observer
):
    with telling(data, mosquitto.port, OFTEN):
        wait_until(lambda: observer.told("state"))
        history.station.failure = PlcConnectionError("the heartbeat is silent")
        wait_until(lambda: len(observer.told("state")) == 2)
        history.station.failure = None
        wait_until(lambda: len(observer.told("state")) == 3)
    told = [each.body["api_connected"] for each in observer.told("state")]
    assert told == [True, False, True]
    assert observer.told("state")[1].body["state"] is None


def test_rows_are_told_while_alarms_come_and_go(data, mosquitto, history, observer):
    history.add(120)
    history.confirm(0, 120)
    with telling(data, mosquitto.port, OFTEN):
        for number in range(3):
            history.station.alarms = [alarm("CAM-001")] if number % 2 else []
            history.add(10)
            wait_until(lambda: len(observer.told("result")) == history.rows)
        wait_until(lambda: len(observer.told("outcome")) == 120)
    sequences = [each.body["sequence"] for each in observer.told("result")]
    assert sequences == list(range(1, history.rows + 1))
