"""A log that a misbehaving peer cannot flood."""

from __future__ import annotations

import logging

from inspector.clock import monotonic_ns

_NS_PER_S = 1_000_000_000


class LimitedLog:
    """Writes the first warning of a kind, then one a period with the number of those left out.

    Kinds are fixed words of the caller, never what a peer sent, so their number is bounded.
    """

    def __init__(self, log: logging.Logger, period_s: float = 10.0) -> None:
        self._log = log
        self._period_ns = int(period_s * _NS_PER_S)
        self._next_ns: dict[str, int] = {}
        self._left_out: dict[str, int] = {}

    def warning(self, kind: str, message: str, *arguments: object) -> None:
        """Log ``message % arguments`` unless one of this kind was logged just now."""
        now = monotonic_ns()
        if now < self._next_ns.get(kind, now):
            self._left_out[kind] = self._left_out.get(kind, 0) + 1
            return
        self._next_ns[kind] = now + self._period_ns
        left_out = self._left_out.pop(kind, 0)
        if left_out:
            message += f" (and {left_out} more like it)"
        self._log.warning(message, *arguments)
