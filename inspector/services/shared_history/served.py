"""The results of all stations as clients see them."""

from __future__ import annotations

from inspector.domain.shared_history import SharedPast
from inspector.services.history.rows import result_detail
from inspector.services.history.served import PastResults
from inspector.wire.history import ResultDetail


class SharedResults(PastResults):
    """Answers questions about the past results of several stations.

    Args:
        past: Their results.
        station_id: This station; those of all others are told to be elsewhere.
    """

    def __init__(self, past: SharedPast, station_id: str) -> None:
        super().__init__(past, is_elsewhere=lambda named: named != station_id)
        self._past = past
        self._station_id = station_id

    def detail(self, station_id: str, result_id: str) -> ResultDetail:
        """All that is known of one result; its neighbours are of the same station.

        Raises:
            ResultNotFoundError: that station has sent none of this id.
        """
        stored = self._past.result(station_id, result_id)
        neighbours = self._past.neighbours(station_id, stored.sequence)
        return result_detail(stored, neighbours, is_elsewhere=station_id != self._station_id)
