"""Reports of the lots of one station."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

from inspector.client.routes import Exchange, Routes
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


class LotReportClient(Routes):
    """Makes, signs and checks reports. Methods raise as those of the station client."""

    def __init__(self, exchange: Exchange, stream: Stream) -> None:
        """Ask through ``exchange``, and through ``stream`` for files."""
        super().__init__(partial(exchange, timeout=_READING_S))
        self._stream = stream

    def summary(self, lot_id: int) -> LotReportSummary:
        """What the report says in figures, and who has signed it.

        Raises:
            LotNotFoundError: there is no such lot.
        """
        return self._get(LotReportSummary, f"/v1/lots/{lot_id}/report")

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
        return self._send(LotReportSummary, "POST", f"/v1/lots/{lot_id}/signatures", request)

    def check(self, lot_id: int, digest: str, file_sha256: str) -> LotReportCheck:
        """Whether a file is one that was made here, and the record is as it was then."""
        path = f"/v1/lots/{lot_id}/report/check"
        return self._get(LotReportCheck, path, digest=digest, file_sha256=file_sha256)
