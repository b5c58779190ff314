"""The live connection: latest wins, losses are told, return is noticed."""

import threading
from collections.abc import Iterator

import pytest
import wire_samples
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot
from scripted_station import ScriptedStation, preview

from inspector.domain.errors.state import StationNotRunningError
from inspector.ui.demand import PictureDemand
from inspector.ui.link import LinkPhase, LinkStatus, LiveLink, Sight


class Watched:
    """A link and all that it announced."""

    def __init__(self, station: ScriptedStation) -> None:
        self.demand = PictureDemand()
        self.demand.want(QSize(640, 480))
        self.link = LiveLink(station.connect, demand=self.demand)
        self.sights: list[Sight] = []
        self.statuses: list[LinkStatus] = []
        self.link.sight_arrived.connect(self.sights.append)
        self.link.status_changed.connect(self.statuses.append)

    @property
    def phases(self) -> list[LinkPhase]:
        return [status.phase for status in self.statuses]


@pytest.fixture
def watched(qtbot: QtBot, station: ScriptedStation) -> Iterator[Watched]:
    watched = Watched(station)
    watched.link.start()
    yield watched
    watched.link.stop()


def test_a_screen_that_does_not_draw_skips_to_the_newest_part(
    watched: Watched, station: ScriptedStation, qtbot: QtBot
) -> None:
    assert station.connected.acquire(timeout=10)
    for index in range(1, 400):
        station.say(wire_samples.live_update(index))
    drained = threading.Event()
    station.connections[0].events.join_when_empty(drained)
    assert drained.wait(10)
    qtbot.waitUntil(lambda: bool(watched.sights))
    assert len(watched.sights) == 1
    latest = watched.sights[0].update.latest
    assert latest is not None
    assert latest.result_id == wire_samples.result_id(399)


def test_the_newest_picture_outlives_newer_messages_without_one(
    watched: Watched, station: ScriptedStation, qtbot: QtBot
) -> None:
    assert station.connected.acquire(timeout=10)
    station.say(wire_samples.live_update(41), preview(41))
    station.say(wire_samples.live_update(42))
    drained = threading.Event()
    station.connections[0].events.join_when_empty(drained)
    assert drained.wait(10)
    qtbot.waitUntil(lambda: bool(watched.sights))
    (sight,) = watched.sights
    assert sight.update.latest == wire_samples.live_result(42)
    assert sight.picture is not None
    assert sight.picture.result == wire_samples.live_result(41)


def test_a_broken_connection_is_told_and_made_anew(
    watched: Watched, station: ScriptedStation, qtbot: QtBot
) -> None:
    station.connected.acquire(timeout=10)
    station.show_part(1)
    qtbot.waitUntil(lambda: watched.phases == [LinkPhase.CONNECTED])
    station.drop()
    qtbot.waitUntil(lambda: watched.phases[1:] == [LinkPhase.LOST])
    assert station.connected.acquire(timeout=10)
    station.show_part(2)
    qtbot.waitUntil(lambda: watched.phases[2:] == [LinkPhase.CONNECTED])


def test_an_absent_station_is_waited_for(qtbot: QtBot, station: ScriptedStation) -> None:
    station.offline = StationNotRunningError("not yet")
    watched = Watched(station)
    watched.link.start()
    qtbot.waitUntil(lambda: watched.phases == [LinkPhase.LOST])
    assert str(watched.statuses[0].error) == "STA-002: not yet"
    station.offline = None
    assert station.connected.acquire(timeout=10)
    watched.link.stop()


def test_a_silent_station_counts_as_lost(
    watched: Watched, station: ScriptedStation, qtbot: QtBot
) -> None:
    station.connected.acquire(timeout=10)
    station.show_part(1)
    qtbot.waitUntil(lambda: watched.phases == [LinkPhase.CONNECTED, LinkPhase.LOST])
    assert "silent" in str(watched.statuses[-1].error)


def test_a_pulse_keeps_an_idle_station_connected(
    watched: Watched, station: ScriptedStation, qtbot: QtBot
) -> None:
    pulses: list[int] = []

    def answer() -> None:
        pulses.append(1)
        watched.link.confirm_pulse()

    watched.link.pulse_wanted.connect(answer)
    station.connected.acquire(timeout=10)
    station.show_part(1)
    qtbot.waitUntil(lambda: len(pulses) >= 4, timeout=15_000)
    assert watched.phases == [LinkPhase.CONNECTED]


def test_closing_does_not_wait_for_the_station(qtbot: QtBot, station: ScriptedStation) -> None:
    watched = Watched(station)
    watched.link.start()
    station.connected.acquire(timeout=10)
    watched.link.stop()
    assert not any(thread.name == "ui-live" for thread in threading.enumerate())
