"""When the pass gate opens and closes, also between two readings of the sensors; pure.

The gate is open only while a part that may pass is at the ejector, and none that may not. Between
two readings the belt is taken to run on as fast as it did over the last few.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from inspector.plc.line.approach import Approach

_READINGS: Final = 8
"""Couplers and encoders refresh their counts in steps; from one to the next it is no speed."""


class Switch(NamedTuple):
    """The next change of the gate.

    Attributes:
        at_s: When, in the time of the readings.
        opens: Whether it opens then.
    """

    at_s: float
    opens: bool


@dataclass(frozen=True, slots=True)
class GateGeometry:
    """What the gate must know of the line, in the units of the line's layout, and seconds.

    Attributes:
        window: Half of the length over which a part is at the ejector.
        ejector: From the photo-eye to the ejector.
        watchdog_s: How long the gate may stay open after the station has fallen silent.
        cycle_s: From one reading to the next.
    """

    window: int
    ejector: int
    watchdog_s: float
    cycle_s: float


class PassGate:
    """Follows the belt from reading to reading.

    A part may pass only if no part that may not could come to the gate before the coupler's own
    watchdog would have closed it: else a station that falls silent just then would let it through.
    For the same time the gate stays open on a belt that does not move: an encoder that has failed
    looks like one.
    """

    def __init__(self, geometry: GateGeometry) -> None:
        self._geometry = geometry
        self._readings: deque[tuple[float, int]] = deque(maxlen=_READINGS)
        self._speed = 0.0
        self._moved_s = 0.0
        self._parts: Sequence[Approach] = ()
        self._admitted: frozenset[int] = frozenset()

    def restart(self) -> None:
        """Nothing is known of the belt's speed any more."""
        self._readings.clear()
        self._speed = 0.0

    def observe(self, at_s: float, place: int, approaching: Iterable[Approach]) -> list[int]:
        """Take in where everything was at a reading.

        Returns:
            The ``trigger_seq`` of parts that may pass but must be rejected, because another one
            that may not comes too close behind.
        """
        if not self._readings or self._readings[-1][1] != place:
            self._moved_s = at_s
        self._readings.append((at_s, place))
        first_s, first_place = self._readings[0]
        self._speed = max(place - first_place, 0) / (at_s - first_s) if at_s > first_s else 0.0
        parts = list(approaching)
        diverted = [part.trigger_seq for part in parts if self._must_be_diverted(part, parts)]
        self._parts = [
            part._replace(passes=part.passes and part.trigger_seq not in diverted) for part in parts
        ]
        near = {part.trigger_seq for part in self._parts if part.passes and self._is_near(part)}
        self._admitted = frozenset(near)
        return diverted

    def is_open_at(self, at_s: float) -> bool:
        """Whether the gate is to be open then, at the last reading or soon after it."""
        if not self._readings or at_s - self._moved_s > self._geometry.watchdog_s:
            return False
        return self._open_after((at_s - self._readings[-1][0]) * self._speed)

    def next_switch(self, after_s: float, *, is_open: bool) -> Switch | None:
        """The next change of a gate that stands so; ``None`` when the belt does not bring one."""
        if self._speed <= 0:
            return None
        for way in sorted(self._ways()):
            at_s = self._readings[-1][0] + way / self._speed
            if at_s >= after_s and self._open_after(way) is not is_open:
                return Switch(at_s, opens=not is_open)
        return None

    def _ways(self) -> Iterator[int]:
        """How far the belt must go until a part comes to the ejector's window or leaves it."""
        for part in self._parts:
            yield part.distance - self._geometry.window
            yield part.distance + self._geometry.window + 1

    def _open_after(self, way: float) -> bool:
        window = self._geometry.window
        there = [part.passes for part in self._parts if abs(part.distance - way) <= window]
        return bool(there) and all(there)

    def _is_near(self, part: Approach) -> bool:
        """Whether the part may come to the gate before the reading after the next."""
        geometry = self._geometry
        return part.distance - geometry.window <= 2 * geometry.cycle_s * self._speed

    def _must_be_diverted(self, part: Approach, parts: Iterable[Approach]) -> bool:
        if not part.passes or not self._is_near(part) or part.trigger_seq in self._admitted:
            return False
        behind = [p.distance for p in parts if not p.passes and p.distance > part.distance]
        next_one = min(behind, default=self._geometry.ejector)
        gap = next_one - part.distance - 2 * self._geometry.window
        return gap <= self._geometry.watchdog_s * self._speed
