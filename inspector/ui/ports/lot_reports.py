"""Reports of lots; :mod:`inspector.client.lot_reports` provides them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from inspector.wire.exports import ReportLanguage
from inspector.wire.lot_reports import LotReportFormat, LotReportSummary, LotSignatureRequest


class LotReports(Protocol):
    """Every method raises a subclass of ``InspectorError``."""

    def summary(self, lot_id: int, /) -> LotReportSummary:
        """What the report of a lot says in figures, and who has signed it."""

    def save(
        self,
        target: Path,
        lot_id: int,
        kind: LotReportFormat,
        language: ReportLanguage,
        progress: Callable[[int], None],
        cancelled: threading.Event,
        /,
    ) -> int:
        """Write the report into a file; the number of bytes."""

    def sign(self, lot_id: int, request: LotSignatureRequest, /) -> LotReportSummary:
        """Sign the data of a lot, in the name of whoever is signed in."""
