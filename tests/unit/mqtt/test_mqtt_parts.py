"""The publisher's parts that need no broker: alarms, position, status and pauses."""

from __future__ import annotations

import logging
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.errors.mqtt import (
    BrokerHostUnknownError,
    BrokerProtocolError,
    BrokerUnreachableError,
    ClientIdTakenError,
    MqttError,
    MqttNotRunningError,
)
from inspector.mqtt.conditions import Conditions, changes
from inspector.mqtt.faults import connection_fault, connection_refused, refused
from inspector.mqtt.messages import AlarmTold
from inspector.mqtt.position import PositionFile
from inspector.mqtt.reconnection import Reconnection
from inspector.mqtt.status import StatusFile, read_status
from inspector.mqtt.topics import Topics
from inspector.wire.station import Alarm, Severity

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def alarm(code: str, message: str = "it happened", since: int = 0) -> Alarm:
    return Alarm(
        code=code,
        severity=Severity.FAULT,
        message=message,
        remedy="mend it",
        since=NOW + timedelta(seconds=since),
    )


ALARMS = st.lists(
    st.builds(
        alarm,
        code=st.sampled_from(["CAM-001", "PLC-002"]),
        message=st.sampled_from(["top", "side"]),
        since=st.integers(0, 1),
    ),
    unique_by=lambda each: (each.code, each.since),
    max_size=4,
)


class TestAlarms:
    def test_one_is_raised_and_another_cleared(self) -> None:
        told = changes([alarm("CAM-001")], [alarm("PLC-002")], NOW)
        assert [(each.code, each.active) for each in told] == [
            ("CAM-001", False),
            ("PLC-002", True),
        ]
        assert (told[0].remedy, told[0].at) == ("mend it", NOW)

    def test_an_alarm_whose_figures_change_is_still_the_same(self) -> None:
        assert changes([alarm("STO-001", "9 MB")], [alarm("STO-001", "8 MB")], NOW) == []

    def test_an_alarm_that_came_back_was_cleared_meanwhile(self) -> None:
        told = changes([alarm("CAM-001")], [alarm("CAM-001", since=5)], NOW)
        assert [each.active for each in told] == [False, True]

    def test_of_two_cameras_that_fell_at_once_the_one_that_returned_is_named(self) -> None:
        both = [alarm("CAM-001", "top: lost"), alarm("CAM-001", "side: lost")]
        told = changes(both, both[:1], NOW)
        assert [(each.message, each.active) for each in told] == [("side: lost", False)]

    @given(before=ALARMS, now=ALARMS)
    def test_what_is_told_leads_from_one_list_to_the_other(
        self, before: list[Alarm], now: list[Alarm]
    ) -> None:
        standing = {(each.code, each.since) for each in before}
        for each in changes(before, now, NOW):
            identity = (each.code, each.since)
            assert (identity in standing) is not each.active
            standing.symmetric_difference_update({identity})
        assert standing == {(each.code, each.since) for each in now}


class Breaking:
    """A connection that takes messages and breaks before it confirms any."""

    def __init__(self) -> None:
        self.told: list[tuple[str, bool]] = []

    def publish(self, topic: str, message: object, *, retain: bool = False) -> None:
        if isinstance(message, AlarmTold):
            self.told.append((message.code, message.active))

    def settle(self) -> None:
        raise BrokerUnreachableError("gone")


def tell(path: Path, *alarms: Alarm) -> list[tuple[str, bool]]:
    """What a publisher tells of alarms that is killed before it hears from its broker."""
    session = Breaking()
    conditions = Conditions(PositionFile(path), Topics("inspector", "station"), 60.0)
    with pytest.raises(MqttError):
        conditions._tell_alarms(session, list(alarms))  # type: ignore[arg-type]
    return session.told


class TestABrokenTelling:
    def test_an_alarm_that_went_meanwhile_is_cleared(self, tmp_path: Path) -> None:
        assert tell(tmp_path / "position.json", alarm("CAM-001")) == [("CAM-001", True)]
        for _ in range(2):
            assert tell(tmp_path / "position.json") == [("CAM-001", False)]

    def test_an_alarm_that_stands_is_raised_again(self, tmp_path: Path) -> None:
        path = tmp_path / "position.json"
        tell(path, alarm("STO-001", "9 MB"))
        assert tell(path, alarm("STO-001", "8 MB")) == [("STO-001", True)]

    def test_an_alarm_that_was_told_before_is_cleared_once(self, tmp_path: Path) -> None:
        kept = PositionFile(tmp_path / "position.json")
        kept.tell_alarms([alarm("CAM-001")])
        kept.save()
        tell(tmp_path / "position.json", alarm("CAM-001"), alarm("STO-001"))
        told = tell(tmp_path / "position.json")
        assert sorted(told) == [("CAM-001", False), ("STO-001", False)]


