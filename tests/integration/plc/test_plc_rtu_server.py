"""The server on a serial line: what it answers, obeys, and keeps silent about."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import struct
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from plc_wires import SerialCable, WordsAndBits, cabled

from inspector.domain.errors.plc import SerialPortError
from inspector.plc import transport
from inspector.plc.client import ModbusClient
from inspector.plc.codec import checksum
from inspector.plc.framing import RtuRequests
from inspector.plc.server import ModbusServer, ServerLimits
from inspector.plc.transport import RtuOverTcp, Serial

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")
SILENCE_S = RtuRequests.silence_s
READ = bytes([1, 4, 0, 3, 0, 1])
ANSWER = bytes([1, 4, 2, 3, 0xEB])


def rtu(frame: bytes) -> bytes:
    return frame + checksum(frame)


class Line:
    """A line of bytes to a server that is unit 1."""

    def __init__(self, bank: WordsAndBits, streams: tuple) -> None:
        self.bank = bank
        self._reader, self._writer = streams

    def send(self, *frames: bytes) -> None:
        self._writer.write(b"".join(frames))

    async def hears(self, *frames: bytes) -> bool:
        expected = b"".join(rtu(frame) for frame in frames)
        return await asyncio.wait_for(self._reader.readexactly(len(expected)), 5) == expected

    async def is_served(self) -> bool:
        """Whether nothing but the answer to this request comes."""
        self.send(rtu(READ))
        return await self.hears(ANSWER)


@contextlib.asynccontextmanager
async def lines(**limits: object) -> AsyncIterator[Line]:
    bank = WordsAndBits()
    server = ModbusServer(bank, RtuOverTcp("127.0.0.1", 0), ServerLimits(**limits))
    reader, writer = await asyncio.open_connection("127.0.0.1", await server.start())
    try:
        yield Line(bank, (reader, writer))
    finally:
        writer.close()
        await server.stop()
        await asyncio.sleep(0.01)


def on_line(scenario: Callable[[Line], Awaitable[None]], **limits: object) -> None:
    async def run() -> None:
        async with lines(**limits) as line:
            await scenario(line)

    asyncio.run(run())


def test_several_requests_are_answered_in_order():
    async def scenario(line: Line) -> None:
        write = struct.pack(">BBHHBHH", 1, 16, 2, 2, 4, 7, 8)
        line.send(rtu(write), rtu(READ), rtu(bytes([1, 1, 0, 0, 0, 3])))
        assert await line.hears(write[:6], ANSWER, bytes([1, 1, 1, 0]))
        assert line.bank.holding_registers[2:4] == [7, 8]

    on_line(scenario)


def test_a_request_that_comes_byte_by_byte_is_answered():
    async def scenario(line: Line) -> None:
        for byte in rtu(struct.pack(">BBHHHHBH", 1, 23, 0, 1, 0, 1, 2, 9)):
            line.send(bytes([byte]))
            await asyncio.sleep(0.001)
        assert await line.hears(bytes([1, 23, 2, 0, 9]))

    on_line(scenario)


def test_a_broadcast_is_obeyed_and_not_answered():
    async def scenario(line: Line) -> None:
        line.send(rtu(struct.pack(">BBHH", 0, 6, 5, 77)), rtu(bytes([0, 4, 0, 3, 0, 1])))
        assert await line.is_served()
        assert line.bank.holding_registers[5] == 77

    on_line(scenario)


def test_other_devices_on_the_line_are_neither_answered_nor_obeyed():
    async def scenario(line: Line) -> None:
        line.send(
            rtu(struct.pack(">BBHH", 9, 6, 5, 77)),  # asked and answered alike
            rtu(struct.pack(">BBHH", 9, 6, 5, 77)),
            rtu(struct.pack(">BBHH", 9, 4, 0, 3)),
            rtu(struct.pack(">BBB6s", 9, 4, 6, b"\x01\x04\x00\x03\x00\x01")),
            rtu(struct.pack(">BBHHBHH", 9, 16, 5, 2, 4, 7, 8)),
            rtu(struct.pack(">BBHH", 9, 16, 5, 2)),
            rtu(bytes([255, 4, 0, 3, 0, 1])),
            rtu(bytes([9, 0x84, 2])),
        )
        assert await line.is_served()
        assert line.bank.writes == 0

    on_line(scenario)


def test_a_configured_unit_is_answered_as_itself():
    async def scenario(line: Line) -> None:
        line.send(rtu(b"\x07" + READ[1:]))
        assert await line.hears(b"\x07" + ANSWER[1:])

    on_line(scenario, units=frozenset({7}))


@pytest.mark.parametrize(
    "damaged",
    [
        rtu(struct.pack(">BBHH", 1, 6, 5, 77))[:-1] + b"\0",
        rtu(struct.pack(">BBHH", 1, 6, 5, 77))[:-3],
        rtu(struct.pack(">BBHH", 1, 6, 5, 77))[1:],
        b"\xff" + rtu(struct.pack(">BBHH", 1, 6, 5, 77)),
        bytes(600),
        b"\x01",
    ],
)
def test_a_damaged_request_is_given_up_at_the_next_silence(damaged):
    """Nothing is looked for within it: a write that begins in the middle was never sent."""

    async def scenario(line: Line) -> None:
        line.send(damaged)
        await asyncio.sleep(2 * SILENCE_S)
        assert await line.is_served()
        assert line.bank.writes == 0

    on_line(scenario)


def test_a_damaged_request_takes_what_follows_without_silence_with_it():
    async def scenario(line: Line) -> None:
        line.send(rtu(READ)[:-1] + b"\0", rtu(struct.pack(">BBHH", 1, 6, 5, 77)))
        await asyncio.sleep(2 * SILENCE_S)
        assert await line.is_served()
        assert line.bank.writes == 0

    on_line(scenario)


def test_an_unknown_function_is_refused_once_silence_has_ended_it():
    async def scenario(line: Line) -> None:
        line.send(rtu(bytes([1, 0x2B, 14, 1, 0])))
        assert await line.hears(bytes([1, 0xAB, 1]))
        assert await line.is_served()

    on_line(scenario)


def test_a_long_request_that_begins_like_an_answer_is_not_taken_for_one():
    """Only other units answer, so of a request to this one no part is ever cut off."""
    address, count = _begins_like_an_answer()
    values = checksum(struct.pack(">BBHH", 1, 16, address, count))[1:] + bytes(2 * count - 1)

    async def scenario(line: Line) -> None:
        request = struct.pack(">BBHHB", 1, 16, address, count, 2 * count) + values
        for part in (rtu(request)[:8], rtu(request)[8:]):
            line.send(part)
            await asyncio.sleep(0.005)
        assert await line.hears(request[:6])
        assert line.bank.writes == 1

    on_line(scenario)


def _begins_like_an_answer() -> tuple[int, int]:
    """Where the byte count of a request is also the first byte of its head's checksum."""
    for address in range(40):
        for count in range(1, 25):
            if checksum(struct.pack(">BBHH", 1, 16, address, count))[0] == 2 * count:
                return address, count
    raise LookupError


