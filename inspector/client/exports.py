"""Files made of the history."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from inspector.client.routes import parameters
from inspector.client.saved_file import Progress, Stream, nothing, saved
from inspector.wire.exports import ExportFormat, ExportOptions, SelectionExport
from inspector.wire.history import ResultFilter
from inspector.wire.model import WireModel


class FilteredExports:
    """Writes results into files, of one station or of several.

    Methods raise as those of the station client.
    """

    def __init__(self, stream: Stream, routes: str = "/v1/exports") -> None:
        """Ask the routes below a prefix through ``stream``."""
        self._stream = stream
        self._routes = routes

    def results(
        self,
        target: Path,
        kind: ExportFormat,
        criteria: ResultFilter | None = None,
        options: ExportOptions | None = None,
        progress: Progress = nothing,
        cancelled: threading.Event | None = None,
    ) -> int:
        """All rows of a filter, newest first, into ``target``; the number of bytes.

        Args:
            target: Replaced when the file is whole, untouched before.
            kind: What kind of file.
            criteria: Which rows; all by default.
            options: How it is written.
            progress: Told now and then how many bytes there are.
            cancelled: Ends it from another thread.

        Raises:
            ExportTooLargeError: a report would have too many pictures.
            ExportCancelledError: it was cancelled; there is no file.
            FolderNotWritableError: the file cannot be written.
        """
        params = parameters(criteria) | parameters(options)
        request = {"method": "GET", "params": params}
        return self._saved(target, kind, request, progress, cancelled)

    def _chosen(
        self,
        target: Path,
        kind: ExportFormat,
        chosen: WireModel,
        progress: Progress,
        cancelled: threading.Event | None,
    ) -> int:
        request = {"method": "POST", "json": chosen.model_dump(mode="json")}
        return self._saved(target, kind, request, progress, cancelled)

    def _saved(
        self,
        target: Path,
        kind: ExportFormat,
        request: dict[str, Any],
        progress: Progress,
        cancelled: threading.Event | None,
    ) -> int:
        path = f"{self._routes}/results.{kind}"
        stop = cancelled or threading.Event()
        return saved(self._stream, path, request, target, progress, stop)


class ExportClient(FilteredExports):
    """Writes results of one station into files."""

    def selection(
        self,
        target: Path,
        kind: ExportFormat,
        result_ids: Sequence[str],
        options: ExportOptions | None = None,
        progress: Progress = nothing,
        cancelled: threading.Event | None = None,
    ) -> int:
        """These results, in this order; otherwise as :meth:`results`."""
        how = (options or ExportOptions()).model_dump()
        chosen = SelectionExport(result_ids=list(result_ids), **how)
        return self._chosen(target, kind, chosen, progress, cancelled)
