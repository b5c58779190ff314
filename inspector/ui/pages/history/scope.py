"""Whose results are listed: those of this station, or of all that share one history."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.ui.pages.history.links import HistoryLinks
    from inspector.ui.ports.station import Station
    from inspector.ui.requests import RequestLink
    from inspector.wire.history import (
        ResultCount,
        ResultFacets,
        ResultFilter,
        ResultPage,
        ResultRow,
    )


class Whose(Enum):
    """Where results are asked for."""

    STATION = auto()
    ALL = auto()

    def link(self, links: HistoryLinks, own: RequestLink) -> RequestLink:
        """Who answers: nothing of this station waits for a server."""
        return links.shared if self is Whose.ALL else own

    def page(
        self, station: Station, criteria: ResultFilter, before: int | None, limit: int
    ) -> ResultPage:
        """A page, newest first."""
        if self is Whose.ALL:
            return station.shared.page(criteria, before, limit)
        return station.results(criteria, before, limit)

    def page_after(
        self, station: Station, position: int, limit: int, criteria: ResultFilter
    ) -> ResultPage:
        """A page in storing order."""
        if self is Whose.ALL:
            return station.shared.page_after(position, limit, criteria)
        return station.results_after(position, limit, criteria)

    def count(self, station: Station, criteria: ResultFilter) -> ResultCount:
        """How many match."""
        history = station.shared if self is Whose.ALL else station.history
        return history.count(criteria)

    def facets(self, station: Station) -> ResultFacets:
        """What a filter may ask for."""
        history = station.shared if self is Whose.ALL else station.history
        return history.facets()


def home_of(row: ResultRow) -> str:
    """The other station that a result belongs to; empty for this one.

    Two stations may have given a result the same id.
    """
    return row.station_id if row.is_elsewhere else ""


def same_part(one: ResultRow, other: ResultRow) -> bool:
    """Whether both are of one inspection."""
    return (one.result_id, home_of(one)) == (other.result_id, home_of(other))