class TestPosition:
    def test_it_is_remembered(self, tmp_path: Path) -> None:
        path = tmp_path / "mqtt" / "position.json"
        kept = PositionFile(path)
        assert not kept.position.begun
        kept.move(begun=True, results=7, result_id="a")
        kept.tell_alarms([alarm("CAM-001")])
        kept.save()
        again = PositionFile(path)
        assert again.position.begun
        assert (again.position.results, again.position.result_id) == (7, "a")
        assert again.alarms == [alarm("CAM-001")]

    def test_what_a_newer_version_wrote_is_no_reason_to_begin_anew(self, tmp_path: Path) -> None:
        path = tmp_path / "position.json"
        path.write_text('{"results": 9, "more": 1, "alarms": [{"code": "CAM-001", "new": 2}]}')
        kept = PositionFile(path)
        assert (kept.position.begun, kept.position.results) == (True, 9)
        assert kept.alarms == []

    def test_a_place_to_begin_is_remembered_before_anything_was_told(self, tmp_path: Path) -> None:
        kept = PositionFile(tmp_path / "position.json")
        kept.move(begun=True)
        kept.save()
        assert PositionFile(tmp_path / "position.json").position.begun

    def test_an_alarm_that_was_told_first_chooses_no_place_to_begin(self, tmp_path: Path) -> None:
        """A publisher that fell then told all parts before it, though it was to tell none."""
        PositionFile(tmp_path / "position.json").begin_to_tell([alarm("CAM-001")])
        assert not PositionFile(tmp_path / "position.json").position.begun

    def test_a_disk_that_refuses_is_told_once_and_the_position_lives_on(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        (tmp_path / "mqtt").write_bytes(b"")
        kept = PositionFile(tmp_path / "mqtt" / "position.json")
        with caplog.at_level(logging.INFO):
            for row in range(3):
                kept.move(results=row + 1)
                kept.save()
            assert kept.position.results == 3
            (tmp_path / "mqtt").unlink()
            kept.save()
        assert [record.levelname for record in caplog.records] == ["ERROR", "INFO"]
        assert PositionFile(tmp_path / "mqtt" / "position.json").position.results == 3


class TestReconnection:
    def test_pauses_double_up_to_half_a_minute(self) -> None:
        waits = Reconnection()
        pauses = [waits.next_pause_s() for _ in range(9)]
        for pause, longest in zip(pauses, (0.5, 1, 2, 4, 8, 16, 30, 30, 30), strict=True):
            assert longest * 0.75 <= pause <= longest

    def test_a_connection_that_lasted_begins_the_pauses_anew(self) -> None:
        waits = Reconnection()
        for _ in range(8):
            waits.next_pause_s()
        waits.judged(BrokerUnreachableError("gone"), lasted_s=10.0)
        assert waits.next_pause_s() > 20
        waits.judged(BrokerUnreachableError("gone"), lasted_s=61.0)
        assert waits.next_pause_s() <= 0.5

    def test_connections_that_are_taken_and_end_again_and_again_have_a_rival(self) -> None:
        waits, gone = Reconnection(), BrokerUnreachableError("gone")
        told = [waits.judged(gone, lasted_s=1.0) for _ in range(4)]
        assert [type(each) for each in told[:3]] == [BrokerUnreachableError] * 3
        assert isinstance(told[3], ClientIdTakenError)

    def test_a_broker_that_was_away_in_between_is_no_rival(self) -> None:
        waits, gone = Reconnection(), BrokerUnreachableError("gone")
        for _ in range(5):
            assert waits.judged(gone, lasted_s=1.0) is gone
            assert waits.judged(gone, lasted_s=None) is gone


class TestStatus:
    def test_a_change_is_logged_once_and_a_try_is_not(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        shown = StatusFile(tmp_path / "status.json", "broker:1883")
        with caplog.at_level(logging.INFO):
            for _ in range(3):
                shown.lost(BrokerUnreachableError("refused"))
            for _ in range(2):
                shown.connected()
        assert [record.levelname for record in caplog.records] == ["ERROR", "INFO"]
        assert "MQT-001: refused" in caplog.text
        assert read_status(tmp_path / "status.json").connected

    def test_nobody_has_run_here(self, tmp_path: Path) -> None:
        with pytest.raises(MqttNotRunningError, match=r"status\.json"):
            read_status(tmp_path / "status.json")

    def test_a_folder_that_takes_no_files_keeps_nobody_from_publishing(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        (tmp_path / "mqtt").write_bytes(b"")
        StatusFile(tmp_path / "mqtt" / "status.json", "broker:1883").connected()
        assert "not shown" in caplog.text


def test_what_a_broker_or_the_network_says_has_a_code() -> None:
    assert type(connection_refused(0x97, "quota")) is MqttError
    assert refused(0x8E, "taken").code == "MQT-009"
    assert isinstance(connection_fault(TimeoutError("timed out"), "b"), BrokerUnreachableError)
    assert isinstance(connection_fault(ValueError("odd"), "b"), BrokerProtocolError)
    assert isinstance(connection_fault(socket.gaierror(-2, "?"), "b"), BrokerHostUnknownError)