@POSIX
def test_an_adapter_that_is_unplugged_and_plugged_in_again_is_served(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(transport, "_REOPEN_S", 0.05)
    device = tmp_path / "usb"

    async def run() -> None:
        first = SerialCable()
        device.symlink_to(first.far)
        server = ModbusServer(WordsAndBits(), cabled(str(device)))
        assert await server.start() == 0
        assert await _read(first) == [1003]
        assert server.fault is None
        first.cut()
        await _until(lambda: server.fault is not None)
        assert server.fault.code == "PLC-008"
        await asyncio.sleep(0.12)
        second = SerialCable()
        device.unlink()
        device.symlink_to(second.far)
        await _until(lambda: "is open again" in caplog.text)
        assert server.fault is None
        assert await _read(second) == [1003]
        await server.stop()
        await asyncio.sleep(0)
        second.cut()

    with caplog.at_level(logging.WARNING):
        asyncio.run(run())
    assert caplog.text.count("is closed") == 1


@POSIX
def test_an_adapter_that_comes_back_after_the_end_is_left_alone(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(transport, "_REOPEN_S", 0.05)
    device = tmp_path / "usb"

    async def run() -> None:
        first = SerialCable()
        device.symlink_to(first.far)
        server = ModbusServer(WordsAndBits(), cabled(str(device)))
        await server.start()
        first.cut()
        await _until(lambda: "is closed" in caplog.text)
        await server.stop()
        second = SerialCable()
        device.unlink()
        device.symlink_to(second.far)
        await asyncio.sleep(0.12)
        second.cut()

    with caplog.at_level(logging.WARNING):
        asyncio.run(run())
    assert "is open again" not in caplog.text


async def _read(cable: SerialCable) -> list[int]:
    client = ModbusClient(cabled(cable.near), timeout_s=1.0)
    await client.connect()
    words = await client.read_input_registers(3, 1)
    client.close()
    await asyncio.sleep(0)
    return words


async def _until(done: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not done():
            await asyncio.sleep(0.01)


@POSIX
def test_a_port_that_is_stopped_is_opened_no_more(monkeypatch):
    monkeypatch.setattr(transport, "_REOPEN_S", 0.01)

    async def run() -> None:
        cable = SerialCable()
        server = ModbusServer(WordsAndBits(), cabled(cable.far))
        await server.start()
        await server.stop()
        await asyncio.sleep(0.05)
        again = ModbusServer(WordsAndBits(), cabled(cable.far))
        await again.start()
        await again.stop()
        await asyncio.sleep(0)
        cable.cut()

    asyncio.run(run())


@POSIX
def test_a_port_that_cannot_be_opened_is_named(tmp_path: Path):
    no_port = tmp_path / "file"
    no_port.write_bytes(b"")

    async def run() -> None:
        for device in (str(tmp_path / "none"), str(no_port)):
            with pytest.raises(SerialPortError, match=device):
                await ModbusServer(WordsAndBits(), Serial(device)).start()
            with pytest.raises(SerialPortError, match=device):
                await ModbusClient(Serial(device)).connect()
        cable = SerialCable()
        server = ModbusServer(WordsAndBits(), cabled(cable.far))
        await server.start()
        with pytest.raises(SerialPortError, match="lock"):
            await ModbusServer(WordsAndBits(), cabled(cable.far)).start()
        await server.stop()
        await asyncio.sleep(0)
        cable.cut()

    asyncio.run(run())
