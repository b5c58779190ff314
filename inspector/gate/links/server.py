"""Role server: the PLC polls the station."""

from __future__ import annotations

from inspector.domain.alarm import Alarm
from inspector.plc.server import ModbusServer


class ServerLink:
    """Implements :class:`inspector.gate.link.Link` with a Modbus server."""

    inputs = 0
    outputs = 0

    def __init__(self, server: ModbusServer) -> None:
        self._server = server

    @property
    def alarms(self) -> Alarm:
        """What is wrong with the link now."""
        return Alarm(0)

    async def start(self) -> int:
        """Listen; return the port."""
        return await self._server.start()

    async def stop(self) -> None:
        """Close the listener and all connections."""
        await self._server.stop()

    def force(self, forced: int, values: int) -> None:
        """This role drives no outputs itself: the PLC does, as ``request`` asks."""
