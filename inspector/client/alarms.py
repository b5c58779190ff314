"""Alarms of one station as a program sees them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any

import httpx

from inspector.client.answers import parsed
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


class AlarmClient:
    """The alarms of one station. Methods raise as those of the station client."""

    def __init__(self, exchange: Callable[..., httpx.Response]) -> None:
        """Ask through ``exchange``."""
        self._exchange = exchange

    def waiting(self) -> AlarmsWaiting:
        """What stands, and what came and went without anybody having seen it."""
        return parsed(AlarmsWaiting, self._exchange("GET", "/v1/alarms/waiting").content)

    def acknowledge(self, occurrence_ids: Sequence[int]) -> AlarmsWaiting:
        """A person has seen these alarms.

        Raises:
            RightMissingError: the role may not do this.
        """
        body = AcknowledgeRequest(occurrence_ids=list(occurrence_ids)).model_dump(mode="json")
        reply = self._exchange("POST", "/v1/alarms/acknowledge", json=body)
        return parsed(AlarmsWaiting, reply.content)

    def clear(self, codes: Sequence[str]) -> AlarmPage:
        """Clear alarms that a person has seen to.

        Raises:
            RightMissingError: the role may not clear one of them.
            CommandNotAllowedError: one of them ends with its cause only.
        """
        body = ClearRequest(codes=list(codes)).model_dump(mode="json")
        reply = self._exchange("POST", "/v1/alarms/clear", json=body)
        return parsed(AlarmPage, reply.content)

    def log(self, query: AlarmQuery, before: int | None = None, limit: int = 100) -> AlarmLogPage:
        """A page of the log, newest first; continue with ``before=page.next_before``."""
        params = _params(query) | {"limit": limit}
        if before is not None:
            params["before"] = before
        reply = self._exchange("GET", "/v1/alarms/log", params=params)
        return parsed(AlarmLogPage, reply.content)

    def exported(self, query: AlarmQuery) -> bytes:
        """The log of a query as a CSV file."""
        return self._exchange("GET", "/v1/alarms/log.csv", params=_params(query)).content

    def figures(self, since: datetime, until: datetime) -> AlarmFigures:
        """What came most often and what stood longest in a time."""
        params = {"since": since.isoformat(), "until": until.isoformat()}
        reply = self._exchange("GET", "/v1/alarms/figures", params=params)
        return parsed(AlarmFigures, reply.content)

    def events(
        self,
        since: datetime,
        until: datetime,
        groups: Collection[EventGroup] = (),
        before_ns: int | None = None,
        limit: int = 100,
    ) -> EventPage:
        """What happened between two times; continue with ``before_ns=page.next_before_ns``."""
        params: dict[str, Any] = {
            "since": since.isoformat(),
            "until": until.isoformat(),
            "group": [str(each) for each in groups],
            "limit": limit,
        }
        if before_ns is not None:
            params["before_ns"] = before_ns
        return parsed(EventPage, self._exchange("GET", "/v1/events", params=params).content)


def _params(query: AlarmQuery) -> dict[str, str | int]:
    return query.model_dump(mode="json", exclude_none=True)
