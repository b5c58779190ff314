"""Tracking by encoder counts: right at any speed, also when the belt stops; the default."""

from __future__ import annotations

from inspector.plc.line.layout import LineLayout
from inspector.plc.line.signals import LineInputs
from inspector.plc.line.slots import Slots
from inspector.plc.line.tracking import Loss

_WRAP = 1 << 32
_STOOD_MAX_MS = 10_000.0


class EncoderTracking:
    """The place is the encoder's count, carried on where its 32 bits wrap around."""

    def __init__(self, layout: LineLayout) -> None:
        self._layout = layout
        self._encoder: int | None = None
        self._place = 0
        self._furthest = 0
        self._then_ms = 0.0
        self._stood_ms = 0.0
        self._last_moved = 0
        self._last_ms = 0.0

    @property
    def stands(self) -> bool:
        """Whether the count stands although the belt, at its last speed, has left the window."""
        return self._stood_ms * self._last_moved > self._layout.window * self._last_ms

    @property
    def place(self) -> int:
        """Counts since the first scan."""
        return self._place

    def advance(self, now_ms: float, inputs: LineInputs) -> Loss | None:
        """Tracking is lost when the belt runs back or leaps, or only the parts move."""
        before = inputs.encoder if self._encoder is None else self._encoder
        moved = signed_difference(inputs.encoder, before)
        self._encoder = inputs.encoder
        self._place += moved
        self._time(now_ms, moved, running=inputs.line_running)
        self._furthest = max(self._furthest, self._place)
        if self._furthest - self._place > self._layout.window:
            self._furthest = self._place
            return Loss.BELT_REVERSED
        if self.stands and inputs.any_edge:
            return Loss.ENCODER_STANDS
        return Loss.SCAN_GAP if moved > 2 * self._layout.window else None

    def place_of(self, latched: int) -> int:
        """The latched count is exact, however late the scan."""
        now = latched if self._encoder is None else self._encoder
        return self._place + signed_difference(latched, now)

    def arrive(self, slots: Slots, inputs: LineInputs) -> None:
        """A part is decided where the belt has carried it to the decision point."""
        del inputs
        for slot in slots:
            if slot.place + self._layout.decision <= self._place:
                slot.decide()

    def _time(self, now_ms: float, moved: int, *, running: bool) -> None:
        elapsed_ms, self._then_ms = now_ms - self._then_ms, now_ms
        if moved:
            self._stood_ms = 0.0
            self._last_moved, self._last_ms = abs(moved), elapsed_ms
        elif running:
            self._stood_ms = min(self._stood_ms + elapsed_ms, _STOOD_MAX_MS)


def signed_difference(count: int, before: int) -> int:
    """How far an unsigned 32-bit count has moved, forwards or backwards.

    >>> signed_difference(2, 0xFFFFFFFF)
    3
    """
    return (count - before + _WRAP // 2) % _WRAP - _WRAP // 2
