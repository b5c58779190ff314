"""Somebody works on the station: a level that ends by itself when nobody renews it."""

from __future__ import annotations

import logging
import threading

from inspector.clock import monotonic_ns
from inspector.pipe.records import Maintenance

_log = logging.getLogger(__name__)
RENEWAL_NS = 5_000_000_000
"""Whoever maintains the station must say so again within this time, or it ends."""
_ENDED = Maintenance(active=0, forced=0, values=0)


class MaintenanceLevel:
    """Who asked last wins; safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._level = _ENDED
        self._renewed_ns = 0
        self._told = False

    @property
    def active(self) -> bool:
        """Whether somebody works on the station now."""
        return bool(self.level.active)

    @property
    def level(self) -> Maintenance:
        """What holds now; it has ended when it was not renewed in time."""
        with self._lock:
            if self._level.active and monotonic_ns() - self._renewed_ns > RENEWAL_NS:
                self._level = _ENDED
                _log.warning("maintenance has ended: nobody renewed it")
            return self._level

    def hold(self, forced: int, values: int) -> None:
        """Begin, renew, or force other outputs."""
        with self._lock:
            self._told = True
            self._renewed_ns = monotonic_ns()
            self._level = Maintenance(1, forced & 0xFFFF, values & 0xFFFF)

    def end(self) -> None:
        """All outputs are the gate's again."""
        with self._lock:
            self._level = _ENDED

    def end_interrupted(self) -> None:
        """End what an engine before this one began; the gate holds to it until it is told."""
        with self._lock:
            self._told = True
            self._level = _ENDED

    def told(self) -> tuple[Maintenance, ...]:
        """What the gate is told with each beat; nothing as long as nobody ever worked here."""
        return (self.level,) if self._told else ()
