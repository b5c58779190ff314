"""Clients that hold a connection and never ask: they keep the PLC's place only for a while."""

from __future__ import annotations

import asyncio
import struct

from plc_wires import WordsAndBits

from inspector.plc.server import ModbusServer, ServerLimits
from inspector.plc.transport import Tcp

PDU = struct.pack(">BHH", 3, 5, 1)
REQUEST = struct.pack(">HHHB", 7, 0, len(PDU) + 1, 1) + PDU
LIMITS = ServerLimits(connections_max=3, silence_s=0.2, idle_timeout_s=60.0)


async def _dribble(port: int) -> None:
    """One byte of a request that never becomes whole, again and again."""
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    header = struct.pack(">HHHB", 7, 0, 200, 1)
    try:
        for byte in header + bytes(190):
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(0.02)
    except ConnectionError:
        return
    finally:
        writer.close()


async def _ask(port: int) -> bytes:
    """As a PLC does: connect, ask, and come back after a refusal."""
    for _ in range(20):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            writer.write(REQUEST)
            return await reader.readexactly(11)
        except (asyncio.IncompleteReadError, ConnectionError):
            await asyncio.sleep(0.1)
        finally:
            writer.close()
    return b""


def test_clients_that_only_connect_do_not_keep_the_plc_out() -> None:
    """Half-open TLS handshakes, or sockets that say nothing, held their place for ten seconds."""

    async def run() -> bytes:
        server = ModbusServer(WordsAndBits(), Tcp("127.0.0.1", 0), ServerLimits(connections_max=3))
        port = await server.start()
        silent = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
        try:
            return await _ask(port)
        finally:
            for _, writer in silent:
                writer.close()
            await server.stop()
            await asyncio.sleep(0.01)

    assert asyncio.run(run())[-2:] == b"\0\5"


def test_clients_that_dribble_bytes_do_not_keep_the_plc_out() -> None:
    """Each byte used to count as a sign of life, so three sockets locked the PLC out for ever."""

    async def run() -> bytes:
        server = ModbusServer(WordsAndBits(), Tcp("127.0.0.1", 0), LIMITS)
        port = await server.start()
        slow = [asyncio.create_task(_dribble(port)) for _ in range(3)]
        try:
            await asyncio.sleep(0.05)
            return await _ask(port)
        finally:
            for task in slow:
                task.cancel()
            await asyncio.gather(*slow, return_exceptions=True)
            await server.stop()
            await asyncio.sleep(0.01)

    assert asyncio.run(run())[-2:] == b"\0\5"
