"""Role server: the PLC polls the station."""

from __future__ import annotations

from typing import Final

from inspector.clock import monotonic_ns
from inspector.domain.alarm import Alarm
from inspector.domain.errors.plc import PlcError
from inspector.plc.server import ModbusServer

_TOLD_NS: Final = 1_000_000_000
"""Long enough that the gate, which looks ten times a second, cannot miss it."""


class ServerLink:
    """Implements :class:`inspector.gate.link.Link` with a Modbus server."""

    inputs = 0
    outputs = 0

    def __init__(self, server: ModbusServer) -> None:
        self._server = server
        self._refused_writes = 0
        self._told_until_ns = 0

    @property
    def alarms(self) -> Alarm:
        """Whether a second client has tried to write just now."""
        now = monotonic_ns()
        if self._server.refused_writes != self._refused_writes:
            self._refused_writes = self._server.refused_writes
            self._told_until_ns = now + _TOLD_NS
        return Alarm.SECOND_WRITER if now < self._told_until_ns else Alarm(0)

    @property
    def fault(self) -> PlcError | None:
        """Why a PLC may not reach the station."""
        return self._server.fault

    async def start(self) -> int:
        """Listen; return the port."""
        return await self._server.start()

    async def stop(self) -> None:
        """Close the listener and all connections."""
        await self._server.stop()

    def force(self, forced: int, values: int) -> None:
        """This role drives no outputs itself: the PLC does, as ``request`` asks."""
