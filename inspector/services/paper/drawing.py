"""Drawings of lines, boxes, dots and words, and the colours of everything that is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Ink(StrEnum):
    """What a colour says."""

    PLAIN = "plain"
    MUTED = "muted"
    RULE = "rule"
    GOOD = "good"
    BAD = "bad"
    WARN = "warn"
    ACCENT = "accent"


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points, from the upper left corner."""

    points: Sequence[tuple[float, float]]
    ink: Ink = Ink.PLAIN
    width: float = 0.8
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    left: float
    top: float
    width: float
    height: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class Dot:
    """A disc, or a ring."""

    x: float
    y: float
    radius: float
    ink: Ink
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A word in a drawing; ``anchor`` is the end of the word that stands at ``x``."""

    x: float
    y: float
    text: str
    ink: Ink = Ink.PLAIN
    anchor: str = "start"
    size: float = 7.5


FIGURE_WIDTH = 511.0
"""Of a drawing that takes the whole width of a page, in points."""

Shape = Line | Box | Dot | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes on a ground of this size, in points; ``words`` tell what there is to see."""

    width: float
    height: float
    shapes: Sequence[Shape]
    words: str
