"""How often something happens."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from typing import Final

from inspector.clock import monotonic_ns

_KEPT: Final = 20_000


class Periods:
    """The times from one event to the next, of the last events.

    Attributes:
        last_ns: When the last event was, monotonic; 0 for never.
    """

    def __init__(self) -> None:
        self.last_ns = 0
        self._periods_ns: deque[int] = deque(maxlen=_KEPT)

    def note(self) -> None:
        """It happens now."""
        now = monotonic_ns()
        if self.last_ns:
            self._periods_ns.append(now - self.last_ns)
        self.last_ns = now

    def percentiles_ms(self) -> dict[str, float]:
        """``p50`` and ``p99``, 0 before there are two events."""
        return percentiles_ms(self._periods_ns)


def percentiles_ms(durations_ns: Collection[int]) -> dict[str, float]:
    """``p50`` and ``p99`` of durations, 0 of none."""
    ordered = sorted(durations_ns) or [0]
    return {
        name: ordered[min(int(len(ordered) * share), len(ordered) - 1)] / 1e6
        for name, share in (("p50", 0.5), ("p99", 0.99))
    }
