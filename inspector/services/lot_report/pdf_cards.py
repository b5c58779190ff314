"""Parts with their pictures, two side by side."""

from __future__ import annotations

import io
from collections.abc import Iterator

from inspector.services.exports.report import Picture
from inspector.services.exports.report_text import fitting
from inspector.services.lot_report.blocks import Card, Cards, Ink
from inspector.services.lot_report.pdf_sheet import (
    COLOURS,
    MARGIN,
    PAGE_HEIGHT,
    WIDTH,
    Sheet,
)

CARD_HEIGHT = 84.0
_GAP, _PICTURE = 12.0, 76.0
_CARD_WIDTH = (WIDTH - _GAP) / 2
_TEXT = _PICTURE + 10


def draw_cards(sheet: Sheet, block: Cards, picture: Picture) -> Iterator[bytes]:
    """Draw them; yields empty pieces between two rows."""
    sheet.top += 6
    for place, card in enumerate(block.cards):
        side = place % 2
        if side == 0:
            sheet.room_for(CARD_HEIGHT)
            yield b""
        _draw_card(sheet, card, side * (_CARD_WIDTH + _GAP), picture(card.result), block.missing)
        if side == 1 or card is block.cards[-1]:
            sheet.top += CARD_HEIGHT


def _draw_card(sheet: Sheet, card: Card, left: float, content: bytes | None, missing: str) -> None:
    top = sheet.top
    if content is None:
        sheet.box(left, top, _PICTURE, _PICTURE, COLOURS[Ink.RULE], frame=True)
        sheet.text(left + 8, top + _PICTURE / 2 + 3, missing, 8, Ink.MUTED)
    else:
        _draw_picture(sheet, left, top, content)
    sheet.box(left + _PICTURE + 3, top, 2, _PICTURE, COLOURS[card.ink])
    width = _CARD_WIDTH - _TEXT
    title = fitting(card.title, 9.5, width, bold=True)
    sheet.text(left + _TEXT, top + 9, title, 9.5, card.ink, bold=True)
    for place, line in enumerate(card.lines):
        ink = Ink.MUTED if place == len(card.lines) - 1 else Ink.PLAIN
        shown = fitting(line, 7.5, width)
        sheet.text(left + _TEXT, top + 22 + place * 10.6, shown, 7.5, ink)


def _draw_picture(sheet: Sheet, left: float, top: float, content: bytes) -> None:
    from reportlab.lib.utils import ImageReader

    sheet.canvas.drawImage(
        ImageReader(io.BytesIO(content)),
        MARGIN + left,
        PAGE_HEIGHT - top - _PICTURE,
        _PICTURE,
        _PICTURE,
        preserveAspectRatio=True,
        anchor="c",
    )
