"""Tables of the results of all stations; their pictures stay where they were taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inspector.domain.errors.store import ResultNotFoundError
from inspector.domain.history import ExportedResult, HistoryFilter
from inspector.domain.phrases.records import RecordPhrase
from inspector.domain.shared_history import ResultName, SharedPast
from inspector.services.exports.issued import IssuedFile
from inspector.services.exports.tables import PAGE_ROWS, all_pages, begun, table_pieces
from inspector.services.exports.text_files import Pages
from inspector.services.history.rows import domain_filter
from inspector.services.people.audit import Actor, AuditTrail
from inspector.services.pieces import Pieces
from inspector.services.shared_history.reader import Reader
from inspector.wire.exports import ExportOptions, TableFormat
from inspector.wire.history import ResultFilter
from inspector.wire.shared_history import SharedSelection


class SharedExports:
    """Makes files of them. All methods may be called from several threads.

    Args:
        past: Who asks the server, page by page.
        audit: Where it is written down who took what.
    """

    def __init__(self, past: Reader[SharedPast], audit: AuditTrail) -> None:
        self._past = past
        self._audit = audit

    def results(
        self, actor: Actor, kind: TableFormat, criteria: ResultFilter, options: ExportOptions
    ) -> Pieces:
        """All results of a filter, the last that came to the server first.

        Raises:
            SharedHistoryError: the server does not answer.
            AuditNotWritableError: nothing leaves the station unrecorded.
        """
        with self._audit.recorded(actor, "history.export", kind.value) as entry:
            wanted = criteria.model_dump(mode="json", exclude_none=True)
            entry.new = {"all_stations": True, **wanted}
            pages = begun(all_pages(self, domain_filter(criteria)))
        return self._table(actor, kind, pages, options)

    def selection(self, actor: Actor, kind: TableFormat, chosen: SharedSelection) -> Pieces:
        """These results, in this order; raises as :meth:`results`.

        Raises:
            ResultNotFoundError: one of them is not there.
        """
        names = list(dict.fromkeys((each.station_id, each.result_id) for each in chosen.results))
        with self._audit.recorded(actor, "history.export", kind.value) as entry:
            entry.new = {"all_stations": True, "results": len(names), "first": "/".join(names[0])}
            pages = list(self._chosen(names))
            _require_all(names, pages)
        return self._table(actor, kind, pages, chosen)

    def exported(
        self, criteria: HistoryFilter, before: int | None, limit: int
    ) -> Sequence[ExportedResult]:
        """At most ``limit`` rows with a sequence below ``before``, newest first."""
        return self._past.ask(lambda past: past.exported(criteria, before, limit))

    def _table(
        self, actor: Actor, kind: TableFormat, pages: Pages, options: ExportOptions
    ) -> Pieces:
        issued = IssuedFile(self._audit, actor, kind)
        return Pieces(lambda: issued.pieces(table_pieces(kind, issued.counted(pages), options)))

    def _chosen(self, names: Sequence[ResultName]) -> Iterator[Sequence[ExportedResult]]:
        for start in range(0, len(names), PAGE_ROWS):
            yield self._named(names[start : start + PAGE_ROWS])

    def _named(self, names: Sequence[ResultName]) -> Sequence[ExportedResult]:
        return self._past.ask(lambda past: past.exported_of(names))


def _require_all(names: Sequence[ResultName], pages: Pages) -> None:
    found = {(row.provenance.station_id, row.summary.result_id) for page in pages for row in page}
    for station_id, result_id in names:
        if (station_id, result_id) not in found:
            raise ResultNotFoundError(
                RecordPhrase.NO_RESULT_OF_STATION(result=result_id, station=station_id)
            )
