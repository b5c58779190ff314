"""From levels that are polled to the edges that the line program works with."""

from __future__ import annotations

from typing import Final

from inspector.gate.links.coupler_io import CouplerWiring, Reading
from inspector.plc.coupler import CouplerInput
from inspector.plc.line.signals import LineInputs

_COUNTS: Final = 1 << 32
_EDGES: Final = 1 << 16
_EDGES_MAX: Final = 8
"""More in one cycle are no parts: the counter was reset."""


class CouplerEdges:
    """Remembers the reading before.

    An edge came at some moment between two readings, so half of the way that the belt went in
    between is taken for its place.
    """

    def __init__(self, wiring: CouplerWiring) -> None:
        self._wired = wiring.inputs
        self._before: Reading | None = None
        self.counter_was_reset = False

    def restart(self) -> None:
        """What was read before does not matter any more."""
        self._before = None

    def take(self, reading: Reading) -> LineInputs:
        """The inputs of this cycle."""
        before, self._before = self._before or reading, reading
        came = reading.inputs & ~before.inputs
        parts = self._parts(before, reading, polled=CouplerInput.PHOTO_EYE in came)
        on, place = reading.inputs, _between(before.encoder, reading.encoder)
        return LineInputs(
            encoder=reading.encoder,
            line_running=CouplerInput.LINE_RUNNING in on
            or CouplerInput.LINE_RUNNING not in self._wired,
            photo_eye=(place,) * parts,
            reject_eye=(place,) * (CouplerInput.REJECT_EYE in came),
            bin_chute=(place,) * (CouplerInput.CHUTE in came),
            exit_eye=(place,) * (CouplerInput.EXIT_EYE in came),
            bin_full=CouplerInput.BIN_FULL in on,
            air_low=CouplerInput.AIR_LOW in on,
        )

    def _parts(self, before: Reading, reading: Reading, *, polled: bool) -> int:
        """How many parts came to the photo-eye; its own counter knows best."""
        if before.photo_eye_count is None or reading.photo_eye_count is None:
            return int(polled)
        counted = (reading.photo_eye_count - before.photo_eye_count) % _EDGES
        self.counter_was_reset = counted > _EDGES_MAX
        if self.counter_was_reset:
            return int(polled)
        return counted


def _between(before: int, now: int) -> int:
    """The count halfway, where 32 bits wrap around."""
    way = (now - before + _COUNTS // 2) % _COUNTS - _COUNTS // 2
    return (before + way // 2) % _COUNTS
