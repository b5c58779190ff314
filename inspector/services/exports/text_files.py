"""Tables as text: CSV after RFC 4180, and JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from inspector.domain.history import ExportedResult
from inspector.services.exports.columns import COLUMNS, Cell, row_of

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

Pages = Iterable[Sequence[ExportedResult]]


def csv_pieces(pages: Pages, *, bom: bool) -> Iterator[bytes]:
    """A head line, then a line for each result; times are ISO 8601 in UTC.

    A text that a spreadsheet would take for a formula gets an apostrophe in front, as OWASP's "CSV
    Injection" recommends: lots and labels are typed in by people.
    """
    head = [column.name for column in COLUMNS]
    yield ((_BOM if bom else "") + _lines([head])).encode()
    for page in pages:
        yield _lines([_csv_cell(cell) for cell in row_of(each).values()] for each in page).encode()


def jsonl_pieces(pages: Pages) -> Iterator[bytes]:
    """One JSON object in each line; what is not there is ``null``."""
    for page in pages:
        yield "".join(
            json.dumps(row_of(each), ensure_ascii=False, allow_nan=False, default=_json_cell) + "\n"
            for each in page
        ).encode()


def _lines(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.isoformat()
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_FORMULA) else cell
    return repr(cell)


def _json_cell(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat()
    raise TypeError(f"{cell!r} is no cell")
