"""What the audit trail says of a lot: who signed, which files were issued, what vouches for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from inspector.clock import utc_datetime
from inspector.domain.errors.people import AuditNotReadableError
from inspector.domain.lots import Lot
from inspector.services.lot_report.document import NotedHead, Signature
from inspector.services.people.audit_file import AuditFiles
from inspector.services.people.audit_reading import entries
from inspector.wire.audit import AuditFilter, AuditRow
from inspector.wire.lot_reports import SignatureMeaning

SIGNED, ISSUED, SEALED = "lot.sign", "lot.report", "history.sealed"


@dataclass(frozen=True, slots=True)
class Issued:
    """A file that left the station.

    Attributes:
        at: When, in UTC.
        person: Who took it; empty for whoever held the station's token.
        digest: Of the data that it stands on.
        pieces: The same, piece by piece.
    """

    at: datetime
    person: str
    digest: str
    pieces: Mapping[str, str]


class LotTrail:
    """Reads one trail. Safe to use from any thread."""

    def __init__(self, files: AuditFiles) -> None:
        """Read these files."""
        self._files = files

    def signatures(self, lot: Lot) -> Sequence[Signature]:
        """Who has signed, oldest first.

        Raises:
            AuditNotReadableError: a file cannot be read.
        """
        found = self._done(SIGNED, utc_datetime(lot.begun_utc_ns))
        return [_signature(row, new) for row, new in found if new.get("lot_id") == lot.lot_id]

    def issued(self, lot: Lot, sha256: str) -> Issued | None:
        """The file of this hash, when this station has made it; raises as :meth:`signatures`."""
        for row, new in self._done(ISSUED, utc_datetime(lot.begun_utc_ns)):
            if new.get("file_sha256") == sha256 and new.get("lot_id") == lot.lot_id:
                pieces = new.get("pieces")
                told = pieces if isinstance(pieces, dict) else {}
                return Issued(row.at, row.who, str(new.get("digest", "")), told)
        return None

    def heads(self) -> Mapping[int, NotedHead]:
        """Heads of the chain of seals by the sequence up to which they vouch; raises as above."""
        return {
            new["last_sequence"]: NotedHead(row.at, row.seq, str(new.get("digest", "")))
            for row, new in self._done(SEALED, None)
            if isinstance(new.get("last_sequence"), int)
        }

    def _done(self, what: str, since: datetime | None) -> Sequence[tuple[AuditRow, dict[str, Any]]]:
        try:
            return [
                (row, row.new)
                for row in entries(self._files, AuditFilter(what=what, since=since))
                if row.what == what and row.outcome == "done" and isinstance(row.new, dict)
            ]
        except OSError as error:
            name = error.filename or "the audit trail"
            raise AuditNotReadableError(f"{name}: {error.strerror or error}") from error


def _signature(row: AuditRow, new: Mapping[str, Any]) -> Signature:
    return Signature(
        person=row.who,
        role=row.role or "",
        signed=row.at,
        meaning=SignatureMeaning(new.get("meaning", SignatureMeaning.REVIEWED)),
        note=row.reason,
        digest=str(new.get("digest", "")),
        seq=row.seq,
        sha256=row.sha256,
    )
