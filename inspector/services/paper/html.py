"""A report as one HTML file: pictures and drawings within, no script, fit for paper."""

from __future__ import annotations

import base64
import importlib.resources
from collections.abc import Iterator

from inspector.services.paper.blocks import Composed, Picture
from inspector.services.paper.drawing import Line
from inspector.services.pieces import in_pieces

_TEMPLATE = "report.html.j2"


def html_pieces(composed: Composed, picture: Picture) -> Iterator[bytes]:
    """The file in pieces; a picture is read when its piece is made, and forgotten with it."""
    import jinja2

    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["kind"] = lambda block: type(block).__name__
    environment.filters["points"] = _points
    environment.filters["address"] = lambda result: _address(picture(result))
    template = importlib.resources.files(__package__).joinpath(_TEMPLATE).read_text("utf-8")
    texts = environment.from_string(template).generate(report=composed)
    yield from in_pieces(text.encode() for text in texts)


def _points(line: Line) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in line.points)


def _address(content: bytes | None) -> str:
    if content is None:
        return ""
    return f"data:image/jpeg;base64,{base64.b64encode(content).decode('ascii')}"
