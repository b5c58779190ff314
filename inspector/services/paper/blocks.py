"""What a report is made of on paper and on a screen; both draw the same blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from inspector.domain.history import ExportedResult
from inspector.services.paper.drawing import Drawing, Ink
from inspector.wire.exports import ReportLanguage

Picture = Callable[[ExportedResult], bytes | None]
"""A small JPEG of a part; ``None`` where there is none."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a section; it never stands alone at the foot of a page."""

    text: str
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str
    ink: Ink = Ink.PLAIN


@dataclass(frozen=True, slots=True)
class Notice:
    """What nobody may overlook."""

    title: str
    text: str
    ink: Ink


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure, large."""

    label: str
    value: str
    ink: Ink = Ink.PLAIN
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tiles:
    """Figures side by side."""

    tiles: Sequence[Tile]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values; a value in fixed width letters begins with no word of a language."""

    rows: Sequence[tuple[str, str]]
    mono: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``weight`` is its share of the width."""

    title: str
    weight: float
    right: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; its ink is that of its last cells, ``loud`` fills its ground."""

    cells: Sequence[str]
    ink: Ink = Ink.PLAIN
    loud: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on every page."""

    columns: Sequence[Column]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with what is to be said of it."""

    drawing: Drawing
    caption: str


@dataclass(frozen=True, slots=True)
class Card:
    """One part with its picture."""

    result: ExportedResult
    title: str
    ink: Ink
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Cards:
    """Parts side by side; ``missing`` stands where a picture is gone."""

    cards: Sequence[Card]
    missing: str


@dataclass(frozen=True, slots=True)
class InkLines:
    """Empty lines for ink, with what belongs on each."""

    labels: Sequence[str]
    rows: int


Block = Heading | Text | Notice | Tiles | Facts | Table | Figure | Cards | InkLines


@dataclass(frozen=True, slots=True)
class Composed:
    """A whole report in one language.

    Attributes:
        language: Of its words.
        title: Of the file.
        kicker: Above the title: what kind of paper it is.
        name: Of what, or of whom, it tells.
        subtitle: Below it.
        chips: States that stand beside the title.
        blocks: All the rest, in its order.
        footer: At the foot of every page.
        page: How pages are numbered, with ``{number}`` and ``{pages}``.
        mark: By which the file is known again; no word of any language.
    """

    language: ReportLanguage
    title: str
    kicker: str
    name: str
    subtitle: str
    chips: Sequence[tuple[str, Ink]]
    blocks: Sequence[Block]
    footer: str
    page: str
    mark: str

    @property
    def lang(self) -> str:
        """Its language as HTML and PDF name it."""
        return self.language.value.replace("_", "-")
