"""The publisher: connects, tells, and begins again when the connection is lost."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime

from inspector.client.station import StationClient
from inspector.clock import monotonic_ns
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.mqtt import MqttError
from inspector.mqtt.broker import BrokerAccess, BrokerSession, ToldToEndError
from inspector.mqtt.conditions import Conditions
from inspector.mqtt.history import HistoryFeed
from inspector.mqtt.messages import Online
from inspector.mqtt.position import PositionFile
from inspector.mqtt.reconnection import Reconnection
from inspector.mqtt.status import StatusFile
from inspector.mqtt.topics import Topics

_log = logging.getLogger(__name__)
_LOOK_S = 0.5
_NEXT_PAGE_S = 0.1
"""A backlog is told at its pace, so that the engine that reads it has time for parts."""


class Publisher:
    """Tells a broker what the station did and does, until it is told to end.

    It asks the API and never the other way round: a broker or a publisher that hangs costs the
    station nothing. While the broker is away it asks for nothing at all.

    Args:
        station: The API of the station.
        access: The broker.
        topics: Where the messages go.
        kept: How far the broker has taken the history.
        status: Where the publisher says how it fares.
        counters_period_s: From one message of the counters to the next.
        backlog: Whether the first connection tells the parts before it.
    """

    def __init__(
        self,
        station: StationClient,
        access: BrokerAccess,
        topics: Topics,
        kept: PositionFile,
        status: StatusFile,
        *,
        counters_period_s: float,
        backlog: bool,
    ) -> None:
        self._station = station
        self._access = access
        self._topics = topics
        self._kept = kept
        self._status = status
        self._counters_period_s = counters_period_s
        self._feed = HistoryFeed(station, kept, topics, backlog=backlog)
        self._reconnection = Reconnection()
        self._connected_ns: int | None = None
        self._silent = False

    def run(self, told: threading.Event) -> None:
        """Publish until ``told`` is set."""
        while not told.is_set():
            self._connected_ns = None
            try:
                self._connect_and_tell(told)
            except MqttError as fault:
                self._status.lost(self._reconnection.judged(fault, self._lasted_s()))
                told.wait(self._reconnection.next_pause_s())

    def _connect_and_tell(self, told: threading.Event) -> None:
        session = BrokerSession(self._access, self._topics.online, Online(online=False), told)
        try:
            session.open()
            session.publish(self._topics.online, _online(online=True), retain=True)
            session.settle()
            self._connected_ns = monotonic_ns()
            self._status.connected()
            conditions = Conditions(self._kept, self._topics, self._counters_period_s)
            while True:
                more = self._tell(session, conditions)
                session.pump(_NEXT_PAGE_S if more else _LOOK_S)
        except ToldToEndError:
            session.leave(self._topics.online, _online(online=False))
        finally:
            session.close()

    def _tell(self, session: BrokerSession, conditions: Conditions) -> bool:
        """One look at the station; whether more rows wait."""
        try:
            conditions.publish(session, self._station.snapshot())
            more = self._feed.publish(session)
        except MqttError:
            raise
        except InspectorError as error:
            self._note_silence(error)
            conditions.publish(session, None)
            return False
        self._note_silence(None)
        return more

    def _lasted_s(self) -> float | None:
        begun_ns = self._connected_ns
        return None if begun_ns is None else (monotonic_ns() - begun_ns) / 1e9

    def _note_silence(self, error: InspectorError | None) -> None:
        if (error is not None) is self._silent:
            return
        self._silent = error is not None
        if error is None:
            _log.info("the station answers again")
        else:
            _log.warning("the station does not answer: %s", str(error))


def _online(*, online: bool) -> Online:
    return Online(online=online, since=datetime.now(UTC))
