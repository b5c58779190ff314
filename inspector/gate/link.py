"""How blocks V and P travel between the gate and the other side of the fieldbus."""

from __future__ import annotations

from typing import Protocol

from inspector.domain.alarm import Alarm
from inspector.domain.errors.plc import PlcError


class Link(Protocol):
    """One role on the fieldbus; runs in the gate's event loop and works on its register bank."""

    @property
    def alarms(self) -> Alarm:
        """What is wrong with the link now; the gate latches it."""

    @property
    def fault(self) -> PlcError | None:
        """What keeps the link from working now; ``None`` for nothing."""

    @property
    def inputs(self) -> int:
        """The coupler's inputs as bits, 0 for a role without."""

    @property
    def outputs(self) -> int:
        """The coupler's outputs as bits, 0 for a role without."""

    async def start(self) -> int:
        """Begin; return the TCP port that is listened on, 0 for none.

        Raises:
            PlcError: this side cannot begin, such as a port in use. A peer that is away is no
                error: the link looks for it again and again.
        """

    async def stop(self) -> None:
        """End; what is energised is let go first."""

    def force(self, forced: int, values: int) -> None:
        """Take over the outputs of these bits, as far as this role drives outputs itself."""
