"""What a chart shows: lines, bars and marks over numbered places, and the words behind each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from inspector.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from inspector.wire.history import ResultFilter


class Stroke(Enum):
    """How a line is drawn."""

    SOLID = auto()
    DASHED = auto()
    STEPPED = auto()
    """Dashed, level over each place."""


class Shape(Enum):
    """How a mark looks; it says the same as its colour."""

    DISC = auto()
    RING = auto()
    """Too few parts to be judged."""
    DIAMOND = auto()
    """A rule is broken."""


@dataclass(frozen=True, slots=True)
class Bars:
    """One layer of stacked bars, one for each place."""

    name: str
    values: Sequence[float]
    tone: Tone


@dataclass(frozen=True, slots=True)
class Line:
    """Through all places; ``None`` interrupts it. Without a tone it has the colour of text."""

    name: str
    values: Sequence[float | None]
    stroke: Stroke = Stroke.SOLID
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """At one place."""

    place: int
    value: float
    shape: Shape
    tone: Tone


@dataclass(frozen=True, slots=True)
class Limit:
    """An upright line at a position between places."""

    position: float
    name: str


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is drawn.

    Attributes:
        labels: Below the places.
        bars: Layers, the lowest first.
        lines: Over them.
        marks: Over those.
        whiskers: Lower and upper end of an interval at a place.
        limits: Upright lines.
        percent: Whether values are shares.
        top: The highest value the axis must show; ``None`` for what the values need.
    """

    labels: Sequence[str]
    bars: Sequence[Bars] = ()
    lines: Sequence[Line] = ()
    marks: Sequence[Mark] = ()
    whiskers: Sequence[tuple[int, float, float]] = ()
    limits: Sequence[Limit] = ()
    percent: bool = False
    top: float | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """What stands behind one place of a chart.

    Attributes:
        title: Its name.
        facts: Captions and figures.
        remarks: Whole sentences.
        criteria: The filter that lists its rows; ``None`` where it has none.
        parts: How many rows that are.
    """

    title: str
    facts: Sequence[tuple[str, str]]
    remarks: Sequence[str] = ()
    criteria: ResultFilter | None = None
    parts: int = 0


@dataclass(frozen=True, slots=True)
class Content:
    """A chart with its words.

    Attributes:
        scene: What is drawn.
        summary: The whole chart in a sentence or two.
        places: Behind each place of the scene.
        header: Of the table that can be saved.
        rows: Of the same table.
    """

    scene: Scene
    summary: str
    places: Sequence[Place]
    header: Sequence[str]
    rows: Sequence[Sequence[str]] = field(default=())
