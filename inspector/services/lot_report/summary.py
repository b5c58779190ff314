"""Reports of lots as clients see them."""

from __future__ import annotations

from dataclasses import asdict

from inspector.services.history.lots import lot_row
from inspector.services.lot_report.facts.report import LotReport, Signature
from inspector.wire.lot_reports import (
    LotCountRow,
    LotReportSummary,
    LotSignatureRow,
)


def summary_of(report: LotReport, pictures: int) -> LotReportSummary:
    """What a report says in figures."""
    figures, seals = report.figures, report.seals
    return LotReportSummary(
        lot=lot_row(report.lot),
        report_id=report.report_id,
        digest=report.digest,
        pieces=asdict(report.digests),
        preliminary=report.preliminary,
        simulated=report.simulated,
        parts=figures.parts,
        ok=figures.ok,
        rejected=figures.rejected,
        undefined=sum(figures.undefined.values()),
        challenge=figures.challenge,
        pending=figures.pending,
        known_escapes=figures.escapes,
        agreed=report.agreed,
        counts=[
            LotCountRow(
                counted=line.counted.value,
                value=line.value,
                expected=line.expected,
                standing=line.standing.value,
                remark=line.remark.value,
                detail=line.detail,
            )
            for line in report.lines
        ],
        sealed=None if seals is None else not seals.faults,
        unsealed=0 if seals is None else seals.state.unsealed,
        rejects=report.rejects.total,
        pictures=min(len(report.rejects.shown), pictures),
        signatures=[_signature(each, report.digest) for each in report.signatures],
    )


def _signature(each: Signature, digest: str) -> LotSignatureRow:
    return LotSignatureRow(
        person=each.person,
        role=each.role,
        signed_at=each.signed,
        meaning=each.meaning,
        note=each.note,
        digest=each.digest,
        valid=each.digest == digest,
        audit_seq=each.seq,
        audit_sha256=each.sha256,
    )
