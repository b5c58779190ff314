"""The belt in real time: it moves the parts and lets the line program scan on the way."""

from __future__ import annotations

from collections.abc import Callable

from inspector.sim.plc_program import PlcProgram
from inspector.sim.world import Geometry, World

_STEPS_PER_PITCH = 10


class Belt:
    """Turns time into encoder counts.

    Args:
        geometry: Distances along the belt.
        rate_per_min: Parts per minute at full speed.
        world: What is on the belt.
        program: What the PLC runs in each scan.
    """

    def __init__(
        self, geometry: Geometry, rate_per_min: float, world: World, program: PlcProgram
    ) -> None:
        self._counts_per_ns = rate_per_min / 60e9 * geometry.pitch
        self._step = max(geometry.pitch // _STEPS_PER_PITCH, 1)
        self._world = world
        self._program = program
        self._position = 0.0
        self._encoder = 0
        self._then_ns: int | None = None

    def move(self, now_ns: int, *, runs: bool, see: Callable[[int], object]) -> None:
        """Let the belt run until ``now_ns``, or stand; ``see`` is told each part at the camera.

        In steps that no sensor and no ejector can miss, as a PLC's fast inputs would see it. The
        program scans at least once, whether or not the belt moves.
        """
        if runs and self._then_ns is not None:
            self._position += (now_ns - self._then_ns) * self._counts_per_ns
        self._then_ns = now_ns
        encoder = int(self._position)
        for count in (*range(self._encoder + self._step, encoder, self._step), encoder):
            edges = self._world.advance(count)
            for number, _ in edges.photo_eye:
                see(number)
            for strike in self._program.scan(now_ns / 1e6, count, edges):
                self._world.strike_at(strike)
        self._encoder = encoder
