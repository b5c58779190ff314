"""What the lines, bars and marks of a chart are, below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.ui.i18n.language import translate
from inspector.ui.pages.statistics.content import Shape, Stroke
from inspector.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspector.ui.pages.statistics.content import Scene

_STROKES = {Stroke.SOLID: "─", Stroke.DASHED: "╌", Stroke.STEPPED: "╌"}
_SHAPES = {Shape.DISC: "●", Shape.RING: "○", Shape.DIAMOND: "◆"}
_BARS = {
    Tone.OK: "■",
    Tone.NOT_OK: "▓",
    Tone.NOT_DECIDABLE: "▨",
    Tone.UNDEFINED: "▦",
    Tone.NEUTRAL: "▒",
}


def legend(scene: Scene) -> list[tuple[str, Tone | None]]:
    """Signs with their names, each with the colour it is drawn in."""
    return list(dict.fromkeys(_entries(scene)))


def _entries(scene: Scene) -> Iterator[tuple[str, Tone | None]]:
    for bars in scene.bars:
        yield f"{_BARS.get(bars.tone, '■')} {bars.name}", bars.tone
    for line in scene.lines:
        yield f"{_STROKES[line.stroke]} {line.name}", line.tone
    shapes = {mark.shape: mark.tone for mark in scene.marks}
    if Shape.RING in shapes:
        name = translate("Statistics", "too few parts")
        yield f"{_SHAPES[Shape.RING]} {name}", shapes[Shape.RING]
    if Shape.DIAMOND in shapes:
        name = translate("Statistics", "look here")
        yield f"{_SHAPES[Shape.DIAMOND]} {name}", shapes[Shape.DIAMOND]
