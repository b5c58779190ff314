"""A virtual coupler as a process of its own: ``python coupler_process.py PORT``."""

from __future__ import annotations

import asyncio
import sys

from inspector.plc.coupler import CouplerInput
from inspector.plc.server import ModbusServer, ServerLimits
from inspector.plc.transport import Tcp
from inspector.sim.coupler import VirtualCoupler


async def serve(port: int) -> None:
    coupler = VirtualCoupler()
    coupler.inputs = CouplerInput.LINE_RUNNING
    await ModbusServer(coupler, Tcp("127.0.0.1", port), ServerLimits(silence_s=0.0)).start()
    sys.stdout.write("serving\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


asyncio.run(serve(int(sys.argv[1])))
