"""A station without a line behind it: the states, commands and mailbox that a client sees."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

from inspector.clock import monotonic_ns
from inspector.domain.errors.state import CommandNotAllowedError
from inspector.services.live.station_port import LiveMessage
from inspector.wire.station import (
    Counters,
    LatencyMs,
    LiveUpdate,
    LiveWish,
    Reconciliation,
    StationCommand,
    StationSnapshot,
    StationState,
)

STARTED = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
AFTER = {
    (StationState.READY, StationCommand.START): StationState.CONTINUOUS_EXECUTION,
    (StationState.CONTINUOUS_EXECUTION, StationCommand.STOP): StationState.READY,
}


class BenchStation:
    """Implements ``StationService``; tests publish what its clients shall see."""

    def __init__(self) -> None:
        self._news = threading.Condition()
        self._state = StationState.READY
        self._message: LiveMessage | None = None
        self.failure: Exception | None = None
        self.fetched_ns: list[int] = []
        self.wishes: list[LiveWish] = []

    def snapshot(self) -> StationSnapshot:
        if self.failure is not None:
            raise self.failure
        return self._snapshot(0)

    def command(self, command: StationCommand) -> StationSnapshot:
        after = AFTER.get((self._state, command))
        if after is None:
            raise CommandNotAllowedError(f"{command} is not allowed in {self._state}")
        self._state = after
        return self.snapshot()

    def live(self, after: int, timeout_s: float, wish: LiveWish) -> LiveMessage | None:
        with self._news:
            self._news.wait_for(lambda: self._version > after, timeout_s)
            if self._version <= after:
                return None
            self.fetched_ns.append(monotonic_ns())
            self.wishes.append(wish)
            return self._message

    def publish(self, triggered: int, preview: bytes | None = None) -> None:
        """Put a message with this count into the mailbox, over the one that lies there."""
        update = LiveUpdate(snapshot=self._snapshot(triggered), preview_follows=preview is not None)
        with self._news:
            self._message = LiveMessage(self._version + 1, update, preview)
            self._news.notify_all()

    @property
    def _version(self) -> int:
        return self._message.version if self._message else 0

    def _snapshot(self, triggered: int) -> StationSnapshot:
        return StationSnapshot(
            station_id="line-3",
            app_version="0.1.0",
            state=self._state,
            since=STARTED,
            gate_connected=True,
            plc_connected=True,
            camera_connected=True,
            simulated=True,
            counters=Counters(triggered=triggered),
            reconciliation=Reconciliation(agreed=True),
            rate_per_min=0,
            latency_ms=LatencyMs(),
            model=None,
            recipe_id="bracket",
            recipe_number=1,
            recipe_revision="d" * 64,
            alarms=[],
        )
