"""How far a scene reaches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.ui.pages.statistics.content import Scene

_TOP_ROOM = 1.08
_BELOW_ZERO = 0.002
"""An axis that ends at 0 would not name it."""


def unbroken(values: Sequence[float | None]) -> list[tuple[int, list[float]]]:
    """Runs without a gap, each with its first place."""
    runs: list[tuple[int, list[float]]] = []
    for place, value in enumerate(values):
        if value is None:
            continue
        if not runs or runs[-1][0] + len(runs[-1][1]) != place:
            runs.append((place, []))
        runs[-1][1].append(value)
    return runs


def range_of(scene: Scene) -> tuple[float, float]:
    """What the upright axis shows: from 0, unless all values are shares close to 1."""
    stacks = [sum(column) for column in zip(*(bars.values for bars in scene.bars), strict=True)]
    of_lines = [value for line in scene.lines for value in line.values if value is not None]
    whiskers = [end for _, lower, upper in scene.whiskers for end in (lower, upper)]
    values = [*stacks, *of_lines, *whiskers, *(mark.value for mark in scene.marks)]
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(*values, scene.top or 0.0)
    if scene.whiskers and not scene.bars:
        room = max((high - low) * 0.08, 1e-6)
        ceiling = 1.0 + room / 4 if scene.percent else high + room
        return max(0.0, low - room) if low >= 0 else low - room, min(high + room, ceiling)
    top = max(high * _TOP_ROOM, 1e-6)
    return min(0.0, low * _TOP_ROOM) - top * _BELOW_ZERO, top
