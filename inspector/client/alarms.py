"""Alarms of one station as a program sees them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from inspector.client.routes import Routes, parameters
from inspector.wire.alarms import (
    AcknowledgeRequest,
    AlarmFigures,
    AlarmLogPage,
    AlarmPage,
    AlarmQuery,
    AlarmsWaiting,
    ClearRequest,
)
from inspector.wire.events import EventGroup, EventPage


class AlarmClient(Routes):
    """The alarms of one station. Methods raise as those of the station client."""

    def waiting(self) -> AlarmsWaiting:
        """What stands, and what came and went without anybody having seen it."""
        return self._get(AlarmsWaiting, "/v1/alarms/waiting")

    def acknowledge(self, occurrence_ids: Sequence[int]) -> AlarmsWaiting:
        """A person has seen these alarms.

        Raises:
            RightMissingError: the role may not do this.
        """
        request = AcknowledgeRequest(occurrence_ids=list(occurrence_ids))
        return self._send(AlarmsWaiting, "POST", "/v1/alarms/acknowledge", request)

    def clear(self, codes: Sequence[str]) -> AlarmPage:
        """Clear alarms that a person has seen to.

        Raises:
            RightMissingError: the role may not clear one of them.
            CommandNotAllowedError: one of them ends with its cause only.
        """
        return self._send(AlarmPage, "POST", "/v1/alarms/clear", ClearRequest(codes=list(codes)))

    def log(self, query: AlarmQuery, before: int | None = None, limit: int = 100) -> AlarmLogPage:
        """A page of the log, newest first; continue with ``before=page.next_before``."""
        return self._get(AlarmLogPage, "/v1/alarms/log", query, before=before, limit=limit)

    def export(self, query: AlarmQuery) -> bytes:
        """The log of a query as a CSV file."""
        return self._exchange("GET", "/v1/alarms/log.csv", params=parameters(query)).content

    def figures(self, since: datetime, until: datetime) -> AlarmFigures:
        """What came most often and what stood longest in a time."""
        return self._get(AlarmFigures, "/v1/alarms/figures", since=since, until=until)

    def events(
        self,
        since: datetime,
        until: datetime,
        groups: Collection[EventGroup] = (),
        before_ns: int | None = None,
        limit: int = 100,
    ) -> EventPage:
        """What happened between two times; continue with ``before_ns=page.next_before_ns``."""
        return self._get(
            EventPage,
            "/v1/events",
            since=since,
            until=until,
            group=[str(each) for each in groups],
            before_ns=before_ns,
            limit=limit,
        )
