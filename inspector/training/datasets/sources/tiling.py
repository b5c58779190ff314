"""Large pictures cut into tiles; the shapes drawn on a picture decide the label of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inspector.domain.errors.dataset import SourceInvalidError
from inspector.training.datasets.item import Rect

_FARTHEST_PX = 1e6


@dataclass(frozen=True, slots=True)
class TileOptions:
    """How pictures with shapes become labelled tiles.

    Attributes:
        size_px: Side of a tile; 0 takes whole pictures.
        stride_px: Distance of two tiles; the last ones are moved so that they end at the border.
        tile_share: A shape that covers this share of a tile makes it defective.
        shape_share: A tile that holds this share of a shape is defective.
        good: Label of tiles that no shape touches.
    """

    size_px: int = 0
    stride_px: int = 0
    tile_share: float = 0.02
    shape_share: float = 0.5
    good: str = "good"


@dataclass(frozen=True, slots=True)
class Shape:
    """An area of one class.

    Attributes:
        label: The class.
        polygons: Each of shape ``(points, 2)`` in pixels, all filled.

    Raises:
        ValueError: the label is no text, or a polygon has too few points or one that is no number.
    """

    label: str
    polygons: tuple[NDArray[np.float64], ...]

    def __post_init__(self) -> None:
        if not isinstance(self.label, str):
            raise ValueError(f"{self.label!r} is no label")
        for polygon in self.polygons:
            if len(polygon) < 3 or not (np.abs(polygon) < _FARTHEST_PX).all():
                raise ValueError("a polygon has fewer than three points, or one at no place")


@dataclass(frozen=True, slots=True)
class Tile:
    """A part of a picture; ``label`` is ``None`` where shapes cover too little to say."""

    rect: Rect | None
    label: str | None


def label_tiles(
    width: int, height: int, shapes: Sequence[Shape], options: TileOptions
) -> tuple[Tile, ...]:
    """The tiles of one picture.

    A tile gets the class that covers most of it among those that cover enough of it, or that have
    enough of one of their shapes in it. Without any shape it is good. In between it has no label.

    Raises:
        SourceInvalidError: the picture is smaller than a tile.
    """
    if options.size_px and min(width, height) < options.size_px:
        raise SourceInvalidError(f"{width}x{height} is smaller than a tile of {options.size_px} px")
    masks = [_Mask.of(shape, width, height) for shape in shapes]
    return tuple(
        Tile(rect if options.size_px else None, _label(rect, masks, options))
        for rect in _rects(width, height, options)
    )


def _rects(width: int, height: int, options: TileOptions) -> Iterator[Rect]:
    size = options.size_px
    if not size:
        yield Rect(0, 0, width, height)
        return
    stride = options.stride_px or size
    for top in _starts(height, size, stride):
        for left in _starts(width, size, stride):
            yield Rect(left, top, size, size)


def _starts(side: int, size: int, stride: int) -> list[int]:
    starts = list(range(0, side - size + 1, stride))
    if starts[-1] + size < side:
        starts.append(side - size)
    return starts


@dataclass(frozen=True, slots=True)
class _Mask:
    """A shape as pixels of the picture, within the box that holds it."""

    label: str
    left: int
    top: int
    pixels: NDArray[np.uint8]
    area: int

    @classmethod
    def of(cls, shape: Shape, width: int, height: int) -> _Mask:
        points = np.concatenate(shape.polygons)
        limit = np.array([width - 1, height - 1])
        low = np.clip(np.floor(points.min(0)), 0, limit).astype(int)
        high = np.clip(np.ceil(points.max(0)), 0, limit).astype(int)
        pixels = np.zeros((high[1] - low[1] + 1, high[0] - low[0] + 1), np.uint8)
        outlines = [np.rint(polygon - low).astype(np.int32) for polygon in shape.polygons]
        cv2.fillPoly(pixels, outlines, (1,))
        area = int(np.count_nonzero(pixels))
        return cls(shape.label, int(low[0]), int(low[1]), pixels, area)

    def area_in(self, rect: Rect) -> int:
        left, top = rect.left - self.left, rect.top - self.top
        rows = slice(max(top, 0), max(top + rect.height, 0))
        columns = slice(max(left, 0), max(left + rect.width, 0))
        return int(np.count_nonzero(self.pixels[rows, columns]))


def _label(rect: Rect, masks: Sequence[_Mask], options: TileOptions) -> str | None:
    area = rect.width * rect.height
    covered: dict[str, int] = {}
    enough: set[str] = set()
    for mask in masks:
        inside = mask.area_in(rect)
        covered[mask.label] = covered.get(mask.label, 0) + inside
        if inside and inside >= options.shape_share * mask.area:
            enough.add(mask.label)
    enough |= {label for label, pixels in covered.items() if pixels >= options.tile_share * area}
    if enough:
        return max(sorted(enough), key=lambda label: covered[label])
    return None if any(covered.values()) else options.good
