"""A4 pages that are filled from top to bottom."""

from __future__ import annotations

import io
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from inspector.services.paper.blocks import Composed
from inspector.services.paper.drawing import Ink
from inspector.services.paper.pdf.text import Ink as Colour
from inspector.services.paper.pdf.text import draw_text, fitting, use_fonts, width_of

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
MARGIN = 42.0
WIDTH = PAGE_WIDTH - 2 * MARGIN
_TOP, _FOOT = 46.0, 50.0
COLOURS: Mapping[Ink, Colour] = MappingProxyType(
    {
        Ink.PLAIN: (0.10, 0.11, 0.13),
        Ink.MUTED: (0.40, 0.41, 0.45),
        Ink.RULE: (0.82, 0.83, 0.85),
        Ink.GOOD: (0.00, 0.42, 0.24),
        Ink.BAD: (0.72, 0.07, 0.07),
        Ink.WARN: (0.60, 0.36, 0.00),
        Ink.ACCENT: (0.15, 0.36, 0.62),
    }
)
_TINT = 0.92


def tint(ink: Ink) -> Colour:
    """A ground on which a text of this ink is read well."""
    red, green, blue = (_TINT + (1 - _TINT) * each for each in COLOURS[ink])
    return red, green, blue


class Sheet:
    """Draws on the present page; ``top`` is how far down it is filled, from the page's upper edge.

    Args:
        composed: Whose title, footer and mark stand on the pages.
        author: Who made it.
    """

    def __init__(self, composed: Composed, author: str) -> None:
        from reportlab.pdfgen.canvas import Canvas

        use_fonts()
        self._made = io.BytesIO()
        self._composed = composed
        size = (PAGE_WIDTH, PAGE_HEIGHT)
        self.canvas: Canvas = Canvas(
            self._made, pagesize=size, pageCompression=1, lang=composed.lang
        )
        self.canvas.setTitle(composed.title)
        self.canvas.setAuthor(author)
        self.canvas.setSubject(composed.mark)
        self.canvas.setCreator("Inspector")
        self.top = _TOP
        self._number = 1
        self._headings = 0

    @property
    def left(self) -> float:
        """How much of the page is free, in points."""
        return PAGE_HEIGHT - _FOOT - self.top

    @property
    def fresh(self) -> bool:
        """Whether nothing stands on the page yet."""
        return self.top <= _TOP

    def room_for(self, height: float) -> bool:
        """Begin another page unless so much fits; whether one was begun."""
        if height <= self.left or self.fresh:
            return False
        self.next_page()
        return True

    def next_page(self) -> None:
        """Begin another page."""
        self._end_page()
        self._number += 1
        self.top = _TOP

    def text(
        self,
        left: float,
        top: float,
        text: str,
        size: float,
        ink: Ink = Ink.PLAIN,
        *,
        bold: bool = False,
        right: float | None = None,
    ) -> None:
        """A line of text whose base lies at ``top``; it ends at ``right`` where that is given."""
        if right is not None:
            left = right - width_of(text, size, bold=bold)
        place = (MARGIN + left, PAGE_HEIGHT - top)
        draw_text(self.canvas, place, text, size, COLOURS[ink], bold=bold)

    def mono(self, left: float, top: float, text: str, size: float) -> None:
        """A line of digits, all of one width."""
        self.canvas.setFillColorRGB(*COLOURS[Ink.PLAIN])
        self.canvas.setFont("Courier", size)
        self.canvas.drawString(MARGIN + left, PAGE_HEIGHT - top, text)

    def box(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        colour: Colour,
        *,
        frame: bool = False,
    ) -> None:
        """A rectangle, filled or as a frame."""
        canvas = self.canvas
        canvas.setFillColorRGB(*colour)
        canvas.setStrokeColorRGB(*colour)
        canvas.setLineWidth(0.6)
        bottom = PAGE_HEIGHT - top - height
        fill, stroke = int(not frame), int(frame)
        canvas.rect(MARGIN + left, bottom, width, height, stroke=stroke, fill=fill)

    def rule(self, top: float, ink: Ink = Ink.RULE, width: float = 0.5) -> None:
        """A line across the page."""
        self.canvas.setStrokeColorRGB(*COLOURS[ink])
        self.canvas.setLineWidth(width)
        self.canvas.line(MARGIN, PAGE_HEIGHT - top, MARGIN + WIDTH, PAGE_HEIGHT - top)

    def bookmark(self, text: str) -> None:
        """An entry of the reader's table of contents, here."""
        self._headings += 1
        key = f"section-{self._headings}"
        self.canvas.bookmarkHorizontal(key, 0, PAGE_HEIGHT - self.top + 24)
        self.canvas.addOutlineEntry(text, key)

    def finished(self) -> bytes:
        """The whole file; only now it is known how many pages there are."""
        self._end_page()
        canvas = self.canvas
        for number in range(1, self._number + 1):
            canvas.beginForm(_form(number), 0, 0, PAGE_WIDTH, PAGE_HEIGHT)
            text = self._composed.page.format(number=number, pages=self._number)
            self.text(0, PAGE_HEIGHT - 26, text, 7.5, Ink.MUTED, right=WIDTH)
            canvas.endForm()
        canvas.save()
        return self._made.getvalue()

    def _end_page(self) -> None:
        if self._number > 1:
            self.text(0, 28, self._composed.title, 7.5, Ink.MUTED)
        self.rule(PAGE_HEIGHT - 38)
        footer = fitting(self._composed.footer, 7.5, WIDTH * 0.7)
        self.text(0, PAGE_HEIGHT - 26, footer, 7.5, Ink.MUTED)
        self.canvas.doForm(_form(self._number))
        self.canvas.showPage()


def _form(number: int) -> str:
    return f"page-{number}"
