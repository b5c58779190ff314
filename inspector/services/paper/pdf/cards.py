"""Parts with their pictures, two side by side."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from inspector.services.paper.blocks import Card, Cards, Picture
from inspector.services.paper.drawing import Ink
from inspector.services.paper.pdf.sheet import COLOURS, MARGIN, PAGE_HEIGHT, WIDTH, Sheet
from inspector.services.paper.pdf.text import fitting, wrapped

CARD_HEIGHT = 84.0
"""Of a card that says no more than fits beside its picture."""
_GAP, _PICTURE = 12.0, 76.0
_CARD_WIDTH = (WIDTH - _GAP) / 2
_TEXT = _PICTURE + 10
_TEXT_WIDTH = _CARD_WIDTH - _TEXT
_SIZE, _LINE, _FIRST = 7.5, 10.6, 22.0


def draw_cards(sheet: Sheet, block: Cards, picture: Picture) -> Iterator[bytes]:
    """Draw them; yields empty pieces between two rows."""
    sheet.top += 6
    for start in range(0, len(block.cards), 2):
        pair = block.cards[start : start + 2]
        texts = [_lines(card) for card in pair]
        height = max(CARD_HEIGHT, *(_FIRST + len(lines) * _LINE for lines in texts))
        sheet.room_for(height)
        yield b""
        for side, (card, lines) in enumerate(zip(pair, texts, strict=True)):
            left = side * (_CARD_WIDTH + _GAP)
            _draw_card(sheet, left, card, lines)
            _draw_picture(sheet, left, picture(card.result), block.missing)
        sheet.top += height


def _lines(card: Card) -> list[tuple[str, Ink]]:
    """What stands beside the picture; the last line tells least."""
    inks = [Ink.PLAIN] * (len(card.lines) - 1) + [Ink.MUTED]
    return [
        (line, ink)
        for told, ink in zip(card.lines, inks, strict=True)
        for line in wrapped(told, _SIZE, _TEXT_WIDTH)
    ]


def _draw_card(sheet: Sheet, left: float, card: Card, lines: Sequence[tuple[str, Ink]]) -> None:
    top = sheet.top
    sheet.box(left + _PICTURE + 3, top, 2, _PICTURE, COLOURS[card.ink])
    title = fitting(card.title, 9.5, _TEXT_WIDTH, bold=True)
    sheet.text(left + _TEXT, top + 9, title, 9.5, card.ink, bold=True)
    for place, (line, ink) in enumerate(lines):
        sheet.text(left + _TEXT, top + _FIRST + place * _LINE, line, _SIZE, ink)


def _draw_picture(sheet: Sheet, left: float, content: bytes | None, missing: str) -> None:
    from reportlab.lib.utils import ImageReader

    top = sheet.top
    if content is None:
        sheet.box(left, top, _PICTURE, _PICTURE, COLOURS[Ink.RULE], frame=True)
        sheet.text(left + 8, top + _PICTURE / 2 + 3, missing, 8, Ink.MUTED)
        return
    sheet.canvas.drawImage(
        ImageReader(io.BytesIO(content)),
        MARGIN + left,
        PAGE_HEIGHT - top - _PICTURE,
        _PICTURE,
        _PICTURE,
        preserveAspectRatio=True,
        anchor="c",
    )
