"""The only file that knows pymodbus.

pymodbus encodes and decodes PDUs and carries the client; the server's connection handling is ours,
because version 3.16.1 drops pipelined requests, stalls after a bad header and floods the log for an
unknown unit (measured; see docs/decisions/0006-modbus-adapter.md).
"""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from functools import partial
from typing import Any

from pymodbus import FramerType, ModbusException
from pymodbus.client import AsyncModbusTcpClient
from pymodbus.constants import ExcCodes
from pymodbus.framer import FramerSocket
from pymodbus.pdu import DecodePDU, ExceptionResponse, ModbusPDU
from pymodbus.pdu.register_message import ReadWriteMultipleRegistersRequest

from inspector.clock import monotonic_ns
from inspector.domain.errors.plc import (
    ListenError,
    PlcConnectionError,
    PlcEchoMismatchError,
    PlcExceptionResponseError,
    PortInUseError,
)
from inspector.plc.bank import IllegalAddressError, RegisterBank
from inspector.plc.connection import Connection

_log = logging.getLogger(__name__)
_UNITS_ALWAYS = frozenset({0, 255})
_READ_DISCRETE_INPUTS = 2
_READ_INPUT_REGISTERS = 4
_FUNCTIONS = frozenset({_READ_DISCRETE_INPUTS, 3, _READ_INPUT_REGISTERS, 6, 16, 22, 23})

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class _Datastore:
    """A :class:`RegisterBank` in the shape that pymodbus' requests act on."""

    def __init__(self, bank: RegisterBank) -> None:
        self._bank = bank

    async def async_getValues(  # noqa: N802
        self, device_id: int, func_code: int, address: int, count: int = 1
    ) -> list[int] | list[bool] | ExcCodes:
        try:
            return self._read(func_code, address, count)
        except IllegalAddressError:
            return ExcCodes.ILLEGAL_ADDRESS

    def _read(self, function: int, address: int, count: int) -> list[int] | list[bool]:
        if function == _READ_DISCRETE_INPUTS:
            return self._bank.read_discrete_inputs(address, count)
        if function == _READ_INPUT_REGISTERS:
            return self._bank.read_input_registers(address, count)
        return self._bank.read_holding_registers(address, count)

    async def async_setValues(  # noqa: N802
        self, device_id: int, func_code: int, address: int, values: list[int]
    ) -> ExcCodes | None:
        try:
            self._bank.write_holding_registers(address, list(values))
        except IllegalAddressError:
            return ExcCodes.ILLEGAL_ADDRESS
        return None


class ModbusServer:
    """A Modbus TCP server on a :class:`RegisterBank`; runs in the caller's event loop.

    Args:
        bank: What may be read and written.
        host: Address to bind; loopback unless the station file names an interface.
        port: TCP port, 0 for any free one.
        units: Device ids that are answered, besides 0 and 255, which many clients send.
        allow: Networks that may connect; empty for all.
        connections_max: A further client is closed at once, unless one has been silent for long.
        idle_max_s: How long a client may be silent before a new one may take its place.
    """

    def __init__(
        self,
        bank: RegisterBank,
        host: str,
        port: int,
        units: Collection[int] = (1,),
        allow: Sequence[Network] = (),
        connections_max: int = 8,
        idle_max_s: float = 10.0,
    ) -> None:
        self._bank = bank
        self._datastore = _Datastore(bank)
        self._decoder = DecodePDU(True)
        self._framer = FramerSocket(self._decoder)
        self._host = host
        self._port = port
        self._units = _UNITS_ALWAYS | set(units)
        self._allow = tuple(allow)
        self._connections_max = connections_max
        self._idle_max_s = idle_max_s
        self._connections: set[Connection] = set()
        self._server: asyncio.Server | None = None

    async def start(self) -> int:
        """Listen; return the port.

        Raises:
            PortInUseError: another program has the port.
            ListenError: the address is not of this machine, or the port is not allowed.
        """
        loop = asyncio.get_running_loop()
        try:
            self._server = await loop.create_server(
                lambda: Connection(self), self._host, self._port
            )
        except OSError as error:
            kind = PortInUseError if error.errno == errno.EADDRINUSE else ListenError
            raise kind(f"cannot listen on {self._host}:{self._port} ({error})") from error
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def stop(self) -> None:
        """Close the listener and all connections."""
        if self._server is not None:
            self._server.close()
        self.disconnect_all()

    def disconnect_all(self) -> None:
        """Drop every client; they may connect again."""
        for connection in tuple(self._connections):
            connection.close()

    def admits(self, connection: Connection, host: str) -> bool:
        """Whether a new client may stay."""
        if self._allow and not any(ipaddress.ip_address(host) in net for net in self._allow):
            _log.warning("modbus client %s refused: not in the allow list", host)
            return False
        if len(self._connections) >= self._connections_max and not self._evict_silent():
            _log.warning("modbus client %s refused: %d are connected", host, len(self._connections))
            return False
        self._connections.add(connection)
        return True

    def _evict_silent(self) -> bool:
        """Make room: a PLC that lost its power left a connection that nobody will ever close."""
        oldest = min(self._connections, key=lambda connection: connection.heard_ns)
        if monotonic_ns() - oldest.heard_ns < self._idle_max_s * 1e9:
            return False
        self.forget(oldest)
        oldest.abort()
        return True

    def forget(self, connection: Connection) -> None:
        """A client is gone."""
        self._connections.discard(connection)

    def answer(self, frame: bytes) -> bytes:
        """The reply to one whole request frame."""
        unit, function = frame[6], frame[7]
        response = self._execute(frame[7:], unit)
        response.transaction_id = int.from_bytes(frame[:2], "big")
        response.dev_id = unit
        if isinstance(response, ExceptionResponse):
            response.function_code = function | 0x80
        reply: bytes = self._framer.buildFrame(response)
        return reply

    def _execute(self, pdu: bytes, unit: int) -> ModbusPDU:
        if unit not in self._units:
            return ExceptionResponse(pdu[0], ExcCodes.GATEWAY_NO_RESPONSE)
        if pdu[0] not in _FUNCTIONS:
            return ExceptionResponse(pdu[0], ExcCodes.ILLEGAL_FUNCTION)
        request = self._decoder.decode(pdu)
        if request is None:
            return ExceptionResponse(pdu[0], ExcCodes.ILLEGAL_VALUE)
        if isinstance(request, ReadWriteMultipleRegistersRequest) and not self._readable(request):
            return ExceptionResponse(pdu[0], ExcCodes.ILLEGAL_ADDRESS)
        return _run_to_end(request.datastore_update(self._datastore, unit))  # type: ignore[arg-type]

    def _readable(self, request: ReadWriteMultipleRegistersRequest) -> bool:
        """Asked before the write, so that a refused request has done nothing."""
        try:
            self._bank.read_holding_registers(request.read_address, request.read_count)
        except IllegalAddressError:
            return False
        return True


