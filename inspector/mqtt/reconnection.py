"""When to connect again, and what it means that connections keep ending."""

from __future__ import annotations

import secrets

from inspector.domain.errors.mqtt import BrokerUnreachableError, ClientIdTakenError, MqttError

_FIRST_MS = 500
_MOST_MS = 30_000
_STABLE_S = 60.0
"""Longer than the longest pause, so that two clients of one id never look stable to each other."""
_SHORT_LIVES = 4


class Reconnection:
    """Pauses double from 0.5 to 30 s until a connection has lasted a minute."""

    def __init__(self) -> None:
        self._next_ms = _FIRST_MS
        self._short_lives = 0

    def next_pause_s(self) -> float:
        """The next pause; a quarter of it is chance, so that stations do not come in step."""
        pause_ms, self._next_ms = self._next_ms, min(self._next_ms * 2, _MOST_MS)
        return (pause_ms - secrets.randbelow(pause_ms // 4)) / 1000

    def judged(self, fault: MqttError, lasted_s: float | None) -> MqttError:
        """What to tell of a connection that ended.

        Many brokers say nothing to a client whose id another one takes; it shows in connections
        that are taken at once and end soon, again and again.

        Args:
            fault: Why it ended.
            lasted_s: How long the broker had taken it; ``None`` when it never did.
        """
        if lasted_s is None:
            self._short_lives = 0
        elif lasted_s > _STABLE_S:
            self._short_lives, self._next_ms = 0, _FIRST_MS
        elif isinstance(fault, BrokerUnreachableError):
            self._short_lives += 1
        if self._short_lives < _SHORT_LIVES:
            return fault
        return ClientIdTakenError(
            "the broker ends each connection soon after taking it, as it does when another client "
            "connects with the same client id, or, with MQTT 3.1.1, when it refuses a topic "
            f"({fault.detail})"
        )
