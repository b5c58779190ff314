"""One labelled picture, before and after it has become part of a dataset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

_NO_PROVENANCE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, order=True)
class Rect:
    """A part of a picture, in its pixels."""

    left: int
    top: int
    width: int
    height: int

    def cut(self, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The part, as a view."""
        return image[self.top : self.top + self.height, self.left : self.left + self.width]

    def fits(self, width: int, height: int) -> bool:
        """Whether a picture of this size holds all of it."""
        inside = self.left >= 0 and self.top >= 0 and self.width > 0 and self.height > 0
        return inside and self.left + self.width <= width and self.top + self.height <= height

    def __str__(self) -> str:
        return f"{self.left},{self.top},{self.width},{self.height}"


@dataclass(frozen=True, slots=True)
class SourceItem:
    """A picture, or a part of one, as a source lists it.

    Attributes:
        path: The file.
        label: Its class.
        origin: What people call it: a path relative to the source, or a result id.
        group: Pictures of one group stay in one part of a split; empty has no group.
        rect: The part that the label is for; ``None`` is the whole picture.
        provenance: What else is known, such as ``lot``, ``serial``, ``person`` or ``mask``.
        sha256: What the file must be, where the source knows it.
    """

    path: Path
    label: str
    origin: str
    group: str = ""
    rect: Rect | None = None
    provenance: Mapping[str, str] = field(default_factory=lambda: _NO_PROVENANCE)
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is no part of the dataset, and why."""

    origin: str
    reason: str

    def __str__(self) -> str:
        return f"{self.origin}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Listing:
    """All that a source holds.

    Attributes:
        layout: How the source was read.
        items: In an order that is the same on every system.
        left_out: Files that were seen and not used.
        notes: Remarks for people.
        ok_classes: Good classes that the layout itself names.
    """

    layout: str
    items: tuple[SourceItem, ...]
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
    ok_classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RevisionItem:
    """A picture, or a part of one, in a revision of a dataset.

    Attributes:
        sha256: Of the file.
        suffix: Of the file, such as ``.png``.
        size_bytes: Of the file.
        width: Of the whole picture in pixels.
        height: Of the whole picture in pixels.
        channels: 1 (grey) or 3 (BGR).
        pixels_sha256: Of shape and pixels; equal for equal pictures in unequal files.
        label: Its class.
        group: Pictures of one group stay in one part of a split; empty has no group.
        rect: The part that the label is for; ``None`` is the whole picture.
        origin: What people call it.
        provenance: What else is known.
    """

    sha256: str
    suffix: str
    size_bytes: int
    width: int
    height: int
    channels: int
    pixels_sha256: str
    label: str
    group: str
    rect: Rect | None
    origin: str
    provenance: Mapping[str, str]

    @property
    def key(self) -> str:
        """The item's name within its revision: the file's hash, and the part of the picture."""
        return self.sha256 if self.rect is None else f"{self.sha256}@{self.rect}"

    @property
    def identity(self) -> tuple[str, Rect | None]:
        """What two items of equal content share."""
        return self.pixels_sha256, self.rect


def printable(name: str) -> str:
    """A name that can be written as UTF-8; file names of POSIX systems may hold any bytes."""
    return name.encode("utf-8", "backslashreplace").decode()


class PictureFiles(Protocol):
    """Where the files of a revision lie."""

    def locate(self, item: RevisionItem) -> Path:
        """The file that holds an item's picture."""
