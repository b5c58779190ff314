"""Reading the history that several stations share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from inspector.domain.history import (
    ExportedResult,
    HistoryFilter,
    Neighbours,
    ResultPages,
    StoredResult,
)
from inspector.domain.statistics.counts import CountStore

ResultName = tuple[str, str]
"""Of a result of any station: the station's id, and the result's id there."""


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

    def exported(
        self, criteria: HistoryFilter, before: int | None, limit: int
    ) -> Sequence[ExportedResult]:
        """At most ``limit`` rows with a sequence below ``before``, newest first."""

    def exported_of(self, names: Sequence[ResultName]) -> Sequence[ExportedResult]:
        """These results, in this order; those that no station has sent are left out."""

    def counts(self) -> CountStore:
        """What charts are drawn from."""

    def close(self) -> None:
        """Disconnect."""
