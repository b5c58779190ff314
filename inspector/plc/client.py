"""A Modbus client that sends each command once and believes only matching answers."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final

from inspector.domain.errors.plc import (
    PlcConnectionError,
    PlcEchoMismatchError,
    PlcError,
    PlcExceptionResponseError,
)
from inspector.plc.client_connection import ClientConnection
from inspector.plc.codec import (
    Function,
    bits_of,
    exchange_request,
    read_request,
    words_of,
    write_coils_request,
    write_registers_request,
)
from inspector.plc.framing import Framing, Mbap, Message, RtuAnswers, RtuProbeAnswers
from inspector.plc.transport import RtuOverTcp, Serial, Tls, Transport, connect
from inspector.plc.unanswered import Unanswered

_EXCEPTION: Final = 0x80
_TRANSACTIONS: Final = 0x10000
_ECHO_BYTES: Final = 5
_RTU_OVERHEAD_BYTES: Final = 3
_PROBE_WORDS_MAX: Final = 60
"""Reads of so many lengths tell apart what a device may still have to answer."""
_PROBING_S: Final = 1.0
_LENGTHS_MAX: Final = 40
_LOST_S: Final = 1.0
_LOST_TIMEOUTS: Final = 20
"""After so long, and so many time-outs, a request or its answer must have been lost."""
_EXCEPTION_NAMES: Final = {
    1: "illegal function",
    2: "illegal data address",
    3: "illegal data value",
    4: "server device failure",
    5: "acknowledge",
    6: "server device busy",
    8: "memory parity error",
    10: "gateway path unavailable",
    11: "gateway target device failed to respond",
}


class ModbusClient:
    """Asks one device, one request at a time.

    No retries: a repeated command may be executed twice. After a time-out or an answer that does
    not match, the connection is closed, and the caller connects anew.

    Args:
        transport: Where the device is.
        timeout_s: Longest wait for an answer, besides the time for which a serial line carries it.
        device_id: The device's unit identifier.
    """

    def __init__(self, transport: Transport, timeout_s: float = 0.1, device_id: int = 1) -> None:
        self._transport = transport
        self._timeout_s = timeout_s
        self._device_id = device_id
        self._rtu = isinstance(transport, Serial | RtuOverTcp)
        self._connection: ClientConnection | None = None
        serial = transport if isinstance(transport, Serial) else None
        self._character_s = serial.character_s if serial else 0.0
        self._gap_s = serial.gap_s if serial else 0.0
        self._transaction_id = 0
        self._unanswered = Unanswered(max(_LOST_S, _LOST_TIMEOUTS * timeout_s))
        self._read_address = 0
        self._lengths: set[int] = set()
        self._probe_words = 0
        self._turn = asyncio.Lock()

    async def connect(self) -> None:
        """Connect.

        Raises:
            PlcConnectionError: nobody listens.
            PlcCertificateError: a certificate is missing, or one side does not trust the other's.
                That the peer refuses ours, the first request may be the first to learn.
            SerialPortError: the serial port cannot be opened.
        """
        self.close()
        async with self._turn:
            try:
                self._connection = await self._open()
                if self._rtu:
                    await self._outlast_late_answers(self._connection)
            except (PlcError, asyncio.CancelledError):
                self.close()
                raise

    async def _open(self) -> ClientConnection:
        framing: Framing = RtuAnswers() if self._rtu else Mbap()
        connection = ClientConnection(
            framing, str(self._transport), gap_s=self._gap_s, tls=isinstance(self._transport, Tls)
        )
        await connect(self._transport, connection)
        return connection

    async def _outlast_late_answers(self, connection: ClientConnection) -> None:
        """Wait until no answer to an earlier request can come any more; RTU does not number them.

        A device answers in order. So nothing older can follow its answer to a read of another
        length than all that it may still have to answer. A device that refuses that read has
        answered everything once it has answered as often as it was asked.
        """
        loop = asyncio.get_running_loop()
        end_s = loop.time() + _PROBING_S
        while not await self._probe(connection):
            if loop.time() >= end_s:
                raise PlcConnectionError(f"{self._transport} does not answer")

    async def _probe(self, connection: ClientConnection) -> bool:
        """Read as many words as no request and no recent probe before; whether all is answered."""
        function = Function.READ_HOLDING_REGISTERS
        self._probe_words = self._probe_words % _PROBE_WORDS_MAX + 1
        while self._probe_words in self._lengths:
            self._probe_words = self._probe_words % _PROBE_WORDS_MAX + 1
        pdu = read_request(function, self._read_address, self._probe_words)
        timeout_s = self._timeout_s + self._wire_s(pdu, 2 + 2 * self._probe_words)
        self._unanswered.ask()
        framing = RtuProbeAnswers(
            self._device_id, function, self._probe_words, self._unanswered.count
        )
        answer = await connection.probe(Message(self._device_id, pdu), timeout_s, framing)
        if answer:
            self._unanswered.forget()
        else:
            self._unanswered.hear(framing.earlier)
        return bool(answer)

    def close(self) -> None:
        """Disconnect; may be called at any time."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    async def exchange(
        self, read_address: int, read_count: int, write_address: int, values: Sequence[int]
    ) -> list[int]:
        """Write and then read holding registers in one transaction (function 23).

        Raises:
            PlcConnectionError: not connected, or no answer in time.
            PlcExceptionResponseError: the peer refused.
            PlcEchoMismatchError: the answer is not the one to this request.
            ValueError: more than one request can carry.
        """
        request = exchange_request(read_address, read_count, write_address, values)
        self._note_read(read_address, read_count)
        return await self._words(request, read_count)

    async def read_holding_registers(self, address: int, count: int) -> list[int]:
        """Read holding registers (function 3); raises as :meth:`exchange`."""
        request = read_request(Function.READ_HOLDING_REGISTERS, address, count)
        self._note_read(address, count)
        return await self._words(request, count)

    async def read_input_registers(self, address: int, count: int) -> list[int]:
        """Read input registers (function 4); raises as :meth:`exchange`."""
        return await self._words(read_request(Function.READ_INPUT_REGISTERS, address, count), count)

    async def read_coils(self, address: int, count: int) -> list[bool]:
        """Read coils (function 1); raises as :meth:`exchange`."""
        return await self._bits(read_request(Function.READ_COILS, address, count), count)

    async def read_discrete_inputs(self, address: int, count: int) -> list[bool]:
        """Read discrete inputs (function 2); raises as :meth:`exchange`."""
        return await self._bits(read_request(Function.READ_DISCRETE_INPUTS, address, count), count)

    async def write_holding_registers(self, address: int, values: Sequence[int]) -> None:
        """Write holding registers (function 16); raises as :meth:`exchange`."""
        await self._write(write_registers_request(address, values))

    async def write_coils(self, address: int, values: Sequence[bool]) -> None:
        """Write coils (function 15); raises as :meth:`exchange`."""
        await self._write(write_coils_request(address, values))

    def _note_read(self, address: int, count: int) -> None:
        """Probes look where there are registers, and like no read of the caller's."""
        self._read_address = address
        if len(self._lengths) < _LENGTHS_MAX:
            self._lengths.add(count)

    async def _words(self, request: bytes, count: int) -> list[int]:
        answer = await self._ask(request, 2 + 2 * count)
        self._require_bytes(answer, 2 * count)
        return words_of(answer)

    async def _bits(self, request: bytes, count: int) -> list[bool]:
        expected = (count + 7) // 8
        answer = await self._ask(request, 2 + expected)
        self._require_bytes(answer, expected)
        return bits_of(answer, count)

    async def _write(self, request: bytes) -> None:
        answer = await self._ask(request, _ECHO_BYTES)
        if answer != request[:_ECHO_BYTES]:
            self._mismatch(
                f"confirmed {answer.hex(' ')} instead of {request[:_ECHO_BYTES].hex(' ')}"
            )

    def _require_bytes(self, answer: bytes, expected: int) -> None:
        got = len(answer) - 2
        if got != expected or answer[1] != expected:
            self._mismatch(f"sent {got} bytes instead of {expected}")

    def _mismatch(self, what: str) -> None:
        self.close()
        raise PlcEchoMismatchError(f"{self._transport} {what}")

    def _wire_s(self, request: bytes, answer_bytes: int) -> float:
        """How long the serial line carries a request and its answer."""
        return (len(request) + answer_bytes + 2 * _RTU_OVERHEAD_BYTES) * self._character_s

    async def _ask(self, pdu: bytes, answer_bytes: int) -> bytes:
        async with self._turn:
            if self._connection is None:
                raise PlcConnectionError(f"{self._transport} does not answer (not connected)")
            if not self._rtu:
                self._transaction_id = (self._transaction_id + 1) % _TRANSACTIONS
            message = Message(self._device_id, pdu, self._transaction_id)
            timeout_s = self._timeout_s + self._wire_s(pdu, answer_bytes)
            self._unanswered.ask()
            try:
                answer = await self._connection.ask(message, timeout_s)
            except PlcError:
                self.close()
                raise
            self._unanswered.forget()
        if answer[0] & _EXCEPTION:
            code = answer[1] if len(answer) > 1 else 0
            raise PlcExceptionResponseError(
                f"{self._transport} refused function {pdu[0]}: exception {code} "
                f"({_EXCEPTION_NAMES.get(code, 'not in the specification')})"
            )
        return answer
