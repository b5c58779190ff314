"""The history that several stations share, as a program sees it through one of them."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import httpx

from inspector.client.answers import parsed
from inspector.client.history import ResultPages
from inspector.client.statistics import StatisticsClient
from inspector.wire.history import ResultDetail
from inspector.wire.shared_history import ForwardingState


class SharedHistoryClient(ResultPages):
    """The results of all stations.

    Methods raise as those of the station client; all but :meth:`forwarding` raise
    ``SharedHistoryError`` where there is no server, or it does not answer.
    """

    def __init__(self, exchange: Callable[..., httpx.Response]) -> None:
        """Ask through ``exchange``."""
        super().__init__(exchange, "/v1/shared/results")
        self.statistics = StatisticsClient(exchange, "/v1/shared/statistics")

    def forwarding(self) -> ForwardingState:
        """How far this station is behind."""
        reply = self._exchange("GET", "/v1/shared/forwarding")
        return parsed(ForwardingState, reply.content)

    def result(self, station_id: str, result_id: str) -> ResultDetail:
        """All that the server knows of one result.

        Raises:
            ResultNotFoundError: that station has sent none of this id.
        """
        path = f"{self._routes}/{quote(station_id, safe='')}/{result_id}"
        return parsed(ResultDetail, self._exchange("GET", path).content)
