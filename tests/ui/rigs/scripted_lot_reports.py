"""Reports of lots that say what they are told to."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import wire_samples

from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.history import ExportCancelledError
from inspector.wire.exports import ReportLanguage
from inspector.wire.lot_reports import (
    LotReportFormat,
    LotReportSummary,
    LotSignatureRequest,
    LotSignatureRow,
)
from inspector.wire.lots import LotRow

DIGEST = "ab" * 32


def lot(number: int, name: str, *, runs: bool = False) -> LotRow:
    """A lot of two hundred parts."""
    return LotRow(
        lot_id=number,
        name=name,
        note="",
        begun_at=wire_samples.NOON,
        begun_by="Anna Berg",
        ended_at=None if runs else wire_samples.NOON,
        ended_by="",
        triggered=200,
        ok=180,
        not_ok=15,
        not_decidable=3,
        undefined=2,
    )


@dataclass
class ScriptedLotReports:
    lots: dict[int, LotRow] = field(default_factory=dict)
    asked: list[tuple[object, ...]] = field(default_factory=list)
    signatures: list[LotSignatureRow] = field(default_factory=list)
    agreed: bool = True
    known_escapes: int = 0
    refusal: InspectorError | None = None
    until_cancelled: bool = False

    def summary(self, lot_id: int, /) -> LotReportSummary:
        of_lot = self.lots[lot_id]
        return LotReportSummary(
            lot=of_lot,
            report_id="LR-1-ABABABABABAB",
            digest=DIGEST,
            pieces={},
            preliminary=of_lot.ended_at is None,
            simulated=False,
            parts=200,
            ok=180,
            rejected=18,
            undefined=2,
            challenge=0,
            pending=0,
            known_escapes=self.known_escapes,
            agreed=self.agreed,
            counts=[],
            sealed=True,
            unsealed=0,
            rejects=20,
            pictures=20,
            signatures=self.signatures,
        )

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
        self.asked.append(("save", lot_id, kind, language))
        if self.refusal is not None:
            raise self.refusal
        progress(10)
        if self.until_cancelled:
            cancelled.wait(10)
            raise ExportCancelledError("the export was cancelled")
        return target.write_bytes(b"a report")

    def sign(self, lot_id: int, request: LotSignatureRequest, /) -> LotReportSummary:
        self.asked.append(("sign", lot_id, request.meaning, request.pin, request.digest))
        if self.refusal is not None:
            raise self.refusal
        self.signatures.append(
            LotSignatureRow(
                person="Wei Chen",
                role="quality",
                signed_at=wire_samples.NOON,
                meaning=request.meaning,
                note="",
                digest=request.digest,
                valid=True,
                audit_seq=12,
                audit_sha256="cd" * 32,
            )
        )
        return self.summary(lot_id)
