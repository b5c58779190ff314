"""Files that the station sends, written so that there is a whole one or none."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx

from inspector.domain.errors.history import ExportCancelledError
from inspector.domain.errors.state import StationNotRunningError
from inspector.paths import draft_of

Stream = Callable[..., AbstractContextManager[httpx.Response]]
Progress = Callable[[int], None]


def nothing(_: int) -> None:
    """Nobody wants to know how far it has come."""


def saved(
    stream: Stream,
    path: str,
    request: dict[str, Any],
    target: Path,
    progress: Progress,
    cancelled: threading.Event,
) -> int:
    """Write what a route sends into ``target``; the number of bytes.

    Raises:
        ExportCancelledError: it was cancelled; there is no file.
        FolderNotWritableError: the file cannot be written.
        StationNotRunningError: it broke off; there is no file.
    """
    written = 0
    try:
        with stream(path=path, **request) as response, draft_of(target) as file:
            for chunk in _until(response.iter_bytes(), cancelled):
                written += file.write(chunk)
                progress(written)
    except httpx.HTTPError as error:
        raise StationNotRunningError(f"the file broke off: {error}") from error
    return written


def _until(chunks: Iterator[bytes], cancelled: threading.Event) -> Iterator[bytes]:
    for chunk in chunks:
        if cancelled.is_set():
            raise ExportCancelledError("the export was cancelled")
        yield chunk
