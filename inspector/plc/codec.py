"""Modbus PDUs, encoded, decoded and executed; the only file that knows pymodbus.

Only pymodbus' message classes are used. Its clients, servers and framers are not: version 3.16.1
repeats commands, believes late and foreign answers, drops pipelined requests and floods the log
(each reproduced; see docs/decisions/0006-modbus-adapter.md).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from typing import Any, Final

from pymodbus import ModbusException
from pymodbus.constants import ExcCodes
from pymodbus.framer import FramerRTU
from pymodbus.pdu import ModbusPDU
from pymodbus.pdu import bit_message as bits
from pymodbus.pdu import register_message as registers

from inspector.plc.bank import Bank, IllegalAddressError, IllegalFunctionError


class Function(IntEnum):
    """The function codes that are spoken here."""

    READ_COILS = 1
    READ_DISCRETE_INPUTS = 2
    READ_HOLDING_REGISTERS = 3
    READ_INPUT_REGISTERS = 4
    WRITE_SINGLE_COIL = 5
    WRITE_SINGLE_REGISTER = 6
    WRITE_MULTIPLE_COILS = 15
    WRITE_MULTIPLE_REGISTERS = 16
    MASK_WRITE_REGISTER = 22
    READ_WRITE_REGISTERS = 23


class ExceptionCode(IntEnum):
    """What a refusal says."""

    ILLEGAL_FUNCTION = 1
    ILLEGAL_ADDRESS = 2
    ILLEGAL_VALUE = 3
    DEVICE_FAILURE = 4
    DEVICE_BUSY = 6
    NO_SUCH_UNIT = 11


PDU_BYTES_MAX: Final = 253
WRITES: Final = frozenset(
    {
        Function.WRITE_SINGLE_COIL,
        Function.WRITE_SINGLE_REGISTER,
        Function.WRITE_MULTIPLE_COILS,
        Function.WRITE_MULTIPLE_REGISTERS,
        Function.MASK_WRITE_REGISTER,
        Function.READ_WRITE_REGISTERS,
    }
)
_READS_WORDS: Final = frozenset(
    {
        Function.READ_HOLDING_REGISTERS,
        Function.READ_INPUT_REGISTERS,
        Function.READ_WRITE_REGISTERS,
    }
)
_EXCEPTION: Final = 0x80
_COIL_VALUES: Final = frozenset({b"\x00\x00", b"\xff\x00"})

_REQUESTS: Final[Mapping[int, type[ModbusPDU]]] = {
    Function.READ_COILS: bits.ReadCoilsRequest,
    Function.READ_DISCRETE_INPUTS: bits.ReadDiscreteInputsRequest,
    Function.READ_HOLDING_REGISTERS: registers.ReadHoldingRegistersRequest,
    Function.READ_INPUT_REGISTERS: registers.ReadInputRegistersRequest,
    Function.WRITE_SINGLE_COIL: bits.WriteSingleCoilRequest,
    Function.WRITE_SINGLE_REGISTER: registers.WriteSingleRegisterRequest,
    Function.WRITE_MULTIPLE_COILS: bits.WriteMultipleCoilsRequest,
    Function.WRITE_MULTIPLE_REGISTERS: registers.WriteMultipleRegistersRequest,
    Function.MASK_WRITE_REGISTER: registers.MaskWriteRegisterRequest,
    Function.READ_WRITE_REGISTERS: registers.ReadWriteMultipleRegistersRequest,
}
_REQUEST_BYTES: Final = {
    Function.READ_COILS: 5,
    Function.READ_DISCRETE_INPUTS: 5,
    Function.READ_HOLDING_REGISTERS: 5,
    Function.READ_INPUT_REGISTERS: 5,
    Function.WRITE_SINGLE_COIL: 5,
    Function.WRITE_SINGLE_REGISTER: 5,
    Function.MASK_WRITE_REGISTER: 7,
}
_BYTE_COUNT_AT: Final = {
    Function.WRITE_MULTIPLE_COILS: 5,
    Function.WRITE_MULTIPLE_REGISTERS: 5,
    Function.READ_WRITE_REGISTERS: 9,
}
_ANSWERS_BY_ECHO: Final = WRITES - {Function.READ_WRITE_REGISTERS}


def request_bytes(pdu: bytes) -> int | None:
    """How long the request is that begins so.

    Returns:
        Its bytes; 0 while that cannot be seen yet; ``None`` for a function that is not spoken.
    """
    if not pdu:
        return 0
    if pdu[0] in _REQUEST_BYTES:
        return _REQUEST_BYTES[Function(pdu[0])]
    if pdu[0] not in _BYTE_COUNT_AT:
        return None
    at = _BYTE_COUNT_AT[Function(pdu[0])]
    return at + 1 + pdu[at] if len(pdu) > at else 0


def answer_bytes(pdu: bytes) -> int | None:
    """How long the answer is that begins so; as :func:`request_bytes`."""
    if not pdu:
        return 0
    if pdu[0] & _EXCEPTION:
        return 2
    if pdu[0] not in _REQUESTS:
        return None
    if pdu[0] in _ANSWERS_BY_ECHO:
        return 7 if pdu[0] == Function.MASK_WRITE_REGISTER else 5
    return 2 + pdu[1] if len(pdu) > 1 else 0


def checksum(frame: bytes) -> bytes:
    """The CRC-16 of a frame of Modbus RTU, in the order in which it is sent."""
    return FramerRTU.compute_CRC(frame).to_bytes(2, "big")


def refusal(function: int, code: ExceptionCode) -> bytes:
    """The answer that refuses a request."""
    return bytes([function | _EXCEPTION, code])


class Executor:
    """Carries out requests on a bank."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._datastore = _Datastore(bank)

    def execute(self, pdu: bytes) -> bytes:
        """Carry out one request and return its answer, without a suspension.

        A request that is refused has done nothing.
        """
        function = pdu[0]
        if function not in _REQUESTS:
            return refusal(function, ExceptionCode.ILLEGAL_FUNCTION)
        request = _decoded(pdu)
        if request is None:
            return refusal(function, ExceptionCode.ILLEGAL_VALUE)
        if isinstance(request, registers.ReadWriteMultipleRegistersRequest):
            code = _refuses_read(self._bank, request)
            if code is not None:
                return refusal(function, code)
        return _run_to_end(function, request.datastore_update(self._datastore, 0))  # type: ignore[arg-type]


