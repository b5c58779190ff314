"""Whose results are wanted: those of this station, or of all that share one history."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.client.history import ResultPages
    from inspector.client.station import StationClient
    from inspector.client.statistics import StatisticsClient
    from inspector.ui.requests import RequestLink


class Whose(Enum):
    """Where results are asked for."""

    STATION = auto()
    ALL = auto()

    def link(self, own: RequestLink, shared: RequestLink) -> RequestLink:
        """Who answers: nothing of this station waits for a server."""
        return shared if self is Whose.ALL else own

    def history(self, station: StationClient) -> ResultPages:
        """Their results."""
        return station.shared if self is Whose.ALL else station.history

    def charts(self, station: StationClient) -> StatisticsClient:
        """Charts and figures over them."""
        return station.shared.statistics if self is Whose.ALL else station.statistics
