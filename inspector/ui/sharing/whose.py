"""Whose results are wanted: those of this station, or of all that share one history."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.client.station import StationClient
    from inspector.client.statistics import StatisticsClient
    from inspector.ui.requests import RequestLink
    from inspector.wire.history import ResultCount, ResultFacets, ResultFilter, ResultPage


class Whose(Enum):
    """Where results are asked for."""

    STATION = auto()
    ALL = auto()

    def link(self, own: RequestLink, shared: RequestLink) -> RequestLink:
        """Who answers: nothing of this station waits for a server."""
        return shared if self is Whose.ALL else own

    def page(
        self, station: StationClient, criteria: ResultFilter, before: int | None, limit: int
    ) -> ResultPage:
        """A page, newest first."""
        if self is Whose.ALL:
            return station.shared.page(criteria, before, limit)
        return station.results(criteria, before, limit)

    def page_after(
        self, station: StationClient, position: int, limit: int, criteria: ResultFilter
    ) -> ResultPage:
        """A page in storing order."""
        if self is Whose.ALL:
            return station.shared.page_after(position, limit, criteria)
        return station.results_after(position, limit, criteria)

    def count(self, station: StationClient, criteria: ResultFilter) -> ResultCount:
        """How many match."""
        history = station.shared if self is Whose.ALL else station.history
        return history.count(criteria)

    def facets(self, station: StationClient) -> ResultFacets:
        """What a filter may ask for."""
        history = station.shared if self is Whose.ALL else station.history
        return history.facets()

    def charts(self, station: StationClient) -> StatisticsClient:
        """Charts and figures over them."""
        return station.shared.statistics if self is Whose.ALL else station.statistics
