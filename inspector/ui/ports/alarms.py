"""Alarms of a station, and what else happened there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from inspector.wire.alarms import (
    AlarmFigures,
    AlarmLogPage,
    AlarmPage,
    AlarmQuery,
    AlarmsWaiting,
)
from inspector.wire.events import EventGroup, EventPage


class Alarms(Protocol):
    """Alarms and events; raises as :class:`Station`."""

    def waiting(self) -> AlarmsWaiting:
        """What stands, and what came and went without anybody having seen it."""

    def acknowledge(self, occurrence_ids: Sequence[int], /) -> AlarmsWaiting:
        """A person has seen these."""

    def clear(self, codes: Sequence[str], /) -> AlarmPage:
        """Clear alarms that a person has seen to."""

    def log(self, query: AlarmQuery, before: int | None, limit: int, /) -> AlarmLogPage:
        """A page of the log, newest first."""

    def exported(self, query: AlarmQuery, /) -> bytes:
        """The log of a query as a CSV file."""

    def figures(self, since: datetime, until: datetime, /) -> AlarmFigures:
        """What came most often and what stood longest."""

    def events(
        self,
        since: datetime,
        until: datetime,
        groups: Collection[EventGroup],
        before_ns: int | None,
        limit: int,
        /,
    ) -> EventPage:
        """What happened, newest first."""
