"""The topics of one station."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topics:
    """``<prefix>/<station_id>/<name>``."""

    prefix: str
    station_id: str

    @property
    def online(self) -> str:
        """Retained: whether the publisher is connected; the last will."""
        return self._of("online")

    @property
    def state(self) -> str:
        """Retained: the station's state, on change."""
        return self._of("state")

    @property
    def counters(self) -> str:
        """Retained: the counts, every period."""
        return self._of("counters")

    @property
    def alarm(self) -> str:
        """One alarm was raised or cleared."""
        return self._of("alarm")

    @property
    def alarms(self) -> str:
        """Retained: all alarms that stand."""
        return self._of("alarms")

    @property
    def result(self) -> str:
        """The verdict on one part."""
        return self._of("result")

    @property
    def outcome(self) -> str:
        """Where one part went."""
        return self._of("outcome")

    def _of(self, name: str) -> str:
        return f"{self.prefix}/{self.station_id}/{name}"
