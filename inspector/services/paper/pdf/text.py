"""Text on a page, each letter in a font that has it.

Latin letters stand in Helvetica and Chinese ones in Adobe's CID font, both of which every reader of
PDF brings along. The Latin letters of a substitute for the CID font are poor, or missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_LATIN, _LATIN_BOLD, _CHINESE = "Helvetica", "Helvetica-Bold", "STSong-Light"
_LATIN_LAST = 0xFF
_ELLIPSIS = "..."
_WORD = re.compile(r"[\x00-\x1f\x21-\xff]+ *| +|[^\x00-\xff][，。；：、）]?")
_FILL_AND_STROKE, _STROKE = 2, 0.03
"""The CID font has no bold letters; a thin outline makes them."""

Ink = tuple[float, float, float]


def use_fonts() -> None:
    """Make the fonts known; needed once before anything is drawn or measured."""
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont

    registerFont(UnicodeCIDFont(_CHINESE))


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is, in points."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return sum(float(stringWidth(run, font, size)) for font, run in _runs(text, bold=bold))


def fitting(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """The text, shortened where it is wider than this."""
    if width_of(text, size, bold=bold) <= width:
        return text
    while text and width_of(f"{text}{_ELLIPSIS}", size, bold=bold) > width:
        text = text[:-1]
    return f"{text}{_ELLIPSIS}"


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """The text in lines of this width: Latin words stay whole where they fit, Chinese ones break.

    A line break in the text is one on the page.
    """
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph, size, width, bold=bold):
            if line and width_of(f"{line}{piece.rstrip()}", size, bold=bold) > width:
                lines.append(line.rstrip())
                line = ""
            line += piece if line else piece.lstrip()
        lines.append(line.rstrip())
    return lines


def _pieces(text: str, size: float, width: float, *, bold: bool) -> Iterator[str]:
    """What is never broken: words with the space behind them, single Chinese letters."""
    for word in _WORD.findall(text):
        rest = word
        while width_of(rest.rstrip(), size, bold=bold) > width and len(rest) > 1:
            fit = next(
                (at for at in range(len(rest) - 1, 1, -1) if width_of(rest[:at], size) <= width), 1
            )
            yield rest[:fit]
            rest = rest[fit:]
        yield rest


def draw_text(
    canvas: Canvas,
    place: tuple[float, float],
    text: str,
    size: float,
    ink: Ink,
    *,
    bold: bool = False,
) -> None:
    """Draw a line of text that begins at a place."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    left, bottom = place
    canvas.setFillColorRGB(*ink)
    for font, run in _runs(text, bold=bold):
        canvas.setFont(font, size)
        if bold and font == _CHINESE:
            canvas.setStrokeColorRGB(*ink)
            canvas.setLineWidth(size * _STROKE)
            canvas.drawString(left, bottom, run, mode=_FILL_AND_STROKE)
        else:
            canvas.drawString(left, bottom, run)
        left += stringWidth(run, font, size)


def _runs(text: str, *, bold: bool) -> Iterator[tuple[str, str]]:
    for is_latin, letters in groupby(text, key=lambda letter: ord(letter) <= _LATIN_LAST):
        latin = _LATIN_BOLD if bold else _LATIN
        yield (latin if is_latin else _CHINESE), "".join(letters)
