"""Each kind of block drawn onto the sheet."""

from __future__ import annotations

from inspector.services.paper.blocks import (
    Block,
    Facts,
    Figure,
    InkLines,
    Notice,
    Table,
    Text,
    Tile,
    Tiles,
)
from inspector.services.paper.drawing import Ink
from inspector.services.paper.pdf.shapes import draw_shapes
from inspector.services.paper.pdf.sheet import COLOURS, WIDTH, Sheet, tint
from inspector.services.paper.pdf.table import draw_table
from inspector.services.paper.pdf.text import fitting, width_of, wrapped

LINE = 12.5
"""From one line of a paragraph to the next."""
_FACT_NAME = 128.0
_INK_ROW, _INK_GAP = 38.0, 16.0


def draw_block(sheet: Sheet, block: Block) -> None:
    """Draw what takes no pictures."""
    match block:
        case Text():
            _draw_text(sheet, block)
        case Notice():
            _draw_notice(sheet, block)
        case Tiles():
            _draw_tiles(sheet, block)
        case Facts():
            _draw_facts(sheet, block)
        case Table():
            draw_table(sheet, block)
        case Figure():
            _draw_figure(sheet, block)
        case InkLines():
            _draw_ink_lines(sheet, block)


def _draw_text(sheet: Sheet, block: Text) -> None:
    for line in wrapped(block.text, 9, WIDTH):
        sheet.room_for(LINE)
        sheet.top += LINE
        sheet.text(0, sheet.top - 3, line, 9, block.ink)
    sheet.top += 4


def _draw_notice(sheet: Sheet, block: Notice) -> None:
    lines = wrapped(block.text, 9, WIDTH - 26)
    height = 24 + len(lines) * LINE
    sheet.room_for(height + 8)
    sheet.top += 6
    sheet.box(0, sheet.top, WIDTH, height, tint(block.ink))
    sheet.box(0, sheet.top, 4, height, COLOURS[block.ink])
    sheet.text(14, sheet.top + 16, block.title, 11, block.ink, bold=True)
    for place, line in enumerate(lines):
        sheet.text(14, sheet.top + 30 + place * LINE, line, 9)
    sheet.top += height + 2


def _draw_tiles(sheet: Sheet, block: Tiles) -> None:
    gap, height = 8.0, 60.0
    width = (WIDTH - gap * (len(block.tiles) - 1)) / len(block.tiles)
    sheet.room_for(height + 6)
    for place, tile in enumerate(block.tiles):
        _draw_tile(sheet, tile, place * (width + gap), width, height)
    sheet.top += height + 6


def _draw_tile(sheet: Sheet, tile: Tile, left: float, width: float, height: float) -> None:
    top = sheet.top
    sheet.box(left, top, width, height, tint(Ink.MUTED))
    sheet.text(left + 7, top + 14, fitting(tile.label, 8, width - 12), 8, Ink.MUTED)
    size = next(
        (
            each
            for each in (18, 16, 14, 12, 10)
            if width_of(tile.value, each, bold=True) < width - 12
        ),
        8,
    )
    sheet.text(left + 7, top + 35, tile.value, size, tile.ink, bold=True)
    for place, line in enumerate(wrapped(tile.note, 6.5, width - 12)[:2]):
        sheet.text(left + 7, top + 46 + place * 8, line, 6.5, Ink.MUTED)


def _draw_facts(sheet: Sheet, block: Facts) -> None:
    sheet.top += 4
    for name, value in block.rows:
        lines = [value] if block.mono else wrapped(value, 9, WIDTH - _FACT_NAME)
        sheet.room_for(LINE * len(lines) + 2)
        sheet.text(0, sheet.top + 9, fitting(name, 9, _FACT_NAME - 6), 9, Ink.MUTED)
        for line in lines:
            if block.mono:
                sheet.mono(_FACT_NAME, sheet.top + 9, line, 8.5)
            else:
                sheet.text(_FACT_NAME, sheet.top + 9, line, 9)
            sheet.top += LINE
        sheet.top += 1.5
    sheet.top += 2


def _draw_figure(sheet: Sheet, block: Figure) -> None:
    drawing = block.drawing
    lines = wrapped(block.caption, 8, WIDTH)
    sheet.room_for(drawing.height + 12 + len(lines) * 11)
    sheet.top += 6
    draw_shapes(sheet, drawing.shapes)
    sheet.top += drawing.height + 8
    for line in lines:
        sheet.text(0, sheet.top + 4, line, 8, Ink.MUTED)
        sheet.top += 11
    sheet.top += 2


def _draw_ink_lines(sheet: Sheet, block: InkLines) -> None:
    """All of them on one page, never away from each other."""
    sheet.room_for(block.rows * _INK_ROW + 8)
    width = (WIDTH - _INK_GAP * (len(block.labels) - 1)) / len(block.labels)
    for _ in range(block.rows):
        sheet.top += _INK_ROW
        for place, label in enumerate(block.labels):
            left = place * (width + _INK_GAP)
            sheet.box(left, sheet.top - 12, width, 0.6, COLOURS[Ink.PLAIN])
            sheet.text(left, sheet.top - 3, label, 7.5, Ink.MUTED)
    sheet.top += 6
