"""What controls the line of a run, by the gate's role."""

from __future__ import annotations

from typing import Protocol

from inspector.sim.world import Seen


class Control(Protocol):
    """A virtual PLC, or the coupler that the gate drives in its place."""

    @property
    def ready(self) -> bool:
        """Whether a part that comes now is inspected, as far as the line can see."""

    @property
    def alarmed(self) -> bool:
        """Whether the station complains."""

    @property
    def settled(self) -> bool:
        """Whether line and gate have told each other all."""

    async def start(self, port: int) -> int:
        """Begin; ``port`` is the near end of the cable to a gate that listens.

        Returns:
            The port that the cable to a gate that connects must lead to, 0 for none.
        """

    async def run(self) -> None:
        """Exchange with the gate until cancelled."""

    def scan(self, now_ms: float, seen: Seen) -> None:
        """The belt has moved."""

    def press_reset(self, *, held: bool) -> None:
        """Somebody holds the reset key, or lets it go."""

    def stick_encoder(self, *, stuck: bool) -> None:
        """The encoder's count stands still from now on, or follows the belt again."""
