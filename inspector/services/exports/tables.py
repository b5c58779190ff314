"""Results as a table of any size, page by page, whoever holds them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Protocol

from inspector.domain.history import ExportedResult, HistoryFilter
from inspector.services.exports.parquet_file import parquet_pieces
from inspector.services.exports.text_files import Pages, csv_pieces, jsonl_pieces
from inspector.wire.exports import ExportFormat, ExportOptions

PAGE_ROWS = 500


class ExportedPages(Protocol):
    """Where the rows are read. All methods may be called from several threads."""

    def exported(
        self, criteria: HistoryFilter, before: int | None, limit: int
    ) -> Sequence[ExportedResult]:
        """At most ``limit`` rows with a sequence below ``before``, newest first."""


def all_pages(rows: ExportedPages, wanted: HistoryFilter) -> Pages:
    """All rows of a filter, newest first."""
    before = None
    while page := rows.exported(wanted, before, PAGE_ROWS):
        yield page
        before = page[-1].summary.sequence


def begun(pages: Pages) -> Pages:
    """The same, with the first page read now: what fails there is told before a file is begun."""
    coming = iter(pages)
    return chain([next(coming, ())], coming)


def table_pieces(kind: ExportFormat, pages: Pages, options: ExportOptions) -> Iterator[bytes]:
    """The file: CSV, Parquet, or else JSON Lines."""
    if kind is ExportFormat.CSV:
        return csv_pieces(pages, bom=options.bom)
    if kind is ExportFormat.PARQUET:
        return parquet_pieces(pages)
    return jsonl_pieces(pages)
