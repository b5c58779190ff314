"""Drawings as vectors of a PDF."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.services.paper.drawing import Box, Dot, Label, Line, Shape
from inspector.services.paper.pdf.sheet import COLOURS, MARGIN, PAGE_HEIGHT, Sheet
from inspector.services.paper.pdf.text import fitting, width_of

_DASH = (4, 3)
_NAME_WIDTH = 122.0


def draw_shapes(sheet: Sheet, shapes: Sequence[Shape]) -> None:
    """Draw with the upper left corner where the sheet is filled to."""
    for shape in shapes:
        match shape:
            case Line():
                _draw_line(sheet, shape)
            case Box():
                colour = COLOURS[shape.ink]
                sheet.box(shape.left, sheet.top + shape.top, shape.width, shape.height, colour)
            case Dot():
                _draw_dot(sheet, shape)
            case Label():
                _draw_label(sheet, shape)


def _draw_line(sheet: Sheet, shape: Line) -> None:
    canvas = sheet.canvas
    canvas.setStrokeColorRGB(*COLOURS[shape.ink])
    canvas.setLineWidth(shape.width)
    canvas.setDash(*_DASH) if shape.dashed else canvas.setDash()
    path = canvas.beginPath()
    for place, (x, y) in enumerate(shape.points):
        (path.lineTo if place else path.moveTo)(MARGIN + x, PAGE_HEIGHT - sheet.top - y)
    canvas.drawPath(path)
    canvas.setDash()


def _draw_dot(sheet: Sheet, shape: Dot) -> None:
    canvas = sheet.canvas
    canvas.setStrokeColorRGB(*COLOURS[shape.ink])
    canvas.setFillColorRGB(*((1, 1, 1) if shape.hollow else COLOURS[shape.ink]))
    canvas.setLineWidth(0.9)
    center = (MARGIN + shape.x, PAGE_HEIGHT - sheet.top - shape.y)
    canvas.circle(*center, shape.radius, stroke=1, fill=1)


def _draw_label(sheet: Sheet, shape: Label) -> None:
    text = fitting(shape.text, shape.size, _NAME_WIDTH)
    width = width_of(text, shape.size)
    shift = {"start": 0.0, "middle": width / 2, "end": width}[shape.anchor]
    sheet.text(shape.x - shift, sheet.top + shape.y, text, shape.size, shape.ink)
