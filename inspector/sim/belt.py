"""The belt in real time: it moves the parts and lets the PLC scan on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from inspector.sim.world import Geometry, Seen, World

_STEPS_PER_PITCH = 10
_MS_PER_MIN = 60_000
_NS_PER_MS = 1_000_000


def counts_per_ms(geometry: Geometry, rate_per_min: float) -> float:
    """Speed of a belt that carries so many parts a minute."""
    return rate_per_min / _MS_PER_MIN * geometry.pitch


class Scanning(Protocol):
    """What scans the sensors and drives the ejector."""

    def scan(self, now_ms: float, seen: Seen) -> None:
        """The belt has moved."""


class Belt:
    """Turns time into encoder counts.

    Attributes:
        speed: Share of full speed; negative for a belt that runs backwards.

    Args:
        geometry: Distances along the belt.
        rate_per_min: Parts per minute at full speed.
        world: What is on the belt.
        plc: What scans the sensors and drives the ejector.
    """

    def __init__(
        self, geometry: Geometry, rate_per_min: float, world: World, plc: Scanning
    ) -> None:
        self.speed = 1.0
        self._counts_per_ms = counts_per_ms(geometry, rate_per_min)
        self._step_counts = max(min(geometry.pitch // _STEPS_PER_PITCH, geometry.reach // 2), 1)
        self._reach = max(geometry.reach, 1)
        self._world = world
        self._plc = plc
        self._position = 0.0
        self._then_ms: float | None = None

    def move(
        self,
        now_ns: int,
        *,
        runs: bool,
        see: Callable[[int], object],
        held: Callable[[], bool] = lambda: False,
    ) -> None:
        """Let the belt run until ``now_ns``, or stand; ``see`` is told each part at the camera.

        In steps that no sensor and no ejector can miss, as a PLC's fast inputs would see it. Of a
        belt that stands nothing can be missed; it is scanned as often as a PLC must that follows
        parts by time.

        Args:
            now_ns: Monotonic time.
            runs: Whether it is switched on.
            see: Called with the number of each part at the camera.
            held: Asked before each step: whether the belt waits, so that it also stops on time when
                this computer lets it move late.
        """
        now_ms = now_ns / _NS_PER_MS
        stands = not (runs and self.speed)
        for at_ms, position in () if stands else self._steps(now_ms):
            if stands := held():
                break
            self._step_to(position, at_ms, see, running=True)
            self._then_ms = at_ms
        for at_ms in self._moments(now_ms) if stands else ():
            self._step_to(self._position, at_ms, see, running=False)
        self._then_ms = now_ms

    def _moments(self, now_ms: float) -> Iterator[float]:
        """Moments on the way to now at which a standing belt is scanned."""
        then_ms = now_ms if self._then_ms is None else self._then_ms
        elapsed = now_ms - then_ms
        count = int(elapsed * self._counts_per_ms / self._reach) + 1
        yield from (then_ms + elapsed * number / count for number in range(1, count + 1))

    def _step_to(
        self, position: float, at_ms: float, see: Callable[[int], object], *, running: bool
    ) -> None:
        seen = self._world.advance(int(position), running=running)
        for number in seen.exposed:
            see(number)
        self._plc.scan(at_ms, seen)
        self._position = position

    def _steps(self, now_ms: float) -> Iterator[tuple[float, float]]:
        """Moments and positions on the way to now, at even distances."""
        then_ms, start = self._then_ms, self._position
        if then_ms is None:
            yield now_ms, start
            return
        elapsed = now_ms - then_ms
        way = elapsed * self._counts_per_ms * self.speed
        count = max(int(elapsed * self._counts_per_ms / self._step_counts), 1)
        for number in range(1, count + 1):
            share = number / count
            yield then_ms + elapsed * share, start + way * share
