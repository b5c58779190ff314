"""The audit trail for people: looked through, checked, exported, and anchored elsewhere."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from inspector.clock import utc_ns
from inspector.domain.audit import AnchorStore, AuditAnchor
from inspector.domain.errors.people import AuditNotReadableError
from inspector.engine.threads.bulkhead import Bulkhead
from inspector.engine.threads.rounds import Rounds
from inspector.services.people import audit_reading
from inspector.services.people.audit import AuditTrail
from inspector.services.people.audit_verify import AuditReport, verify
from inspector.wire.audit import (
    AuditFaultKind,
    AuditFaultRow,
    AuditFilter,
    AuditPage,
    AuditSeal,
    AuditVerification,
)

_log = logging.getLogger(__name__)
ANCHOR_EVERY_S = 3600.0


class AuditDesk:
    """Reads one trail. Safe to use from any thread.

    Args:
        trail: The trail.
        anchors: What the database knows of it; ``None`` where there is no database.
    """

    def __init__(self, trail: AuditTrail, anchors: AnchorStore | None) -> None:
        self._trail = trail
        self._anchors = anchors
        self._checking = threading.Lock()

    def page(self, criteria: AuditFilter, before: str | None, limit: int) -> AuditPage:
        """A page of the trail, newest first.

        Raises:
            AuditNotReadableError: a file cannot be read.
        """
        with _readable():
            return audit_reading.audit_page(self._trail.files, criteria, before, limit)

    def export(self, criteria: AuditFilter, file_format: str) -> Iterator[bytes]:
        """All that matches, oldest first, as ``csv`` or ``jsonl``."""
        rows = audit_reading.entries(self._trail.files, criteria)
        write = audit_reading.as_csv if file_format == "csv" else audit_reading.as_json_lines
        with _readable():
            yield from write(rows)

    def verify(self) -> AuditVerification:
        """Follow the whole chain; one check at a time.

        Raises:
            AuditNotReadableError: a file cannot be read.
        """
        with self._checking, _readable():
            anchors = None if self._anchors is None else self._anchors.all()
            return told(verify(self._trail.files, anchors))

    def anchor(self) -> None:
        """Keep in the database how far the trail has come, unless it is known already.

        Raises:
            AuditNotReadableError: a file cannot be read.
            StoreError: the database cannot be written.
        """
        if self._anchors is None:
            return
        with _readable():
            head = self._trail.files.head()
        known = self._anchors.all()
        if head.seq and (not known or known[-1].sha256 != head.sha256):
            self._anchors.add(AuditAnchor(head.seq, head.sha256, utc_ns()))


class AuditAnchoring:
    """Anchors the trail when the station starts, every hour, and when it stops."""

    def __init__(self, desk: AuditDesk) -> None:
        self._rounds = Rounds(
            "audit-anchor",
            desk.anchor,
            ANCHOR_EVERY_S,
            Bulkhead(_log, recovered="the audit trail is anchored in the database again"),
            opening=desk.anchor,
            closing=desk.anchor,
        )

    def start(self) -> None:
        """Begin."""
        self._rounds.start()

    def stop(self) -> None:
        """Anchor once more, and end; while the database still can be written."""
        self._rounds.stop()


def told(report: AuditReport) -> AuditVerification:
    """What came of a check, as a client sees it."""
    fault = report.fault
    return AuditVerification(
        whole=report.whole,
        entries=report.entries,
        files=report.files,
        anchors=report.anchors,
        head_seq=report.head_seq,
        head_sha256=report.head_sha256,
        sealed=[
            AuditSeal(kind=each.kind, file=each.file, line=each.line, lines=each.lines)
            for each in report.sealed
        ],
        fault=None
        if fault is None
        else AuditFaultRow(
            kind=AuditFaultKind(fault.kind),
            file=fault.file,
            line=fault.line,
            seq=fault.seq,
            detail=fault.detail,
        ),
    )


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        name = error.filename or "the audit trail"
        raise AuditNotReadableError(f"{name}: {error.strerror or error}") from error
