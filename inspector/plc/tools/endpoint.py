"""Where both blocks can be read over Modbus."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.plc.registers import PLC_BASE, VISION_MIRROR_BASE
from inspector.plc.transport import Transport


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A Modbus server that holds both blocks: the station's, or the PLC that it polls.

    Attributes:
        transport: How it is reached.
        device_id: Its unit identifier.
        vision_base: Its first holding register of block V.
        plc_base: Its first holding register of block P.
    """

    transport: Transport
    device_id: int = 1
    vision_base: int = VISION_MIRROR_BASE
    plc_base: int = PLC_BASE
