"""Reading the history that several stations share."""

from __future__ import annotations

from typing import Protocol

from inspector.domain.history import Neighbours, ResultPages, StoredResult
from inspector.domain.statistics.counts import CountStore


class SharedPast(ResultPages, Protocol):
    """The results of all stations.

    Every method raises :class:`SharedHistoryError` where the server cannot be asked.
    """

    def result(self, station_id: str, result_id: str) -> StoredResult:
        """One result.

        Raises:
            ResultNotFoundError: that station has sent none of this id.
        """

    def neighbours(self, station_id: str, sequence: int) -> Neighbours:
        """The results of the same station next to one."""

    def counts(self) -> CountStore:
        """What charts are drawn from."""

    def close(self) -> None:
        """Disconnect."""
