"""Writes one file at a time, and can be told to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.domain.errors.config import FolderNotWritableError
from inspector.ui.sharing.whose import Whose
from inspector.wire.exports import ExportFormat, ExportOptions, ReportLanguage
from inspector.wire.lot_reports import LotReportFormat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.client.station import StationClient
    from inspector.domain.errors.base import InspectorError
    from inspector.ui.requests import RequestLink
    from inspector.wire.history import ResultFilter, ResultRow

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """A file that is wanted.

    Attributes:
        target: Where it shall lie.
        kind: What kind of file.
        whose: Of this station, or of all.
        criteria: Which rows, unless they are chosen.
        chosen: These rows only.
        options: How it is written.
    """

    target: Path
    kind: ExportFormat
    whose: Whose
    criteria: ResultFilter
    chosen: Sequence[ResultRow]
    options: ExportOptions

    def write(self, station: StationClient, progress: Progress, cancelled: threading.Event) -> int:
        """Write it; the number of bytes."""
        target, kind, how = self.target, self.kind, (self.options, progress, cancelled)
        exports = station.shared.exports if self.whose is Whose.ALL else station.exports
        if not self.chosen:
            return exports.results(target, kind, self.criteria, *how)
        if self.whose is Whose.ALL:
            names = [(row.station_id, row.result_id) for row in self.chosen]
            return station.shared.exports.selection(target, kind, names, *how)
        ids = [row.result_id for row in self.chosen]
        return station.exports.selection(target, kind, ids, *how)


@dataclass(frozen=True, slots=True)
class LotReportOrder:
    """The report of a lot is wanted.

    Attributes:
        target: Where it shall lie.
        lot_id: Of which lot.
        kind: What kind of file.
        language: Of its words.
    """

    target: Path
    lot_id: int
    kind: LotReportFormat
    language: ReportLanguage

    def write(self, station: StationClient, progress: Progress, cancelled: threading.Event) -> int:
        """Write it; the number of bytes."""
        what = (self.target, self.lot_id, self.kind, self.language)
        return station.lot_reports.save(*what, progress, cancelled)


class ExportDesk(QObject):
    """Signals come in the thread of the window.

    Signals:
        progressed: With the number of bytes so far.
        finished: With the path and the number of bytes.
        refused: With the error; there is no file.
    """

    progressed = Signal(object)
    finished = Signal(object, object)
    refused = Signal(object)

    def __init__(self, requests: RequestLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests = requests
        self._cancelled = threading.Event()
        self.busy = False

    def begin(self, order: ExportOrder | LotReportOrder) -> None:
        """Write a file."""
        if self.busy:
            return
        self.busy = True
        self._cancelled = cancelled = threading.Event()

        def write(station: StationClient) -> int:
            _make_folder(order.target.parent)
            return order.write(station, self.progressed.emit, cancelled)

        def finish(size_bytes: int) -> None:
            self.busy = False
            self.finished.emit(order.target, size_bytes)

        self._requests.ask("export", write, finish, self._refuse)

    def cancel(self) -> None:
        """Stop; nothing is left of the file."""
        self._cancelled.set()

    def _refuse(self, error: InspectorError) -> None:
        self.busy = False
        self.refused.emit(error)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderNotWritableError(f"{folder}: {error.strerror}") from error
