"""Files that the station sends, written so that there is a whole one or none."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx

from inspector.domain.errors.config import FolderNotWritableError
from inspector.domain.errors.history import ExportCancelledError
from inspector.domain.errors.state import StationNotRunningError

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
    draft = target.with_name(f"{target.name}.part")
    try:
        with stream(path=path, **request) as response:
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
