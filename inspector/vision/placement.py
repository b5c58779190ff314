"""Where the picture that a recipe prepares lies in the camera's picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from inspector.domain.evidence import Region
from inspector.domain.recipe import PreprocessingStep, StepValue


@dataclass(frozen=True, slots=True)
class Span:
    """One axis of the prepared picture: ``start`` and ``extent`` in pixels of the camera's."""

    start: float
    extent: float
    size_px: int
    """Of the prepared picture along this axis."""

    def cut(self, offset_px: int, size_px: int) -> Span:
        """Keep a part."""
        per_pixel = self.extent / self.size_px
        return Span(self.start + offset_px * per_pixel, size_px * per_pixel, size_px)

    def padded(self, inner_px: int, size_px: int) -> Span:
        """Scale to ``inner_px`` and pad evenly to ``size_px``."""
        per_pixel = self.extent / inner_px
        left = (size_px - inner_px) // 2
        return Span(self.start - left * per_pixel, size_px * per_pixel, size_px)


@dataclass(frozen=True, slots=True)
class Placement:
    """Both axes of a prepared picture in the camera's picture of ``width_px`` by ``height_px``."""

    across: Span
    down: Span
    width_px: int
    height_px: int

    def in_camera_picture(self, region: Region) -> Region | None:
        """A region of the prepared picture as one of the camera's; ``None`` when outside."""
        x, width = _within(self.across, region.x, region.width, self.width_px)
        y, height = _within(self.down, region.y, region.height, self.height_px)
        if width <= 0 or height <= 0:
            return None
        return Region(x, y, width, height, region.strength)


def placement(steps: Sequence[PreprocessingStep], width_px: int, height_px: int) -> Placement:
    """Follow the steps that move pixels: regions, sizes and padding.

    Args:
        steps: A recipe's preprocessing, compiled before.
        width_px: Of the camera's picture.
        height_px: Of the camera's picture.
    """
    *_, last = _followed(steps, width_px, height_px)
    return last


def judged_area(steps: Sequence[PreprocessingStep], width_px: int, height_px: int) -> Region | None:
    """The part of the camera's picture that reaches the model; ``None`` for all of it.

    What is padded to a picture comes from no camera, whatever a later step keeps of it.
    """
    whole = area = Region(0.0, 0.0, 1.0, 1.0, 1.0)
    for placed in _followed(steps, width_px, height_px):
        kept = placed.in_camera_picture(whole)
        if kept is None or (area := _common(area, kept)).width <= 0 or area.height <= 0:
            return None
    return None if area == whole else area


def _followed(
    steps: Sequence[PreprocessingStep], width_px: int, height_px: int
) -> Iterator[Placement]:
    """Where the picture lies before all steps, and after each."""
    across = Span(0.0, float(width_px), width_px)
    down = Span(0.0, float(height_px), height_px)
    yield Placement(across, down, width_px, height_px)
    for step in steps:
        sizes = step.parameters
        if step.operation == "roi":
            across = across.cut(_pixels(sizes, "offset_x_px"), _pixels(sizes, "width_px"))
            down = down.cut(_pixels(sizes, "offset_y_px"), _pixels(sizes, "height_px"))
        elif step.operation in ("resize", "letterbox"):
            wide, high = _pixels(sizes, "width_px"), _pixels(sizes, "height_px")
            inner = (wide, high)
            if step.operation == "letterbox":
                scale = min(wide / across.size_px, high / down.size_px)
                inner = (_scaled(across.size_px, scale, wide), _scaled(down.size_px, scale, high))
            across, down = across.padded(inner[0], wide), down.padded(inner[1], high)
        yield Placement(across, down, width_px, height_px)


def _common(one: Region, other: Region) -> Region:
    left, top = max(one.x, other.x), max(one.y, other.y)
    right = min(one.x + one.width, other.x + other.width)
    bottom = min(one.y + one.height, other.y + other.height)
    return Region(left, top, right - left, bottom - top, 1.0)


def _pixels(parameters: Mapping[str, StepValue], name: str) -> int:
    return cast("int", parameters.get(name, 0))


def _scaled(size_px: int, scale: float, limit_px: int) -> int:
    return min(limit_px, max(1, round(size_px * scale)))


def _within(span: Span, start: float, extent: float, size_px: int) -> tuple[float, float]:
    first = (span.start + start * span.extent) / size_px
    last = first + extent * span.extent / size_px
    first, last = max(first, 0.0), min(last, 1.0)
    return first, last - first
