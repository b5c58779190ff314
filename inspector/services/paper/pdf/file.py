"""A report as PDF: its title, then one block after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inspector.services.paper.blocks import (
    Block,
    Cards,
    Composed,
    Figure,
    Heading,
    Picture,
    Text,
)
from inspector.services.paper.drawing import Ink
from inspector.services.paper.pdf.block_drawing import LINE, draw_block
from inspector.services.paper.pdf.cards import CARD_HEIGHT, draw_cards
from inspector.services.paper.pdf.sheet import COLOURS, WIDTH, Sheet
from inspector.services.paper.pdf.text import fitting, width_of, wrapped

_HEADING = 34.0
_FOLLOWS = 62.0
"""So much of what follows a heading stands below it."""
_PIECE_BYTES = 1 << 16


def pdf_pieces(composed: Composed, author: str, picture: Picture) -> Iterator[bytes]:
    """The file in pieces; empty ones come while it is made, so that it can be left off."""
    sheet = Sheet(composed, author)
    _draw_title(sheet, composed)
    blocks = composed.blocks
    for place, block in enumerate(blocks):
        if isinstance(block, Heading):
            _draw_heading(sheet, block, blocks[place + 1 :])
        elif isinstance(block, Cards):
            yield from draw_cards(sheet, block, picture)
        else:
            draw_block(sheet, block)
        yield b""
    content = sheet.finished()
    for start in range(0, len(content), _PIECE_BYTES):
        yield content[start : start + _PIECE_BYTES]


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
                height += len(wrapped(block.text, 9, WIDTH)) * LINE + 4
            case Figure():
                return height + block.drawing.height + 30
            case Cards():
                return height + CARD_HEIGHT
            case Heading():
                return height
            case _:
                return height + _FOLLOWS
    return height
