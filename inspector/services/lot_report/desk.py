"""Where reports of lots are made, signed and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime

from inspector.domain.errors.history import LotNotSettledError, LotReportOutdatedError
from inspector.domain.lot_record import LotRecords
from inspector.domain.record_ports import ImageReader
from inspector.services.exports.issued import issued
from inspector.services.lot_report.content.composed import composed
from inspector.services.lot_report.content.lot import Occasion
from inspector.services.lot_report.facts.gather import Limits, gathered
from inspector.services.lot_report.facts.report import LotReport, digest_of
from inspector.services.lot_report.facts.trail import LotTrail
from inspector.services.lot_report.summary import summary_of
from inspector.services.lot_report.words.speech import Speech
from inspector.services.paper.html import html_pieces
from inspector.services.paper.pdf.file import pdf_pieces
from inspector.services.paper.pictures import SmallPictures
from inspector.services.people.audit import Actor, AuditTrail
from inspector.services.people.deeds import LOT_REPORT_ISSUED, LOT_SIGNED
from inspector.services.pieces import Pieces
from inspector.wire.exports import ReportLanguage
from inspector.wire.lot_reports import (
    LotReportCheck,
    LotReportFormat,
    LotReportSummary,
    LotSignatureRequest,
)


class LotReportDesk:
    """Makes, signs and checks reports. All methods may be called from several threads.

    Args:
        records: The record of lots.
        images: Pictures of their parts.
        audit: Where it is written down who made and who signed which report.
        limits: How much of a lot is put on paper.
    """

    def __init__(
        self,
        records: LotRecords,
        images: ImageReader,
        audit: AuditTrail,
        limits: Limits | None = None,
    ) -> None:
        self._records = records
        self._pictures = SmallPictures(images)
        self._audit = audit
        self._trail = LotTrail(audit.files)
        self._limits = limits or Limits()

    def number_of(self, text: str) -> int:
        """The number of the newest lot of this name, or of the one that is written as ``#12``.

        Raises:
            LotNotFoundError: there is none.
        """
        with self._records.opened() as record:
            return record.find(text).lot_id

    def require(self, lot_id: int) -> None:
        """There is a lot of this number.

        Raises:
            LotNotFoundError: there is none.
        """
        with self._records.opened() as record:
            record.lot(lot_id)

    def summary(self, lot_id: int) -> LotReportSummary:
        """What the report says in figures.

        Raises:
            LotNotFoundError: there is no such lot.
            StoreError: the record cannot be read.
        """
        return summary_of(self._gathered(lot_id), self._limits.pictures)

    def report(
        self, actor: Actor, lot_id: int, kind: LotReportFormat, language: ReportLanguage
    ) -> Pieces:
        """The file; it is read from the record at one moment and then made piece by piece.

        Raises:
            LotNotFoundError: there is no such lot.
        """
        self.require(lot_id)
        return Pieces(lambda: self._issued(actor, lot_id, kind, language))

    def sign(self, actor: Actor, lot_id: int, request: LotSignatureRequest) -> LotReportSummary:
        """Sign the data of a lot in the name of a person who has just proven who it is.

        Raises:
            LotNotFoundError: there is no such lot.
            LotNotSettledError: it runs, or parts of it are on their way.
            LotReportOutdatedError: the record is not what was read.
            AuditNotWritableError: nothing was signed.
        """
        report = self._gathered(lot_id)
        name = report.lot.name
        with self._audit.recorded(actor, LOT_SIGNED, name, reason=request.note) as entry:
            if report.preliminary:
                raise LotNotSettledError(f"lot {name} is not settled")
            if report.digest != request.digest:
                raise LotReportOutdatedError(f"the data of lot {name} is {report.digest} now")
            entry.new = {
                "lot_id": lot_id,
                "meaning": request.meaning.value,
                "digest": report.digest,
                "report_id": report.report_id,
            }
        signed = replace(report, signatures=self._trail.signatures(report.lot))
        return summary_of(signed, self._limits.pictures)

    def check(self, lot_id: int, digest: str, file_sha256: str) -> LotReportCheck:
        """Whether a file is one of ours, and whether the record is as it was when it was made.

        Raises:
            LotNotFoundError: there is no such lot.
        """
        with self._records.opened() as record:
            lot, now = record.lot(lot_id), record.digests(lot_id)
        filed = self._trail.issued(lot, file_sha256)
        then = {} if filed is None else filed.pieces
        same = digest_of(now) == digest
        changed = [name for name, value in asdict(now).items() if then.get(name, value) != value]
        return LotReportCheck(
            lot=lot.name,
            lot_id=lot_id,
            issued=filed is not None,
            issued_at=None if filed is None else filed.at,
            issued_to="" if filed is None else filed.person,
            agrees=same,
            changed=[] if same else changed,
            digest_then=digest,
            digest_now=digest_of(now),
        )

    def _gathered(self, lot_id: int) -> LotReport:
        return gathered(self._records, self._trail, lot_id, self._limits)

    def _issued(
        self, actor: Actor, lot_id: int, kind: LotReportFormat, language: ReportLanguage
    ) -> Iterator[bytes]:
        report = self._gathered(lot_id)

        def told(sha256: str, _: int) -> Mapping[str, object]:
            return {
                "lot_id": lot_id,
                "report_id": report.report_id,
                "digest": report.digest,
                "pieces": asdict(report.digests),
                "file": f"{kind} {language}",
                "file_sha256": sha256,
            }

        made = self._made(actor, report, kind, language)
        return issued(self._audit, actor, LOT_REPORT_ISSUED, report.lot.name, made, told)

    def _made(
        self, actor: Actor, report: LotReport, kind: LotReportFormat, language: ReportLanguage
    ) -> Iterator[bytes]:
        occasion = Occasion(datetime.now(UTC), actor.name, self._limits.pictures)
        words = composed(report, Speech(language), occasion)
        if kind is LotReportFormat.HTML:
            return html_pieces(words, self._pictures)
        return pdf_pieces(words, actor.name or "Inspector", self._pictures)
