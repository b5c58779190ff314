"""Reports of the lots of one station."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import httpx

from inspector.client.answers import parsed
from inspector.client.saved_file import Progress, Stream, nothing, saved
from inspector.wire.exports import ReportLanguage
from inspector.wire.lot_reports import (
    LotReportCheck,
    LotReportFormat,
    LotReportSummary,
    LotSignatureRequest,
)

_READING_S = 120.0
"""A large lot is read row by row before the first byte comes."""


class LotReportClient:
    """Makes, signs and checks reports. Methods raise as those of the station client."""

    def __init__(self, exchange: Callable[..., httpx.Response], stream: Stream) -> None:
        """Ask through ``exchange``, and through ``stream`` for files."""
        self._exchange = exchange
        self._stream = stream

    def summary(self, lot_id: int) -> LotReportSummary:
        """What the report says in figures, and who has signed it.

        Raises:
            LotNotFoundError: there is no such lot.
        """
        path = f"/v1/lots/{lot_id}/report"
        reply = self._exchange("GET", path, timeout=_READING_S)
        return parsed(LotReportSummary, reply.content)

    def save(
        self,
        target: Path,
        lot_id: int,
        kind: LotReportFormat,
        language: ReportLanguage = ReportLanguage.ENGLISH,
        progress: Progress = nothing,
        cancelled: threading.Event | None = None,
    ) -> int:
        """Write the report into ``target``, replaced when the file is whole; the number of bytes.

        Raises:
            LotNotFoundError: there is no such lot.
            ExportCancelledError: it was cancelled; there is no file.
            FolderNotWritableError: the file cannot be written.
        """
        params = {"language": language.value}
        request = {"method": "GET", "params": params, "timeout": _READING_S}
        path = f"/v1/lots/{lot_id}/report.{kind}"
        stop = cancelled or threading.Event()
        return saved(self._stream, path, request, target, progress, stop)

    def sign(self, lot_id: int, request: LotSignatureRequest) -> LotReportSummary:
        """Sign the data of a lot, in the name of whoever is signed in.

        Raises:
            LotNotSettledError: it runs, or parts of it are on their way.
            LotReportOutdatedError: the record is not what was read.
            SignInRefusedError: the PIN or password is another one.
            RightMissingError: the role may not sign.
        """
        body = request.model_dump(mode="json")
        path = f"/v1/lots/{lot_id}/signatures"
        reply = self._exchange("POST", path, json=body, timeout=_READING_S)
        return parsed(LotReportSummary, reply.content)

    def check(self, lot_id: int, digest: str, file_sha256: str) -> LotReportCheck:
        """Whether a file is one that was made here, and the record is as it was then."""
        params = {"digest": digest, "file_sha256": file_sha256}
        path = f"/v1/lots/{lot_id}/report/check"
        reply = self._exchange("GET", path, params=params, timeout=_READING_S)
        return parsed(LotReportCheck, reply.content)
