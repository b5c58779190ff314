"""The mark by which the file of a report is known again: readable in the bytes of PDF and HTML."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from inspector.domain.errors.history import NoLotReportError
from inspector.services.lot_report.facts.report import FORMAT, LotReport

_MARK = re.compile(rb"inspector-lot-report/(\d{1,3}) lot=(\d{1,18}) sha256=([0-9a-f]{64})")
_CHUNK = 1 << 20
_OVERLAP = 256


@dataclass(frozen=True, slots=True)
class FiledReport:
    """A file that says it is a report.

    Attributes:
        lot_id: Of which lot.
        digest: Of the data that it stands on.
        sha256: Of the file itself.
        format: By which rules the data was hashed.
    """

    lot_id: int
    digest: str
    sha256: str
    format: int


def mark_of(report: LotReport) -> str:
    """The mark of a report."""
    return f"inspector-lot-report/{FORMAT} lot={report.lot.lot_id} sha256={report.digest}"


def read_mark(path: Path) -> FiledReport:
    """What a file says of itself, and its hash.

    Raises:
        NoLotReportError: it is no report.
    """
    digest, found, before = hashlib.sha256(), None, b""
    for chunk in _chunks(path):
        digest.update(chunk)
        found = found or _MARK.search(before + chunk)
        before = chunk[-_OVERLAP:]
    if found is None:
        raise NoLotReportError(f"{path.name} bears no mark of a lot report")
    number, lot_id, sha256 = found.groups()
    return FiledReport(int(lot_id), sha256.decode(), digest.hexdigest(), int(number))


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise NoLotReportError(f"{path}: {error.strerror or error}") from error