def _decoded(pdu: bytes) -> ModbusPDU | None:
    if len(pdu) != request_bytes(pdu):
        return None
    if pdu[0] == Function.WRITE_SINGLE_COIL and pdu[3:5] not in _COIL_VALUES:
        return None
    request = _REQUESTS[pdu[0]]()
    try:
        request.decode(pdu[1:])
    except (ModbusException, ValueError, struct.error):
        return None
    return request


def _refuses_read(
    bank: Bank, request: registers.ReadWriteMultipleRegistersRequest
) -> ExceptionCode | None:
    """Asked before the write, so that a refused request has done nothing."""
    try:
        bank.read_holding_registers(request.read_address, request.read_count)
    except IllegalAddressError:
        return ExceptionCode.ILLEGAL_ADDRESS
    except IllegalFunctionError:
        return ExceptionCode.ILLEGAL_FUNCTION
    return None


def _run_to_end(function: int, coroutine: Any) -> bytes:
    """Run a coroutine that never suspends, so that requests are atomic and stay in order."""
    try:
        coroutine.send(None)
    except StopIteration as stop:
        answer: ModbusPDU = stop.value
        if answer.function_code in _READS_WORDS:  # pymodbus packs each word by itself
            words = answer.registers
            return struct.pack(f">BB{len(words)}H", function, 2 * len(words), *words)
        return bytes([answer.function_code]) + answer.encode()
    coroutine.close()
    return refusal(function, ExceptionCode.DEVICE_FAILURE)


class _Datastore:
    """A :class:`Bank` in the shape that pymodbus' requests act on."""

    def __init__(self, bank: Bank) -> None:
        self._read: dict[int, Callable[[int, int], list[Any]]] = {
            Function.READ_COILS: bank.read_coils,
            Function.WRITE_SINGLE_COIL: bank.read_coils,
            Function.READ_DISCRETE_INPUTS: bank.read_discrete_inputs,
            Function.READ_INPUT_REGISTERS: bank.read_input_registers,
        }
        self._write: dict[int, Callable[[int, list[Any]], None]] = {
            Function.WRITE_SINGLE_COIL: bank.write_coils,
            Function.WRITE_MULTIPLE_COILS: bank.write_coils,
        }
        self._bank = bank

    async def async_getValues(  # noqa: N802
        self, device_id: int, function: int, address: int, count: int = 1
    ) -> list[Any] | ExcCodes:
        read = self._read.get(function, self._bank.read_holding_registers)
        try:
            return read(address, count)
        except IllegalAddressError:
            return ExcCodes.ILLEGAL_ADDRESS
        except IllegalFunctionError:
            return ExcCodes.ILLEGAL_FUNCTION

    async def async_setValues(  # noqa: N802
        self, device_id: int, function: int, address: int, values: list[Any]
    ) -> ExcCodes | None:
        write = self._write.get(function, self._bank.write_holding_registers)
        try:
            write(address, list(values))
        except IllegalAddressError:
            return ExcCodes.ILLEGAL_ADDRESS
        except IllegalFunctionError:
            return ExcCodes.ILLEGAL_FUNCTION
        return None


def read_request(function: Function, address: int, count: int) -> bytes:
    """Ask for ``count`` bits or words.

    Raises:
        ValueError: more than one request can carry.
    """
    return _encoded(_REQUESTS[function](address=address, count=count))


def write_registers_request(address: int, values: Sequence[int]) -> bytes:
    """Function 16; raises as :func:`read_request`."""
    request = registers.WriteMultipleRegistersRequest(address=address, registers=list(values))
    request.verifyAddress()
    request.verifyCount(_WRITE_WORDS_MAX)
    return _encoded(request)


def write_coils_request(address: int, values: Sequence[bool]) -> bytes:
    """Function 15; raises as :func:`read_request`."""
    return _encoded(bits.WriteMultipleCoilsRequest(address=address, bits=list(values)))


def exchange_request(
    read_address: int, read_count: int, write_address: int, values: Sequence[int]
) -> bytes:
    """Function 23: write, then read; raises as :func:`read_request`."""
    return _encoded(
        registers.ReadWriteMultipleRegistersRequest(
            read_address, read_count, write_address, list(values)
        )
    )


_WRITE_WORDS_MAX: Final = 123


def _encoded(request: ModbusPDU) -> bytes:
    try:
        return bytes([request.function_code]) + request.encode()
    except struct.error as error:
        raise ValueError(str(error)) from error


def words_of(answer: bytes) -> list[int]:
    """The registers of a whole answer that carries some."""
    return list(struct.unpack_from(f">{answer[1] // 2}H", answer, 2))


def bits_of(answer: bytes, count: int) -> list[bool]:
    """The first ``count`` bits of a whole answer that carries some."""
    response = bits.ReadCoilsResponse()
    response.decode(answer[1:])
    return list(response.bits[:count])
