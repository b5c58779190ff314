"""Files made of the history of one station."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx

from inspector.domain.errors.config import FolderNotWritableError
from inspector.domain.errors.history import ExportCancelledError
from inspector.domain.errors.state import StationNotRunningError
from inspector.wire.exports import ExportFormat, ExportOptions, SelectionExport
from inspector.wire.history import ResultFilter

Stream = Callable[..., AbstractContextManager[httpx.Response]]
Progress = Callable[[int], None]


def _nothing(_: int) -> None:
    """Nobody wants to know."""


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
        progress: Progress = _nothing,
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
        return self._save(target, kind, request, progress, cancelled or threading.Event())

    def selection(
        self,
        target: Path,
        kind: ExportFormat,
        result_ids: Sequence[str],
        options: ExportOptions | None = None,
        progress: Progress = _nothing,
        cancelled: threading.Event | None = None,
    ) -> int:
        """These results, in this order; otherwise as :meth:`results`."""
        chosen = (options or ExportOptions()).model_dump()
        body = SelectionExport(result_ids=list(result_ids), **chosen).model_dump(mode="json")
        request = {"method": "POST", "json": body}
        return self._save(target, kind, request, progress, cancelled or threading.Event())

    def _save(
        self,
        target: Path,
        kind: ExportFormat,
        request: dict[str, Any],
        progress: Progress,
        cancelled: threading.Event,
    ) -> int:
        draft = target.with_name(f"{target.name}.part")
        try:
            with self._stream(path=f"/v1/exports/results.{kind}", **request) as response:
                written = _written(draft, response, progress, cancelled)
            draft.replace(target)
        except httpx.HTTPError as error:
            raise StationNotRunningError(f"the file broke off: {error}") from error
        except OSError as error:
            raise FolderNotWritableError(f"{target}: {error.strerror}") from error
        finally:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)
        return written


def _written(
    draft: Path, response: httpx.Response, progress: Progress, cancelled: threading.Event
) -> int:
    written = 0
    with draft.open("wb") as file:
        for chunk in _until(response.iter_bytes(), cancelled):
            file.write(chunk)
            written += len(chunk)
            progress(written)
        file.flush()
        os.fsync(file.fileno())
    return written


def _until(chunks: Iterator[bytes], cancelled: threading.Event) -> Iterator[bytes]:
    for chunk in chunks:
        if cancelled.is_set():
            raise ExportCancelledError("the export was cancelled")
        yield chunk
