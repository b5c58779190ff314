"""What the audit trail says of a lot: who signed, which files were issued, what vouches for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from inspector.domain.errors.people import AuditNotReadableError
from inspector.domain.lots import Lot
from inspector.domain.phrase import Phrase
from inspector.domain.phrases.records import SealPhrase
from inspector.services.lot_report.facts.report import NotedHead, Signature
from inspector.services.people.audit import DONE
from inspector.services.people.audit_file import AuditFiles
from inspector.services.people.audit_reading import entries
from inspector.services.people.deeds import (
    HISTORY_RESTORED,
    HISTORY_SEALED,
    LOT_REPORT_ISSUED,
    LOT_SIGNED,
)
from inspector.wire.audit import AuditFilter, AuditRow
from inspector.wire.lot_reports import SignatureMeaning


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
        found = self._done(LOT_SIGNED)
        return [_signature(row, new) for row, new in found if new.get("lot_id") == lot.lot_id]

    def issued(self, lot: Lot, sha256: str) -> Issued | None:
        """The file of this hash, when this station has made it; raises as :meth:`signatures`."""
        for row, new in self._done(LOT_REPORT_ISSUED):
            if new.get("file_sha256") == sha256 and new.get("lot_id") == lot.lot_id:
                pieces = new.get("pieces")
                told = pieces if isinstance(pieces, dict) else {}
                return Issued(row.at, row.who, str(new.get("digest", "")), told)
        return None

    def heads(self) -> Mapping[int, NotedHead]:
        """Heads of the chain of seals by the sequence up to which they vouch; raises as above.

        The first note of a sequence counts. A backup that was restored takes back those behind it.
        """
        found: dict[int, NotedHead] = {}
        for row, new in self._done(HISTORY_SEALED, HISTORY_RESTORED):
            last = new.get("last_sequence")
            if not isinstance(last, int):
                continue
            if row.what == HISTORY_RESTORED:
                found = {sequence: head for sequence, head in found.items() if sequence <= last}
            else:
                found.setdefault(last, NotedHead(row.at, row.seq, str(new.get("digest", ""))))
        return found

    def _done(self, *whats: str) -> Sequence[tuple[AuditRow, dict[str, Any]]]:
        try:
            return [
                (row, row.new)
                for row in entries(self._files, AuditFilter())
                if row.what in whats and row.outcome == DONE and isinstance(row.new, dict)
            ]
        except OSError as error:
            name = error.filename or "the audit trail"
            raise AuditNotReadableError(f"{name}: {error.strerror or error}") from error


def unlike_noted(heads: Mapping[int, NotedHead], digests: Mapping[int, str]) -> Iterator[Phrase]:
    """What a chain lacks or has otherwise of the heads that were noted of it.

    Args:
        heads: By the sequence up to which they vouch; all of them lie in the chain.
        digests: Of the chain's blocks, by their last sequences.
    """
    for sequence, head in sorted(heads.items()):
        found = digests.get(sequence)
        if found is None:
            yield SealPhrase.SEAL_GONE(entry=head.seq or "?", sequence=sequence)
        elif found != head.digest:
            yield SealPhrase.SEAL_NOTED_OTHERWISE(entry=head.seq or "?", sequence=sequence)


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
