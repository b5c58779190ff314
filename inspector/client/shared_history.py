"""The history that several stations share, as a program sees it through one of them."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from inspector.client.exports import FilteredExports
from inspector.client.history import ResultPages
from inspector.client.routes import Exchange
from inspector.client.saved_file import Progress, Stream, nothing
from inspector.client.statistics import StatisticsClient
from inspector.wire.exports import ExportFormat, ExportOptions
from inspector.wire.history import ResultDetail
from inspector.wire.shared_history import ForwardingState, ResultName, SharedSelection


class SharedExportClient(FilteredExports):
    """Writes results of all stations into files; there are tables only."""

    def selection(
        self,
        target: Path,
        kind: ExportFormat,
        names: Sequence[tuple[str, str]],
        options: ExportOptions | None = None,
        progress: Progress = nothing,
        cancelled: threading.Event | None = None,
    ) -> int:
        """These results, each named by station and id, in this order; otherwise as ``results``."""
        how = (options or ExportOptions()).model_dump()
        results = [ResultName(station_id=station, result_id=result) for station, result in names]
        return self._chosen(
            target, kind, SharedSelection(results=results, **how), progress, cancelled
        )


class SharedHistoryClient(ResultPages):
    """The results of all stations.

    Methods raise as those of the station client; all but :meth:`forwarding` raise
    ``SharedHistoryError`` where there is no server, or it does not answer.
    """

    def __init__(self, exchange: Exchange, stream: Stream) -> None:
        """Ask through ``exchange``, and for files through ``stream``."""
        super().__init__(exchange, "/v1/shared/results")
        self.exports = SharedExportClient(stream, "/v1/shared/exports")
        self.statistics = StatisticsClient(exchange, "/v1/shared/statistics")

    def forwarding(self) -> ForwardingState:
        """How far this station is behind."""
        return self._get(ForwardingState, "/v1/shared/forwarding")

    def result(self, station_id: str, result_id: str) -> ResultDetail:
        """All that the server knows of one result.

        Raises:
            ResultNotFoundError: that station has sent none of this id.
        """
        path = f"{self._routes}/{quote(station_id, safe='')}/{result_id}"
        return self._get(ResultDetail, path)
