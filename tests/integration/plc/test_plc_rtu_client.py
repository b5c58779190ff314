"""The client on a serial line, where answers have no number: none late or foreign is believed."""

from __future__ import annotations

import asyncio
import contextlib
import os
import struct
import sys
import time
from collections.abc import Awaitable, Callable

import pytest
from plc_wires import SerialCable, cabled

from inspector.domain.errors.plc import (
    PlcConnectionError,
    PlcEchoMismatchError,
    PlcExceptionResponseError,
)
from inspector.plc.client import ModbusClient
from inspector.plc.codec import checksum, request_bytes

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")

READ_WORDS, WRITE_WORDS, WRITE_COILS = 3, 16, 15
TIMEOUT_S = 0.1


def rtu(frame: bytes) -> bytes:
    return frame + checksum(frame)


class Device:
    """Answers each request after the one before it, as ``answer`` says: after how long, and what.

    Attributes:
        asked: Requests without checksum, in order.
        asked_s: When each was whole.
    """

    def __init__(self, cable: SerialCable, answer: Callable[[bytes], tuple[float, bytes]]) -> None:
        self.asked: list[bytes] = []
        self.asked_s: list[float] = []
        self._answer = answer
        self._buffer = bytearray()
        self._due: asyncio.Queue[bytes] = asyncio.Queue()
        self._end = os.open(cable.far, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        asyncio.get_running_loop().add_reader(self._end, self._hear)
        self._work = asyncio.create_task(self._answer_in_order())

    def say(self, what: bytes) -> None:
        os.write(self._end, what)

    def close(self) -> None:
        self._work.cancel()
        asyncio.get_running_loop().remove_reader(self._end)
        os.close(self._end)

    def _hear(self) -> None:
        self._buffer += os.read(self._end, 4096)
        while length := request_bytes(bytes(self._buffer[1:])):
            if len(self._buffer) < length + 3:
                return
            self.asked.append(bytes(self._buffer[: length + 1]))
            self.asked_s.append(time.monotonic())
            del self._buffer[: length + 3]
            self._due.put_nowait(self.asked[-1])

    async def _answer_in_order(self) -> None:
        while True:
            delay_s, what = self._answer(await self._due.get())
            await asyncio.sleep(delay_s)
            self.say(what)


def is_probe(request: bytes) -> bool:
    """The tests read one word beyond address 0, so all other reads are the client's own."""
    address, count = struct.unpack(">HH", request[2:6])
    return request[1] == READ_WORDS and (address == 0 or count > 1)


def words(request: bytes) -> bytes:
    """A right answer: registers hold their address."""
    if request[1] != READ_WORDS:
        return rtu(request[:6])
    address, count = struct.unpack(">HH", request[2:6])
    return rtu(
        struct.pack(">BBB", request[0], READ_WORDS, 2 * count)
        + b"".join(struct.pack(">H", address + number) for number in range(count))
    )


def with_device(
    answer: Callable[[bytes], tuple[float, bytes]],
    scenario: Callable[[ModbusClient, Device], Awaitable[None]],
    baud_rate: int = 115200,
    timeout_s: float = TIMEOUT_S,
) -> None:
    async def run() -> None:
        cable = SerialCable()
        device = Device(cable, answer)
        client = ModbusClient(cabled(cable.near, baud_rate), timeout_s)
        try:
            await scenario(client, device)
        finally:
            client.close()
            device.close()
            await asyncio.sleep(0)
            cable.cut()

    asyncio.run(run())


def in_time(request: bytes) -> tuple[float, bytes]:
    return 0, words(request)


def test_a_connection_begins_with_a_read_that_none_before_it_resembles():
    async def scenario(client: ModbusClient, device: Device) -> None:
        for _ in range(3):
            await client.connect()
        await client.read_holding_registers(22, 4)
        await client.connect()
        await client.exchange(30, 6, 0, [0])
        await client.connect()
        await client.connect()
        assert [request[2:6] for request in device.asked if request[1] == READ_WORDS] == [
            struct.pack(">HH", *read)
            for read in ((0, 1), (0, 2), (0, 3), (22, 4), (22, 5), (30, 7), (30, 8))
        ]

    def answer(request: bytes) -> tuple[float, bytes]:
        return 0, rtu(bytes([1, 23, 12, *bytes(12)])) if request[1] == 23 else words(request)

    with_device(answer, scenario)


def test_lengths_of_probes_are_used_again_in_the_end():
    async def scenario(client: ModbusClient, device: Device) -> None:
        for length in range(2, 60):
            await client.connect()
            await client.read_holding_registers(1, length)
        for _ in range(60):
            await client.connect()
        assert len(device.asked) == 58 * 2 + 60

    with_device(in_time, scenario, timeout_s=10)


@pytest.mark.parametrize("late_s", [0.15, 0.25, 0.35])
@pytest.mark.parametrize("probes", ["answered", "refused"])
@pytest.mark.parametrize("late", ["answer", "refusal"])
def test_a_late_answer_is_never_taken_for_the_next_requests(late_s, probes, late):
    """All ask for one register, so but for the probe nothing would tell the answers apart."""
    delays = [late_s]

    def answer(request: bytes) -> tuple[float, bytes]:
        if is_probe(request):
            return 0, words(request) if probes == "answered" else rtu(bytes([1, 0x83, 2]))
        if delays:
            return delays.pop(), words(request) if late == "answer" else rtu(bytes([1, 0x83, 4]))
        return 0, words(request)

    async def scenario(client: ModbusClient, device: Device) -> None:
        await client.connect()
        with pytest.raises(PlcConnectionError, match="does not answer within 1"):
            await client.read_holding_registers(11, 1)
        async with asyncio.timeout(5):
            for register in range(22, 52):
                assert await _read_reconnecting(client, register) == [register]
                await asyncio.sleep(0.01)
        assert not delays

    with_device(answer, scenario)


async def _read_reconnecting(client: ModbusClient, register: int) -> list[int]:
    while True:
        try:
            return await client.read_holding_registers(register, 1)
        except PlcConnectionError:
            with contextlib.suppress(PlcConnectionError):
                await client.connect()


def test_a_device_that_does_not_answer_is_not_connected():
    async def scenario(client: ModbusClient, device: Device) -> None:
        with pytest.raises(PlcConnectionError, match="does not answer"):
            await client.connect()
        with pytest.raises(PlcConnectionError, match="not connected"):
            await client.read_holding_registers(22, 1)
        assert len(device.asked) > 1

    with_device(lambda request: (0, b""), scenario)


def test_a_device_that_wakes_up_with_old_questions_is_asked_until_it_answers_the_last():
    """As one that hung while its line kept what it was asked."""
    asleep_until_s = time.monotonic() + 0.65

    def answer(request: bytes) -> tuple[float, bytes]:
        return max(asleep_until_s - time.monotonic(), 0), words(request)

    async def scenario(client: ModbusClient, device: Device) -> None:
        await client.connect()
        assert len(device.asked) > 3
        for register in range(11, 31):
            assert await client.read_holding_registers(register, 1) == [register]

    with_device(answer, scenario)


def test_noise_between_two_requests_is_thrown_away():
    async def scenario(client: ModbusClient, device: Device) -> None:
        await client.connect()
        for register in range(10):
            device.say(words(bytes([1, READ_WORDS, 0, 99, 0, 1])) + b"\xff")
            await asyncio.sleep(0.01)
            assert await client.read_holding_registers(register, 1) == [register]

    with_device(in_time, scenario)


def test_noise_right_behind_an_answer_is_thrown_away():
    def answer(request: bytes) -> tuple[float, bytes]:
        return 0, words(request) + (b"" if is_probe(request) else b"\xff\x00\x01")

    async def scenario(client: ModbusClient, device: Device) -> None:
        await client.connect()
        for register in range(11, 31):
            assert await client.read_holding_registers(register, 1) == [register]
            await asyncio.sleep(0.001)

    with_device(answer, scenario)


def test_a_late_refusal_is_not_taken_for_that_of_the_probe():
    """Else the probe's own answer would come late, and be taken for the caller's next."""
    delays = [0.15]

    def answer(request: bytes) -> tuple[float, bytes]:
        if delays and not is_probe(request):
            return delays.pop(), rtu(bytes([1, 0x83, 4]))
        return 0.03, words(request)

    async def scenario(client: ModbusClient, device: Device) -> None:
        await client.connect()
        with pytest.raises(PlcConnectionError, match="within"):
            await client.read_holding_registers(11, 1)
        await client.connect()
        assert device.asked[2][2:] == struct.pack(">HH", 11, 2)
        assert await client.read_holding_registers(22, 2) == [22, 23]

    with_device(answer, scenario)


@pytest.mark.parametrize(
    ("lie", "error", "message"),
    [
        (
            rtu(bytes([2, 3, 2, 0, 22])),
            PlcEchoMismatchError,
            "unit 2, function 3 instead",
        ),
        (rtu(bytes([1, 4, 2, 0, 22])), PlcEchoMismatchError, "function 4 instead of"),
        (rtu(bytes([2, 0x83, 2])), PlcEchoMismatchError, "unit 2"),
        (rtu(bytes([1, 3, 4, 0, 22, 0, 23])), PlcEchoMismatchError, "4 bytes instead of 2"),
        (rtu(bytes([1, 3, 2, 0, 22]))[:-1] + b"\0", PlcConnectionError, "wrong checksum"),
        (rtu(bytes([1, 99, 2, 0, 22])), PlcConnectionError, "no answer begins with 01 63"),
        (rtu(bytes([1, 3, 2, 0, 22]))[:-1], PlcConnectionError, "within"),
    ],
)
def test_what_is_not_the_answer_ends_the_link(lie, error, message):
    def answer(request: bytes) -> tuple[float, bytes]:
        return 0, words(request) if is_probe(request) else lie

    async def scenario(client: ModbusClient, device: Device) -> None:
        await client.connect()
        with pytest.raises(error, match=message):
            await client.read_holding_registers(22, 1)
        with pytest.raises(PlcConnectionError):
            await client.read_holding_registers(22, 1)
        assert len(device.asked) == 2

    with_device(answer, scenario)


@pytest.mark.parametrize("code", [1, 2, 4, 6])
def test_a_refusal_is_an_answer(code):
    def answer(request: bytes) -> tuple[float, bytes]:
        return 0, words(request) if is_probe(request) else rtu(bytes([1, 0x83, code]))

    async def scenario(client: ModbusClient, device: Device) -> None:
        await client.connect()
        for _ in range(2):
            with pytest.raises(PlcExceptionResponseError, match=f"exception {code} "):
                await client.read_holding_registers(22, 1)

    with_device(answer, scenario)


@pytest.mark.parametrize(
    "echo",
    [
        struct.pack(">BBHH", 1, WRITE_COILS, 4, 3),
        struct.pack(">BBHH", 1, WRITE_COILS, 5, 2),
        struct.pack(">BBHH", 1, WRITE_COILS, 999, 0),
    ],
)
def test_the_confirmation_of_another_write_is_not_believed(echo):
    def answer(request: bytes) -> tuple[float, bytes]:
        return 0, words(request) if is_probe(request) else rtu(echo)

    async def scenario(client: ModbusClient, device: Device) -> None:
        await client.connect()
        with pytest.raises(PlcEchoMismatchError, match="instead of 0f 00 05 00 03"):
            await client.write_coils(5, [True, False, True])
        with pytest.raises(PlcConnectionError, match="not connected"):
            await client.write_coils(5, [True, False, True])

    with_device(answer, scenario)


def test_a_request_that_is_given_up_takes_the_link_with_it():
    """Its answer would be taken for that of the next."""

    def answer(request: bytes) -> tuple[float, bytes]:
        return (0 if is_probe(request) else 0.05), words(request)

    async def scenario(client: ModbusClient, device: Device) -> None:
        await client.connect()
        reading = asyncio.create_task(client.read_holding_registers(11, 1))
        await asyncio.sleep(0.02)
        reading.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await reading
        with pytest.raises(PlcConnectionError):
            await client.read_holding_registers(22, 1)
        await client.connect()
        assert await client.read_holding_registers(22, 1) == [22]

    with_device(answer, scenario)


def test_a_slow_line_is_given_the_time_that_it_needs():
    """125 words take 2.4 s at 1200 baud; only what the device dawdles counts as its time."""

    def answer(request: bytes) -> tuple[float, bytes]:
        return (0 if request[5] == 1 and is_probe(request) else 0.4), words(request)

    async def scenario(client: ModbusClient, device: Device) -> None:
        await client.connect()
        assert await client.read_holding_registers(1, 125) == list(range(1, 126))
        with pytest.raises(PlcConnectionError, match=r"within 2\d\d ms"):
            await client.read_holding_registers(1, 1)

    with_device(answer, scenario, baud_rate=1200, timeout_s=0.1)


def test_the_line_is_silent_before_each_request():
    said_s: list[float] = []

    def answer(request: bytes) -> tuple[float, bytes]:
        said_s.append(time.monotonic())
        return 0, words(request)

    async def scenario(client: ModbusClient, device: Device) -> None:
        await client.connect()
        for _ in range(5):
            await client.read_holding_registers(0, 1)
        gaps = [asked - said for said, asked in zip(said_s, device.asked_s[1:], strict=False)]
        assert min(gaps) >= 3.5 * 11 / 1200

    with_device(answer, scenario, baud_rate=1200)


def test_a_write_goes_out_once_even_when_no_answer_comes():
    def answer(request: bytes) -> tuple[float, bytes]:
        return 0, words(request) if is_probe(request) else b""

    async def scenario(client: ModbusClient, device: Device) -> None:
        await client.connect()
        with pytest.raises(PlcConnectionError, match="within"):
            await client.write_holding_registers(5, [1])
        await asyncio.sleep(0.05)
        assert [request[1] for request in device.asked] == [READ_WORDS, WRITE_WORDS]

    with_device(answer, scenario)


def test_a_connection_that_is_given_up_leaves_nothing_open():

    def answer(request: bytes) -> tuple[float, bytes]:
        return 0, b""

    async def scenario(client: ModbusClient, device: Device) -> None:
        connecting = asyncio.create_task(client.connect())
        await asyncio.sleep(0.02)
        connecting.cancel()
        await asyncio.wait([connecting], timeout=5)
        assert connecting.cancelled()
        with pytest.raises(PlcConnectionError, match="not connected"):
            await client.read_holding_registers(0, 1)

    with_device(answer, scenario)
