"""State, counts and alarms: what holds now, told when it changes and to each new connection."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from inspector.clock import monotonic_ns
from inspector.mqtt.broker import BrokerSession
from inspector.mqtt.messages import (
    AlarmsTold,
    AlarmTold,
    StateTold,
    counters_told,
    state_told,
)
from inspector.mqtt.position import PositionFile
from inspector.mqtt.topics import Topics
from inspector.wire.station import Alarm, StationSnapshot


class Conditions:
    """Tells one connection what changes; make a new one for the next connection.

    Args:
        kept: Remembers the alarms that were told to stand, also over a restart.
        topics: Where the messages go.
        counters_period_s: From one message of the counters to the next.
    """

    def __init__(self, kept: PositionFile, topics: Topics, counters_period_s: float) -> None:
        self._kept = kept
        self._topics = topics
        self._period_ns = int(counters_period_s * 1e9)
        self._counters_due_ns = 0
        self._state: StateTold | None = None
        self._alarms: list[Alarm] | None = None

    def publish(self, session: BrokerSession, snapshot: StationSnapshot | None) -> None:
        """Tell what has changed; ``None`` for a station that does not answer.

        Raises:
            MqttError: the connection is lost.
        """
        self._tell_state(session, state_told(snapshot))
        if snapshot is not None:
            self._tell_counters(session, snapshot)
            self._tell_alarms(session, snapshot.alarms)

    def _tell_state(self, session: BrokerSession, state: StateTold) -> None:
        if state != self._state:
            session.publish(self._topics.state, state, retain=True)
            session.settle()
            self._state = state

    def _tell_counters(self, session: BrokerSession, snapshot: StationSnapshot) -> None:
        now = monotonic_ns()
        if now >= self._counters_due_ns:
            counters = counters_told(snapshot, datetime.now(UTC))
            session.publish(self._topics.counters, counters, retain=True)
            self._counters_due_ns = now + self._period_ns

    def _tell_alarms(self, session: BrokerSession, alarms: list[Alarm]) -> None:
        if alarms == self._alarms:
            return
        told = self._kept.alarms
        gone = _gone(self._kept.telling, told, alarms)
        self._kept.begin_to_tell([*gone, *alarms])
        for change in changes([*told, *gone], alarms, datetime.now(UTC)):
            session.publish(self._topics.alarm, change)
        session.publish(self._topics.alarms, AlarmsTold(alarms=alarms), retain=True)
        session.settle()
        self._alarms = alarms
        self._kept.tell_alarms(alarms)


def changes(before: list[Alarm], now: list[Alarm], at: datetime) -> list[AlarmTold]:
    """The alarms that were cleared and raised; one whose text alone changed is neither."""
    cleared = [alarm for alarm in before if alarm not in now]
    raised = [alarm for alarm in now if alarm not in before]
    for alarm in list(raised):
        other = next((each for each in cleared if _is_same(each, alarm)), None)
        if other is not None:
            cleared.remove(other)
            raised.remove(alarm)
    return [*_told(cleared, at, active=False), *_told(raised, at, active=True)]


def _gone(perhaps: list[Alarm], told: list[Alarm], now: list[Alarm]) -> list[Alarm]:
    """Of the alarms that may have been told, those to clear; one that stands is told again."""
    known = [*told, *now]
    return [each for each in perhaps if not any(_is_same(each, other) for other in known)]


def _is_same(one: Alarm, other: Alarm) -> bool:
    return (one.code, one.since) == (other.code, other.since)


def _told(alarms: Iterable[Alarm], at: datetime, *, active: bool) -> list[AlarmTold]:
    return [AlarmTold(**dict(alarm), active=active, at=at) for alarm in alarms]
