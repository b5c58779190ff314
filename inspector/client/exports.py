"""Files made of the history of one station."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from inspector.client.saved_file import Progress, Stream, nothing, saved
from inspector.wire.exports import ExportFormat, ExportOptions, SelectionExport
from inspector.wire.history import ResultFilter


class ExportClient:
    """Writes results into files. Methods raise as those of the station client."""

    def __init__(self, stream: Stream) -> None:
        """Ask through ``stream``."""
        self._stream = stream

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
        params = (criteria or ResultFilter()).model_dump(mode="json", exclude_none=True)
        params |= (options or ExportOptions()).model_dump(mode="json")
        request = {"method": "GET", "params": params}
        return saved(
            self._stream,
            f"/v1/exports/results.{kind}",
            request,
            target,
            progress,
            cancelled or threading.Event(),
        )

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
        chosen = (options or ExportOptions()).model_dump()
        body = SelectionExport(result_ids=list(result_ids), **chosen).model_dump(mode="json")
        request = {"method": "POST", "json": body}
        return saved(
            self._stream,
            f"/v1/exports/results.{kind}",
            request,
            target,
            progress,
            cancelled or threading.Event(),
        )
