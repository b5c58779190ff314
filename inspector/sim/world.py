"""The physical line: a belt, parts on it, sensors, an ejector and two bins.

Positions are encoder counts. The world knows nothing of Modbus, images or verdicts.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Geometry:
    """Distances in encoder counts, from the photo-eye at the camera.

    Attributes:
        pitch: From part to part.
        decision: Where a part must have been cleared, or it is rejected.
        ejector: Where the ejector strikes.
        exit: Where a second photo-eye sees the parts that were not ejected.
        reach: How far from a part's middle the ejector still hits it.
    """

    pitch: int = 1000
    decision: int = 3500
    ejector: int = 4200
    exit: int = 4700
    reach: int = 200


@dataclass(frozen=True, slots=True)
class _Part:
    number: int
    start: int


@dataclass(frozen=True, slots=True)
class SensorEdges:
    """What the sensors saw since the last look: encoder counts, oldest first."""

    photo_eye: tuple[tuple[int, int], ...] = ()
    """``(part number, encoder count)``; the number is for the camera, the PLC sees only counts."""
    bin_chute: tuple[int, ...] = ()
    exit_eye: tuple[int, ...] = ()


class World:
    """Moves the belt to an encoder count and reports what the sensors saw on the way.

    Args:
        geometry: Distances.
        parts: How many parts come, 0 for no end.
        on_leave: Called with ``(part number, ejected)`` when a part has left the belt.
    """

    def __init__(
        self, geometry: Geometry, parts: int, on_leave: Callable[[int, bool], None]
    ) -> None:
        self._geometry = geometry
        self._parts = parts
        self._on_leave = on_leave
        self._fed = 0
        self._feeding = True
        self._on_belt: deque[_Part] = deque()
        self._strikes: deque[int] = deque()

    @property
    def empty(self) -> bool:
        """Whether every part has come and left."""
        return self._exhausted and not self._on_belt

    @property
    def _exhausted(self) -> bool:
        return not self._feeding or (self._parts > 0 and self._fed >= self._parts)

    def stop_feeding(self) -> None:
        """No further part comes."""
        self._feeding = False

    def strike_at(self, encoder: int) -> None:
        """Fire the ejector when the belt reaches this count; counts come in rising order."""
        self._strikes.append(encoder)

    def advance(self, encoder: int) -> SensorEdges:
        """Move the belt to ``encoder``."""
        seen = self._pass_photo_eye(encoder)
        chute = self._strike(encoder)
        left = self._pass_exit(encoder)
        return SensorEdges(tuple(seen), tuple(chute), tuple(left))

    def _pass_photo_eye(self, encoder: int) -> list[tuple[int, int]]:
        seen = []
        while not self._exhausted and (self._fed + 1) * self._geometry.pitch <= encoder:
            part = _Part(self._fed, (self._fed + 1) * self._geometry.pitch)
            self._fed += 1
            self._on_belt.append(part)
            seen.append((part.number, part.start))
        return seen

    def _strike(self, encoder: int) -> list[int]:
        hits = []
        while self._strikes and self._strikes[0] <= encoder:
            count = self._strikes.popleft()
            hit = next((part for part in self._on_belt if self._within_reach(part, count)), None)
            if hit is not None:
                self._on_belt.remove(hit)
                self._on_leave(hit.number, True)
                hits.append(count)
        return hits

    def _within_reach(self, part: _Part, count: int) -> bool:
        return abs(part.start + self._geometry.ejector - count) <= self._geometry.reach

    def _pass_exit(self, encoder: int) -> list[int]:
        left = []
        while self._on_belt and self._on_belt[0].start + self._geometry.exit <= encoder:
            part = self._on_belt.popleft()
            self._on_leave(part.number, False)
            left.append(part.start + self._geometry.exit)
        return left
