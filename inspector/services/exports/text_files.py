"""Tables as text: CSV after RFC 4180, and JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from inspector.domain.history import ExportedResult
from inspector.domain.spreadsheet import BYTE_ORDER_MARK, csv_text
from inspector.services.exports.columns import COLUMNS, Cell, row_of

Pages = Iterable[Sequence[ExportedResult]]


def csv_pieces(pages: Pages, *, bom: bool) -> Iterator[bytes]:
    """A head line, then a line for each result; times are ISO 8601 in UTC.

    No text is taken for a formula.
    """
    head = [column.name for column in COLUMNS]
    text = (BYTE_ORDER_MARK if bom else "") + csv_text([head])
    for page in pages:
        cells = ([_csv_cell(cell) for cell in row_of(each).values()] for each in page)
        yield (text + csv_text(cells)).encode()
        text = ""
    if text:
        yield text.encode()


def jsonl_pieces(pages: Pages) -> Iterator[bytes]:
    """One JSON object in each line; what is not there is ``null``."""
    for page in pages:
        yield "".join(
            json.dumps(row_of(each), ensure_ascii=False, allow_nan=False, default=_json_cell) + "\n"
            for each in page
        ).encode()


def _csv_cell(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, datetime) else cell


def _json_cell(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat()
    raise TypeError(f"{cell!r} is no cell")
