"""Reading the history, from any thread, while the writer commits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import RowMapping, Select, select

from inspector.domain.errors.store import ResultNotFoundError, ViewNotFoundError
from inspector.domain.history import (
    ExportedResult,
    Neighbours,
    ShadowComparison,
    ShadowFlip,
    StoredAlarm,
    StoredResult,
)
from inspector.domain.phrases.records import RecordPhrase
from inspector.domain.record import ArchivedImage
from inspector.store.alarms.events import alarm_page, stored_alarm
from inspector.store.audit_anchors import SqliteAuditAnchors
from inspector.store.reading.scored_parts import SqliteScoredParts
from inspector.store.reading.stored_results import DETAIL, VIEWS, StoredResults
from inspector.store.reviews.label_candidates import SqliteLabelCandidates
from inspector.store.rows import mapping, shadow_results
from inspector.store.rows.values import archived_image
from inspector.store.schema.tables import ResultTable, ResultViewTable
from inspector.store.seals.evidence import SqliteSealProofs

_IMAGE = select(
    ResultTable.sequence,
    ResultTable.view,
    ResultTable.image_path,
    ResultTable.image_sha256,
    ResultTable.image_note,
)


class SqliteHistory(StoredResults):
    """Implements :class:`inspector.domain.history.ResultHistory`: all that a station holds."""

    def exported_of(self, result_ids: Sequence[str]) -> list[ExportedResult]:
        """These results, in this order; ids that no row has are left out."""
        rows = self.rows(DETAIL.where(ResultTable.result_id.in_(result_ids)))
        found = {row["result_id"]: row for row in rows}
        known = [result_id for result_id in result_ids if result_id in found]
        return mapping.in_order(mapping.exported_result, found, known)

    def result(self, result_id: str) -> StoredResult:
        """One result with its provenance and its views.

        Raises:
            ResultNotFoundError: no row has this id.
        """
        return self.stored(self._only(DETAIL, result_id))

    def neighbours(self, sequence: int) -> Neighbours:
        """The results stored just before and just after one."""
        column = ResultTable.sequence
        ids = select(ResultTable.result_id).limit(1)
        older = ids.where(column < sequence).order_by(column.desc())
        newer = ids.where(column > sequence).order_by(column)
        with self.database.reading() as connection:
            return Neighbours(older=connection.scalar(older), newer=connection.scalar(newer))

    def image(self, result_id: str, view: int | None = None) -> ArchivedImage:
        """Where the picture of one view lies, by default the deciding one, or why there is none.

        Raises:
            ResultNotFoundError: no row has this id.
            ViewNotFoundError: the result has no view of this number.
        """
        row = self._only(_IMAGE, result_id)
        if view in (None, row["view"]):
            return archived_image(row)
        of_view = VIEWS.where(
            ResultViewTable.sequence == row["sequence"], ResultViewTable.view == view
        )
        for found in self.rows(of_view):
            return archived_image(found)
        raise ViewNotFoundError(RecordPhrase.NO_VIEW(result=result_id, view=view))

    def alarms(self, before: int | None, limit: int) -> list[StoredAlarm]:
        """At most ``limit`` changes of alarms with an id below ``before``, newest first."""
        return [stored_alarm(row) for row in self.rows(alarm_page(before, limit))]

    def shadow_comparison(self, model_sha256: str, since_utc_ns: int) -> ShadowComparison:
        """How a model on trial compares with what stood, since a time in Unix nanoseconds."""
        query = shadow_results.comparison_query(model_sha256, since_utc_ns)
        return shadow_results.comparison(model_sha256, self.rows(query))

    def shadow_flips(self, model_sha256: str, since_utc_ns: int, limit: int) -> list[ShadowFlip]:
        """At most ``limit`` views that a model on trial judges otherwise, the newest first."""
        query = shadow_results.flips_query(model_sha256, since_utc_ns, limit)
        return [shadow_results.flip(row) for row in self.rows(query)]

    def audit_anchors(self) -> SqliteAuditAnchors:
        """How far the audit trail had come; usable until this history is closed."""
        return SqliteAuditAnchors(self.database)

    def label_candidates(self) -> SqliteLabelCandidates:
        """Pictures worth a label; usable until this history is closed."""
        return SqliteLabelCandidates(self.database)

    def scored_parts(self) -> SqliteScoredParts:
        """Parts with all their scores; usable until this history is closed."""
        return SqliteScoredParts(self.database)

    def seal_proofs(self) -> SqliteSealProofs:
        """Seals to be computed again; usable until this history is closed."""
        return SqliteSealProofs(self.database)

    def _only(self, query: Select[*tuple[Any, ...]], result_id: str) -> RowMapping:
        rows = self.rows(query.where(ResultTable.result_id == result_id))
        if not rows:
            raise ResultNotFoundError(RecordPhrase.NO_RESULT(result=result_id))
        return rows[0]
