"""The history that several stations share, asked through one of them."""

from __future__ import annotations

from typing import Protocol

from inspector.ui.ports.exports import Exports
from inspector.ui.ports.statistics import Charts
from inspector.wire.history import (
    ResultCount,
    ResultDetail,
    ResultFacets,
    ResultFilter,
    ResultPage,
)
from inspector.wire.shared_history import ForwardingState


class SharedHistory(Protocol):
    """The results of all stations; raises as :class:`Station`, and may take seconds."""

    @property
    def exports(self) -> Exports[tuple[str, str]]:
        """Files made of them."""

    @property
    def statistics(self) -> Charts:
        """Charts and figures over them."""

    def forwarding(self) -> ForwardingState:
        """How far this station is behind; answered at once."""

    def page(self, criteria: ResultFilter, before: int | None, limit: int, /) -> ResultPage:
        """One page, newest first."""

    def page_after(self, position: int, limit: int, criteria: ResultFilter, /) -> ResultPage:
        """One page in storing order."""

    def count(self, criteria: ResultFilter, /) -> ResultCount:
        """How many rows match, or more than how many."""

    def facets(self) -> ResultFacets:
        """What a filter may ask for."""

    def result(self, station_id: str, result_id: str, /) -> ResultDetail:
        """One inspection."""
