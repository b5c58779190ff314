"""What the API needs of the running station; the engine implements it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from inspector.wire.station import LiveUpdate, LiveWish, StationCommand, StationSnapshot


@dataclass(frozen=True, slots=True)
class LiveMessage:
    """The newest state of the live view. ``version`` grows with every change."""

    version: int
    update: LiveUpdate
    preview_jpeg: bytes | None = None


class StationService(Protocol):
    """The station as its clients see it. All methods may be called from several threads."""

    def snapshot(self) -> StationSnapshot:
        """The present state."""

    def command(self, command: StationCommand) -> StationSnapshot:
        """Carry out a command and return the state after it.

        Raises:
            CommandNotAllowedError: not in the present state.
        """

    def live(self, after: int, timeout_s: float, wish: LiveWish) -> LiveMessage | None:
        """Wait for a message newer than version ``after``; ``None`` when none came in time.

        A latest-wins mailbox: who asks late gets the newest message and misses those between. The
        picture is as large as is wished.
        """