def _run_to_end(coroutine: Any) -> ModbusPDU:
    """Run a coroutine that never suspends, so that requests are atomic and stay in order."""
    try:
        coroutine.send(None)
    except StopIteration as stop:
        response: ModbusPDU = stop.value
        return response
    coroutine.close()
    return ExceptionResponse(0, ExcCodes.DEVICE_FAILURE)


def _honour_cancellation() -> None:
    """Raise a cancellation that came with the answer.

    pymodbus waits with ``asyncio.wait_for``, which in Python 3.11 forgets it
    (python/cpython#86296).
    """
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError


class ModbusClient:
    """A Modbus TCP client that sends each command once and believes only matching answers.

    No retries: a repeated command may be executed twice. The caller reconnects.
    """

    def __init__(self, host: str, port: int, timeout_s: float = 0.15, device_id: int = 1) -> None:
        self._client = AsyncModbusTcpClient(
            host,
            framer=FramerType.SOCKET,
            port=port,
            timeout=timeout_s,
            retries=0,
            reconnect_delay=0,
        )
        self._address = f"{host}:{port}"
        self._device_id = device_id

    async def connect(self) -> None:
        """Connect.

        Raises:
            PlcConnectionError: nobody listens.
        """
        connected = await self._client.connect()
        _honour_cancellation()
        if not connected:
            raise PlcConnectionError(f"no Modbus server answers at {self._address}")

    def close(self) -> None:
        """Disconnect; may be called at any time."""
        self._client.close()

    async def exchange(
        self, read_address: int, read_count: int, write_address: int, values: Sequence[int]
    ) -> list[int]:
        """Write and then read holding registers in one transaction (function 23).

        Raises:
            PlcConnectionError: no answer in time.
            PlcExceptionResponseError: the peer refused.
            PlcEchoMismatchError: the answer has the wrong length.
        """
        ask = partial(
            self._client.readwrite_registers,
            read_address=read_address,
            read_count=read_count,
            write_address=write_address,
            values=list(values),
            device_id=self._device_id,
        )
        return await self._registers(ask, read_count)

    async def read_holding_registers(self, address: int, count: int) -> list[int]:
        """Read holding registers (function 3); raises as :meth:`exchange`."""
        ask = partial(
            self._client.read_holding_registers, address, count=count, device_id=self._device_id
        )
        return await self._registers(ask, count)

    async def _registers(self, ask: Callable[[], Awaitable[ModbusPDU]], count: int) -> list[int]:
        try:
            response = await ask()
        except (ModbusException, OSError) as error:
            raise PlcConnectionError(f"{self._address} does not answer ({error})") from error
        finally:
            _honour_cancellation()
        if response.isError():
            function = response.function_code & 0x7F
            raise PlcExceptionResponseError(
                f"{self._address} refused function {function}: {response}"
            )
        if len(response.registers) != count:
            raise PlcEchoMismatchError(
                f"{self._address} sent {len(response.registers)} registers instead of {count}"
            )
        return list(response.registers)
