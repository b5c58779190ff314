"""How the publisher fares, for a person at the terminal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from inspector.client.station import StationClient
from inspector.domain.errors.base import InspectorError
from inspector.mqtt.layout import position_file, status_file
from inspector.mqtt.position import PositionFile
from inspector.mqtt.status import read_status
from inspector.wire.model import WireModel


class PublisherReport(WireModel):
    """The link to the broker, and how far the history was told; positions are `sequence` of rows.

    `newest` is `null` when the station does not answer.
    """

    running: bool
    broker: str
    connected: bool
    since: datetime
    fault_code: str
    fault_detail: str
    fault_remedy: str
    results: int
    outcomes: int
    newest: int | None


def report(
    folder: Path, station: StationClient, is_running: Callable[[int], bool]
) -> PublisherReport:
    """Read what the publisher left in its folder.

    Args:
        folder: The publisher's.
        station: Asked for its newest row.
        is_running: Whether there is a process of this id.

    Raises:
        MqttNotRunningError: no publisher has run here.
    """
    status = read_status(status_file(folder))
    position = PositionFile(position_file(folder)).position
    running = is_running(status.pid)
    return PublisherReport(
        running=running,
        broker=status.broker,
        connected=running and status.connected,
        since=status.since,
        fault_code=status.fault_code,
        fault_detail=status.fault_detail,
        fault_remedy=status.fault_remedy,
        results=position.results,
        outcomes=position.outcomes,
        newest=_newest(station),
    )


def _newest(station: StationClient) -> int | None:
    try:
        rows = station.history.page(limit=1).rows
    except InspectorError:
        return None
    return rows[0].sequence if rows else 0
