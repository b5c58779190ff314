"""A report as PDF: each kind of block drawn onto the sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inspector.services.exports.report import Picture
from inspector.services.exports.report_text import fitting, width_of, wrapped
from inspector.services.lot_report.blocks import (
    Block,
    Cards,
    Composed,
    Facts,
    Figure,
    Heading,
    Ink,
    InkLines,
    Notice,
    Table,
    Text,
    Tile,
    Tiles,
)
from inspector.services.lot_report.pdf_cards import CARD_HEIGHT, draw_cards
from inspector.services.lot_report.pdf_drawing import draw_shapes
from inspector.services.lot_report.pdf_sheet import COLOURS, WIDTH, Sheet, tint
from inspector.services.lot_report.pdf_table import draw_table

_LINE = 12.5
_HEADING = 34.0
_FACT_NAME = 128.0
_FOLLOWS = 62.0
"""So much of what follows a heading stands below it."""
_INK_ROW, _INK_GAP = 38.0, 16.0


def pdf_pieces(composed: Composed, author: str, picture: Picture) -> Iterator[bytes]:
    """The file; empty pieces come while it is made, so that it can be left off."""
    sheet = Sheet(composed, author)
    _draw_title(sheet, composed)
    blocks = composed.blocks
    for place, block in enumerate(blocks):
        if isinstance(block, Heading):
            _draw_heading(sheet, block, blocks[place + 1 :])
        elif isinstance(block, Cards):
            yield from draw_cards(sheet, block, picture)
        else:
            _draw(sheet, block)
        yield b""
    yield sheet.finished()


def _draw(sheet: Sheet, block: Block) -> None:
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


def _draw_title(sheet: Sheet, composed: Composed) -> None:
    sheet.text(0, sheet.top + 4, composed.kicker, 10, Ink.MUTED, bold=True)
    right = WIDTH
    for text, ink in reversed(composed.chips):
        width = width_of(text, 9, bold=True) + 16
        sheet.box(right - width, sheet.top - 8, width, 18, COLOURS[ink], frame=True)
        sheet.text(right - width + 8, sheet.top + 4, text, 9, ink, bold=True)
        right -= width + 8
    sheet.text(0, sheet.top + 34, fitting(composed.name, 23, WIDTH, bold=True), 23, bold=True)
    top = sheet.top + 52
    for line in wrapped(composed.subtitle, 10, WIDTH):
        sheet.text(0, top, line, 10, Ink.MUTED)
        top += 13
    sheet.rule(top - 3, Ink.PLAIN, 0.8)
    sheet.top = top + 10


def _draw_heading(sheet: Sheet, block: Heading, following: Sequence[Block]) -> None:
    if block.new_page and not sheet.fresh:
        sheet.next_page()
    sheet.room_for(_HEADING + _lead(following))
    sheet.top += 14 if sheet.fresh else 24
    sheet.text(0, sheet.top, block.text, 13, bold=True)
    sheet.bookmark(block.text)
    sheet.top += 10


def _lead(following: Sequence[Block]) -> float:
    """What must stand on the page of its heading: the texts, and the first of what they tell of."""
    height = 0.0
    for block in following:
        match block:
            case Text():
                height += len(wrapped(block.text, 9, WIDTH)) * _LINE + 4
            case Figure():
                return height + block.drawing.height + 30
            case Cards():
                return height + CARD_HEIGHT
            case Heading():
                return height
            case _:
                return height + _FOLLOWS
    return height


def _draw_text(sheet: Sheet, block: Text) -> None:
    for line in wrapped(block.text, 9, WIDTH):
        sheet.room_for(_LINE)
        sheet.top += _LINE
        sheet.text(0, sheet.top - 3, line, 9, block.ink)
    sheet.top += 4


def _draw_notice(sheet: Sheet, block: Notice) -> None:
    lines = wrapped(block.text, 9, WIDTH - 26)
    height = 24 + len(lines) * _LINE
    sheet.room_for(height + 8)
    sheet.top += 6
    sheet.box(0, sheet.top, WIDTH, height, tint(block.ink))
    sheet.box(0, sheet.top, 4, height, COLOURS[block.ink])
    sheet.text(14, sheet.top + 16, block.title, 11, block.ink, bold=True)
    for place, line in enumerate(lines):
        sheet.text(14, sheet.top + 30 + place * _LINE, line, 9)
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
        sheet.room_for(_LINE * len(lines) + 2)
        sheet.text(0, sheet.top + 9, fitting(name, 9, _FACT_NAME - 6), 9, Ink.MUTED)
        for line in lines:
            if block.mono:
                sheet.mono(_FACT_NAME, sheet.top + 9, line, 8.5)
            else:
                sheet.text(_FACT_NAME, sheet.top + 9, line, 9)
            sheet.top += _LINE
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
