"""The serial port as a transport, of both kinds: what is sent arrives, and what is lost is told."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Awaitable, Callable

import pytest
from plc_wires import SerialCable, WordsAndBits, cabled

from inspector.domain.errors.plc import PlcConnectionError
from inspector.plc import serial_line
from inspector.plc.client import ModbusClient
from inspector.plc.serial_line import (
    ReadySerialTransport,
    SerialTransport,
    ThreadedSerialTransport,
    open_port,
)
from inspector.plc.server import ModbusServer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")
KINDS = [ReadySerialTransport, ThreadedSerialTransport]


class Listener(asyncio.Protocol):
    """Keeps what it hears."""

    def __init__(self) -> None:
        self.heard = bytearray()
        self.lost: list[Exception | None] = []

    def data_received(self, data: bytes) -> None:
        self.heard += data

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost.append(exc)


async def until(done: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not done():
            await asyncio.sleep(0.005)


def on_port(
    kind: type[SerialTransport],
    scenario: Callable[[SerialTransport, Listener, int], Awaitable[None]],
) -> None:
    """Runs the scenario with a port, its listener, and the descriptor of the other end."""

    async def run() -> None:
        master, slave = os.openpty()
        os.set_blocking(master, False)
        listener = Listener()
        port = open_port(os.ttyname(slave), 115200, "none", 1)
        transport = kind(port, listener)
        try:
            await scenario(transport, listener, master)
        finally:
            transport.close()
            await until(lambda: not port.is_open and len(listener.lost) == 1)
            for end in (slave, master):
                with contextlib.suppress(OSError):
                    os.close(end)

    asyncio.run(run())


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_arrives_whole_and_in_order(kind):
    async def scenario(transport: SerialTransport, listener: Listener, far: int) -> None:
        arrived = bytearray()
        for number in range(256):
            transport.write(bytes([number]) * 100)
            await asyncio.sleep(0)
            with contextlib.suppress(BlockingIOError):
                arrived += os.read(far, 65_536)

        def all_there() -> bool:
            with contextlib.suppress(BlockingIOError):
                arrived.extend(os.read(far, 65_536))
            return len(arrived) >= 25_600

        await until(all_there)
        assert arrived == b"".join(bytes([number]) * 100 for number in range(256))

    on_port(kind, scenario)


@pytest.mark.parametrize("kind", KINDS)
def test_every_byte_is_heard_as_it_is_sent(kind):
    every = bytes(range(256))

    async def scenario(transport: SerialTransport, listener: Listener, far: int) -> None:
        os.write(far, every)
        await until(lambda: len(listener.heard) >= 256)
        assert listener.heard == every

    on_port(kind, scenario)


@pytest.mark.parametrize("kind", KINDS)
def test_a_port_that_is_closed_hears_no_more_and_sends_no_more(kind):
    async def scenario(transport: SerialTransport, listener: Listener, far: int) -> None:
        transport.close()
        assert transport.is_closing()
        transport.write(b"late")
        transport.abort()
        await until(lambda: listener.lost == [None])
        with pytest.raises(BlockingIOError):
            os.read(far, 100)

    on_port(kind, scenario)


def test_a_port_that_takes_no_bytes_is_given_up():
    async def scenario(transport: SerialTransport, listener: Listener, far: int) -> None:
        for _ in range(1000):
            transport.write(bytes(1000))
        await until(lambda: bool(listener.lost))
        assert "takes no bytes" in str(listener.lost[0])

    on_port(ReadySerialTransport, scenario)


def test_a_port_that_is_paused_hears_later():
    async def scenario(transport: SerialTransport, listener: Listener, far: int) -> None:
        transport.pause_reading()
        os.write(far, b"later")
        await asyncio.sleep(0.02)
        assert not listener.heard
        transport.resume_reading()
        await until(lambda: listener.heard == b"later")

    on_port(ReadySerialTransport, scenario)


@pytest.mark.parametrize("kind", KINDS)
def test_an_adapter_that_is_unplugged_is_told_at_once(kind):
    async def scenario(transport: SerialTransport, listener: Listener, far: int) -> None:
        os.close(far)
        await until(lambda: bool(listener.lost))
        transport.write(b"into the void")

    on_port(kind, scenario)


@pytest.mark.parametrize("kind", KINDS)
def test_a_client_whose_adapter_is_unplugged_waits_for_no_time_out(kind, monkeypatch):
    monkeypatch.setattr(serial_line, "ReadySerialTransport", kind)

    async def run() -> None:
        cable = SerialCable()
        server = ModbusServer(WordsAndBits(), cabled(cable.far))
        await server.start()
        client = ModbusClient(cabled(cable.near), timeout_s=60)
        await client.connect()
        assert await client.read_input_registers(3, 1) == [1003]
        cable.to_far = lambda _lost: b""
        reading = asyncio.create_task(client.read_input_registers(3, 1))
        await asyncio.sleep(0.05)
        cable.cut()
        with pytest.raises(PlcConnectionError, match="does not answer"):
            await asyncio.wait_for(reading, 5)
        client.close()
        await server.stop()
        await asyncio.sleep(0)

    asyncio.run(run())
