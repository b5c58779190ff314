"""The physical line: a belt, parts on it, sensors, an ejector and two bins.

Positions are encoder counts. The world knows nothing of Modbus, images or verdicts. Whoever holds
it may break it: sensors, ejector, bin and air.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from inspector.plc.line.signals import LineInputs

Sensor = Literal["photo_eye", "reject_eye", "bin_chute", "exit_eye"]
_U32 = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Geometry:
    """Distances in encoder counts, from the photo-eye at the camera.

    Attributes:
        pitch: From part to part.
        decision: Where a part must have been cleared, or it is rejected; a second eye is there.
        ejector: Where the ejector is; it rejects unless its gate is held open.
        exit: Where another photo-eye sees the parts that were not ejected.
        reach: Half of the length over which a part is at the ejector.
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
class Seen:
    """What happened while the belt moved.

    Attributes:
        exposed: Numbers of the parts that the camera took a picture of.
        inputs: What the sensors say to the PLC.
    """

    exposed: tuple[int, ...]
    inputs: LineInputs


class World:
    """Moves the belt to an encoder count and reports what the sensors saw on the way.

    Attributes:
        gate_open: Whether the ejector lets parts pass now.
        infeed: Whether parts come.
        ejector_stuck: Whether the ejector stays as it is, whatever it is told.
        bin_full: What the bin's sensor says.
        air_low: What the pressure switch says.

    Args:
        geometry: Distances.
        parts: How many parts come, 0 for no end.
        on_leave: Called with ``(part number, ejected)`` when a part has left the belt.
    """

    def __init__(
        self, geometry: Geometry, parts: int, on_leave: Callable[[int, bool], None]
    ) -> None:
        self.gate_open = False
        self.infeed = True
        self.ejector_stuck: Literal["open", "closed"] | None = None
        self.bin_full = False
        self.air_low = False
        self._geometry = geometry
        self._parts = parts
        self._on_leave = on_leave
        self._fed = 0
        self._next_start = geometry.pitch
        self._feeding = True
        self._encoder = 0
        self._on_belt: deque[_Part] = deque()
        self._missing: Counter[Sensor] = Counter()
        self._ghosts: Counter[Sensor] = Counter()
        self._edges: dict[Sensor, list[int]] = {}
        self._exposed: list[int] = []

    @property
    def empty(self) -> bool:
        """Whether every part has come and left."""
        return self._exhausted and not self._on_belt

    @property
    def fed(self) -> int:
        """How many parts have come."""
        return self._fed

    @property
    def _exhausted(self) -> bool:
        return not self._feeding or (self._parts > 0 and self._fed >= self._parts)

    def stop_feeding(self) -> None:
        """No further part comes, ever."""
        self._feeding = False

    def miss_next(self, sensor: Sensor) -> None:
        """The sensor does not see the next part that passes it."""
        self._missing[sensor] += 1

    def add_ghost(self, sensor: Sensor) -> None:
        """The sensor sees something where nothing new is; the camera takes a picture of it."""
        self._ghosts[sensor] += 1

    def advance(self, encoder: int, *, running: bool = True) -> Seen:
        """Move the belt to ``encoder``, forwards or backwards."""
        self._edges = {"photo_eye": [], "reject_eye": [], "bin_chute": [], "exit_eye": []}
        self._exposed = []
        self._feed(encoder)
        for part in tuple(self._on_belt):
            self._carry(part, encoder)
        for sensor in tuple(self._ghosts.elements()):
            self._see(sensor, encoder, max(self._fed - 1, 0))
        self._ghosts.clear()
        self._encoder = encoder
        return Seen(tuple(self._exposed), self._inputs(encoder, running=running))

    def _inputs(self, encoder: int, *, running: bool) -> LineInputs:
        return LineInputs(
            encoder & _U32,
            running,
            photo_eye=self._latched("photo_eye"),
            reject_eye=self._latched("reject_eye"),
            bin_chute=self._latched("bin_chute"),
            exit_eye=self._latched("exit_eye"),
            bin_full=self.bin_full,
            air_low=self.air_low,
        )

    def _latched(self, sensor: Sensor) -> tuple[int, ...]:
        return tuple(count & _U32 for count in sorted(self._edges[sensor]))

    def _feed(self, encoder: int) -> None:
        while not self._exhausted and self._next_start <= encoder:
            if self.infeed:
                self._on_belt.append(_Part(self._fed, self._next_start))
                self._fed += 1
            self._next_start += self._geometry.pitch

    def _carry(self, part: _Part, encoder: int) -> None:
        """A part passes what lies between its old and its new position."""
        if self._passes(part, 0, encoder):
            self._see("photo_eye", part.start, part.number)
        if self._passes(part, self._geometry.decision, encoder):
            self._see("reject_eye", part.start + self._geometry.decision)
        at_ejector = part.start + self._geometry.ejector
        if self._encoder < at_ejector <= encoder and not self._gate_is_open:
            self._see("bin_chute", at_ejector)
            self._leave(part, ejected=True)
            return
        if self._passes(part, self._geometry.exit, encoder):
            self._see("exit_eye", part.start + self._geometry.exit)
            self._leave(part, ejected=False)

    def _passes(self, part: _Part, distance: int, encoder: int) -> bool:
        at = part.start + distance
        return (self._encoder < at <= encoder) or (encoder < at <= self._encoder)

    @property
    def _gate_is_open(self) -> bool:
        return self.gate_open if self.ejector_stuck is None else self.ejector_stuck == "open"

    def _leave(self, part: _Part, *, ejected: bool) -> None:
        self._on_belt.remove(part)
        self._on_leave(part.number, ejected)

    def _see(self, sensor: Sensor, count: int, exposed: int | None = None) -> None:
        if self._missing[sensor]:
            self._missing[sensor] -= 1
            return
        self._edges[sensor].append(count)
        if sensor == "photo_eye" and exposed is not None:
            self._exposed.append(exposed)
