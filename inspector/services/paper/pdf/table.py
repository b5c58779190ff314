"""Tables over as many pages as they take, with their head on each."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.services.paper.blocks import Column, Row, Table
from inspector.services.paper.drawing import Ink
from inspector.services.paper.pdf.sheet import WIDTH, Sheet, tint
from inspector.services.paper.pdf.text import wrapped

_SIZE, _HEAD_SIZE = 8.0, 7.5
_LINE, _PAD, _GAP = 10.0, 3.5, 8.0


def draw_table(sheet: Sheet, table: Table) -> None:
    """Draw all rows; a row is never torn apart."""
    places = _places(table.columns)
    heads = [
        wrapped(column.title, _HEAD_SIZE, width, bold=True)
        for column, (_, width) in zip(table.columns, places, strict=True)
    ]
    _draw_head(sheet, table.columns, places, heads)
    for row in table.rows:
        cells = [
            wrapped(cell, _SIZE, width, bold=row.loud)
            for cell, (_, width) in zip(row.cells, places, strict=True)
        ]
        height = max(len(lines) for lines in cells) * _LINE + 2 * _PAD
        if sheet.room_for(height):
            _draw_head(sheet, table.columns, places, heads)
        _draw_row(sheet, table.columns, places, row, cells, height)
    sheet.top += 6


def _places(columns: Sequence[Column]) -> list[tuple[float, float]]:
    """Where each column begins, and how wide it is."""
    whole = sum(column.weight for column in columns)
    places, left = [], 0.0
    for column in columns:
        width = WIDTH * column.weight / whole
        places.append((left, width - _GAP))
        left += width
    return places


def _draw_head(
    sheet: Sheet,
    columns: Sequence[Column],
    places: Sequence[tuple[float, float]],
    heads: Sequence[Sequence[str]],
) -> None:
    lines = max(len(head) for head in heads)
    sheet.room_for((lines + 2) * _LINE + 4 * _PAD)
    sheet.top += _PAD
    for column, (left, width), head in zip(columns, places, heads, strict=True):
        for place, line in enumerate(head):
            right = left + width if column.right else None
            base = sheet.top + (place + 1) * _LINE - 2
            sheet.text(left, base, line, _HEAD_SIZE, Ink.MUTED, bold=True, right=right)
    sheet.top += lines * _LINE + _PAD
    sheet.rule(sheet.top, Ink.PLAIN, 0.7)


def _draw_row(
    sheet: Sheet,
    columns: Sequence[Column],
    places: Sequence[tuple[float, float]],
    row: Row,
    cells: Sequence[Sequence[str]],
    height: float,
) -> None:
    if row.loud:
        sheet.box(-4, sheet.top, WIDTH + 8, height, tint(row.ink))
    for column, (left, width), lines in zip(columns, places, cells, strict=True):
        ink = row.ink if row.loud or column is columns[-1] else Ink.PLAIN
        for place, line in enumerate(lines):
            right = left + width if column.right else None
            base = sheet.top + _PAD + (place + 1) * _LINE - 2.5
            sheet.text(left, base, line, _SIZE, ink, bold=row.loud, right=right)
    sheet.top += height
    sheet.rule(sheet.top)
