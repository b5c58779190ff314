"""Where results leave the station as files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Protocol

from inspector.domain.errors.history import ExportTooLargeError
from inspector.domain.errors.store import ResultNotFoundError
from inspector.domain.history import ExportedResult, StoredResult
from inspector.domain.phrases.records import RecordPhrase
from inspector.domain.record_ports import ImageReader
from inspector.domain.review import StoredReview
from inspector.domain.seal import SealProofs
from inspector.services.exports.evidence_file import EvidenceSources, PartEvidence, evidence_pieces
from inspector.services.exports.issued import IssuedFile
from inspector.services.exports.report import ReportHead, report_pieces
from inspector.services.exports.tables import PAGE_ROWS, ExportedPages, all_pages, table_pieces
from inspector.services.exports.text_files import Pages
from inspector.services.history.rows import Changed, domain_filter, nobody_asked
from inspector.services.paper.pictures import SmallPictures
from inspector.services.people.audit import Actor, AuditEntry, AuditTrail
from inspector.services.pieces import Pieces
from inspector.services.reviews.desk import review_row
from inspector.wire.exports import (
    EVIDENCE_PARTS_MAX,
    EXPORT_IDS_MAX,
    REPORT_PICTURES_MAX,
    ExportFormat,
    ExportOptions,
    SelectionExport,
)
from inspector.wire.history import ResultFilter
from inspector.wire.reviews import ReviewList

_MOST = {ExportFormat.PDF: REPORT_PICTURES_MAX, ExportFormat.ZIP: EVIDENCE_PARTS_MAX}
"""Files with pictures hold so many parts; tables hold any number."""
Said = Callable[[str], Sequence[StoredReview]]


class ExportedRows(ExportedPages, Protocol):
    """Where the rows are read, and all else that is known of them."""

    def exported_of(self, result_ids: Sequence[str]) -> Sequence[ExportedResult]:
        """These results, in this order; ids that no row has are left out."""

    def result(self, result_id: str) -> StoredResult:
        """One result with all that is known of it."""


class ExportDesk:
    """Makes files of results. All methods may be called from several threads.

    Args:
        rows: Past results.
        images: Their pictures.
        station_id: Whose they are.
        audit: Where it is written down who took what.
        proofs: Seals of results.
        said: All reviews of a result.
        changed: What answers to what-if questions change.
    """

    def __init__(
        self,
        rows: ExportedRows,
        images: ImageReader,
        station_id: str,
        audit: AuditTrail,
        proofs: SealProofs,
        said: Said,
        changed: Changed = nobody_asked,
    ) -> None:
        self._rows = rows
        self._pictures = SmallPictures(images)
        self._station_id = station_id
        self._audit = audit
        self._changed = changed
        self._said = said
        self._sources = EvidenceSources(self._evidence, images, proofs, audit.files)

    def results(
        self, actor: Actor, kind: ExportFormat, criteria: ResultFilter, options: ExportOptions
    ) -> Pieces:
        """All results of a filter, newest first.

        Raises:
            ExportTooLargeError: a report or an evidence file would have too many pictures.
            AuditNotWritableError: nothing leaves the station unrecorded.
        """
        wanted = domain_filter(criteria, self._changed)
        with self._audit.recorded(actor, "history.export", kind.value) as entry:
            entry.new = asked = criteria.model_dump(mode="json", exclude_none=True)
            if kind not in _MOST:
                return self._table(kind, actor, all_pages(self._rows, wanted), options)
            rows = self._rows.exported(wanted, None, _MOST[kind] + 1)
            asked["results"] = [row.summary.result_id for row in rows]
            return self._with_pictures(kind, actor, rows, criteria, options)

    def selection(self, actor: Actor, kind: ExportFormat, chosen: SelectionExport) -> Pieces:
        """These results, in this order; raises as :meth:`results`.

        Raises:
            ResultNotFoundError: one of them does not exist.
        """
        wanted = list(dict.fromkeys(chosen.result_ids))
        with self._audit.recorded(actor, "history.export", kind.value) as entry:
            entry.new = {"results": wanted}
            if len(wanted) > _MOST.get(kind, EXPORT_IDS_MAX):
                raise _too_large(kind, len(wanted))
            rows = [row for page in self._chosen(wanted) for row in page]
            if len(rows) < len(wanted):
                known = {row.summary.result_id for row in rows}
                missing = next(each for each in wanted if each not in known)
                raise ResultNotFoundError(RecordPhrase.NO_RESULT(result=missing))
            if kind in _MOST:
                return self._with_pictures(kind, actor, rows, None, chosen)
            return self._table(kind, actor, self._chosen(wanted), chosen)

    def _table(
        self, kind: ExportFormat, actor: Actor, pages: Pages, options: ExportOptions
    ) -> Pieces:
        issued = IssuedFile(self._audit, actor, kind)
        return Pieces(lambda: issued.pieces(table_pieces(kind, issued.counted(pages), options)))

    def _with_pictures(
        self,
        kind: ExportFormat,
        actor: Actor,
        rows: Sequence[ExportedResult],
        criteria: ResultFilter | None,
        options: ExportOptions,
    ) -> Pieces:
        if len(rows) > _MOST[kind]:
            raise _too_large(kind, len(rows))
        head = ReportHead(
            self._station_id, datetime.now(UTC), actor.name, criteria, options.language
        )

        report = report_pieces(head, rows, self._pictures)

        def noted(sha256: str) -> None:
            entry = AuditEntry(new={"parts": len(rows), "sha256sums": sha256})
            self._audit.note(actor, "history.evidence", kind.value, entry)

        if kind is ExportFormat.ZIP:
            return Pieces(lambda: evidence_pieces(head, rows, report, self._sources, noted))
        issued = IssuedFile(self._audit, actor, kind, len(rows))
        return Pieces(lambda: issued.pieces(report))

    def _evidence(self, result_id: str) -> PartEvidence:
        said = [review_row(each) for each in self._said(result_id)]
        reviews = ReviewList(result_id=result_id, reviews=said)
        return PartEvidence(self._rows.result(result_id), reviews)

    def _chosen(self, wanted: Sequence[str]) -> Pages:
        for start in range(0, len(wanted), PAGE_ROWS):
            yield self._rows.exported_of(wanted[start : start + PAGE_ROWS])


def _too_large(kind: ExportFormat, rows: int) -> ExportTooLargeError:
    return ExportTooLargeError(
        f"a file of this kind holds at most {_MOST[kind]} parts, and there are {rows} or more"
    )
