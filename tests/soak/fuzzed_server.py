"""Our Modbus server in a process of its own, and what may be expected of it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import multiprocessing
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection

from modbus_mutations import crc16

from inspector.plc.bank import RegisterBank
from inspector.plc.registers import VISION_WORDS
from inspector.plc.server import ModbusServer, ServerLimits
from inspector.plc.transport import RtuOverTcp, Tcp

VISION = [1000 + offset for offset in range(VISION_WORDS)]
ANSWERED_UNITS = frozenset({0, 1, 255})
HANG_S = 10.0
_MBAP_BYTES = 7
_LENGTH_MAX = 254


@dataclass(frozen=True)
class Running:
    """A server process."""

    port: int
    pid: int
    control: Connection

    def log_lines(self) -> int:
        """How many it has logged."""
        self.control.send("log lines")
        assert self.control.poll(HANG_S), "the server's loop hangs"
        return int(self.control.recv())


@contextlib.contextmanager
def fuzzed_server(transport: type[Tcp] | type[RtuOverTcp]) -> Iterator[Running]:
    """A server on a free port of loopback."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(transport, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        assert ours.poll(HANG_S), "the server does not start"
        yield Running(ours.recv(), process.pid or 0, ours)
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()


class _Counting(logging.Handler):
    lines = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.lines += 1


def _serve(transport: type[Tcp] | type[RtuOverTcp], control: Connection) -> None:
    """Runs in the process, until it is killed."""
    log = _Counting()
    logging.getLogger().addHandler(log)

    async def run() -> None:
        bank = RegisterBank(lambda: None)
        bank.vision.words = list(VISION)
        server = ModbusServer(bank, transport("127.0.0.1", 0), ServerLimits(connections_max=64))
        control.send(await server.start())
        asyncio.get_running_loop().add_reader(control.fileno(), tell)
        await asyncio.Event().wait()

    def tell() -> None:
        control.recv()
        control.send(log.lines)

    asyncio.run(run())


def answers_to(port: int, chunks: list[bytes]) -> bytes:
    """All that the server says to this stream until it hangs up; it is told that no more comes.

    A connection that is reset has lost an unknown part of the answers, told by ``ConnectionError``.
    """
    said = bytearray()
    with socket.create_connection(("127.0.0.1", port), timeout=HANG_S) as link:
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for chunk in chunks:
            link.sendall(chunk)
        _say_the_end(link)
        while received := link.recv(65_536):
            said += received
    return bytes(said)


def _say_the_end(link: socket.socket) -> None:
    try:
        link.shutdown(socket.SHUT_WR)
    except OSError as error:
        raise ConnectionResetError from error  # it is no connection any more


@dataclass(frozen=True)
class Expected:
    """What Modbus TCP demands for a stream.

    Attributes:
        heads: Transaction, unit and function of each request that is answered.
        broken: Whether a bad header ends the connection.
    """

    heads: tuple[tuple[int, int, int], ...]
    broken: bool


def expected_on_tcp(stream: bytes) -> Expected:
    """Split a stream as the specification says (Modbus Messaging on TCP/IP, 3.1.3)."""
    heads, at = [], 0
    while len(stream) - at >= _MBAP_BYTES:
        transaction_id, protocol, length, unit = struct.unpack_from(">HHHB", stream, at)
        if protocol != 0 or not 2 <= length <= _LENGTH_MAX:
            return Expected(tuple(heads), broken=True)
        if len(stream) - at < _MBAP_BYTES + length - 1:
            break
        heads.append((transaction_id, unit, stream[at + _MBAP_BYTES]))
        at += _MBAP_BYTES + length - 1
    return Expected(tuple(heads), broken=False)


def faults_on_tcp(said: bytes, expected: Expected) -> str | None:
    """What is wrong with the answers, if anything is."""
    at = 0
    for transaction_id, unit, function in expected.heads:
        if len(said) - at < _MBAP_BYTES + 2:
            return f"no answer to transaction {transaction_id}"
        got_id, protocol, length, got_unit = struct.unpack_from(">HHHB", said, at)
        answer = said[at + _MBAP_BYTES : at + _MBAP_BYTES + length - 1]
        at += _MBAP_BYTES + length - 1
        if (got_id, protocol, got_unit) != (transaction_id, 0, unit) or len(answer) != length - 1:
            return f"header of transaction {transaction_id}: {said[at - 20 : at + 20].hex(' ')}"
        if answer[0] not in (function, function | 0x80):
            return f"function {answer[0]} answers function {function}"
        if unit not in ANSWERED_UNITS and answer[1:] != b"\x0b":
            return f"unit {unit} is answered by {answer.hex(' ')}"
    return None if at == len(said) else "more answers than requests"


def faults_on_rtu(said: bytes, stream: bytes, first: bytes) -> str | None:
    """What is wrong with the answers; ``first`` is an undamaged frame that the stream begins with.

    Each answer must be whole and ours, and there must be a whole request to us for each.
    """
    answers = 0
    while said:
        length = _answer_bytes(said)
        frame, said = said[:length], said[length:]
        if len(frame) < length or frame[-2:] != crc16(frame[:-2]) or frame[0] != 1:
            return f"no whole answer of ours: {frame.hex(' ')}"
        answers += 1
    if first[0] == 1 and answers == 0 and first[1] in (2, 3, 4, 6, 16, 22, 23):
        return f"{first.hex(' ')} is not answered"
    if answers and answers > _requests_to_us(stream):
        return f"{answers} answers to fewer requests: {stream.hex(' ')}"
    return None


def _answer_bytes(said: bytes) -> int:
    if len(said) < 3 or said[1] & 0x80:
        return 5
    return 5 + said[2] if said[1] in (1, 2, 3, 4, 23) else 10 if said[1] == 22 else 8


def _requests_to_us(stream: bytes) -> int:
    """Spans that begin with our unit and end with their checksum."""
    found = 0
    for start, unit in enumerate(stream):
        if unit == 1:
            found += any(
                stream[end - 2 : end] == crc16(stream[start : end - 2])
                for end in range(start + 4, min(len(stream), start + 256) + 1)
            )
    return found
