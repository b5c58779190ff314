"""A Modbus server on a bank; runs in the caller's event loop."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
from dataclasses import dataclass
from typing import Final

from inspector.clock import monotonic_ns
from inspector.domain.errors.plc import ModbusClientRefusedError, PlcError
from inspector.plc.bank import Bank
from inspector.plc.codec import WRITES, ExceptionCode, Executor, refusal
from inspector.plc.connection import Connection
from inspector.plc.framing import BROADCAST, BadFrameError, Framing, Mbap, Message, RtuRequests
from inspector.plc.limited_log import LimitedLog
from inspector.plc.single_writer import Network, SingleWriter
from inspector.plc.transport import Listener, RtuOverTcp, Serial, Tls, Transport, listen

_log = logging.getLogger(__name__)
_UNITS_ON_TCP: Final = frozenset({0, 255})
"""What clients send that know but one device behind an address."""
_IDLE_CHECKS: Final = 4
_REFUSAL_TOLD_NS: Final = 10_000_000_000
"""A PLC that is refused asks again within this time."""
_FIRST_REQUEST_S: Final = 1.0
"""A PLC asks as soon as it is connected; who only connects does not keep it out."""


@dataclass(frozen=True, slots=True)
class ServerLimits:
    """What a server refuses.

    Attributes:
        units: Device ids that are answered; on TCP also 0 and 255, which many clients send.
        allow: Networks that may connect; empty for all.
        writer: The only network that may write; ``None`` for the first client that writes.
        connections_max: A further client is closed at once, unless one has been silent for long.
        idle_timeout_s: A client that is silent for so long is disconnected.
        silence_s: A client that is silent for so long makes room for a new one, and one that has
            not written for so long lets another write.
    """

    units: frozenset[int] = frozenset({1})
    allow: tuple[Network, ...] = ()
    writer: Network | None = None
    connections_max: int = 8
    idle_timeout_s: float = 60.0
    silence_s: float = 10.0


class ModbusServer:
    """Serves a bank until :meth:`stop`.

    Args:
        bank: What may be read and written.
        transport: Where to listen; loopback unless the station file names an interface.
        limits: Who may connect and write.
    """

    def __init__(
        self, bank: Bank, transport: Transport, limits: ServerLimits | None = None
    ) -> None:
        self._transport = transport
        self._limits = limits or ServerLimits()
        self._executor = Executor(bank)
        self._rtu = isinstance(transport, Serial | RtuOverTcp)
        self._units = self._limits.units | (frozenset() if self._rtu else _UNITS_ON_TCP)
        self._writer = SingleWriter(self._limits.writer, self._limits.silence_s)
        self._connections: set[Connection] = set()
        self._listener: Listener | None = None
        self._idle_check: asyncio.TimerHandle | None = None
        self._limited_log = LimitedLog(_log)
        self._refusal: tuple[int, ModbusClientRefusedError] | None = None

    @property
    def fault(self) -> PlcError | None:
        """Why nobody can connect, or why somebody was refused just now; ``None`` for neither."""
        if self._listener is not None and self._listener.fault is not None:
            return self._listener.fault
        told_ns, refusal = self._refusal or (0, None)
        return refusal if monotonic_ns() - told_ns < _REFUSAL_TOLD_NS else None

    @property
    def refused_writes(self) -> int:
        """How many writes were refused because another client is the writer."""
        return self._writer.refused

    @property
    def second_writer(self) -> str:
        """Address of the client whose write was refused last, empty for none."""
        return self._writer.last_refused

    async def start(self) -> int:
        """Listen; return the port, 0 for a serial line.

        Raises:
            PortInUseError: another program has the port.
            ListenError: the address is not of this machine, or the port is not allowed.
            PlcCertificateError: a certificate or key cannot be read.
            SerialPortError: the serial port cannot be opened.
        """
        self._listener = await listen(self._transport, self._connection)
        self._check_idle()
        return self._listener.port

    async def stop(self) -> None:
        """Close the listener and all connections."""
        if self._idle_check is not None:
            self._idle_check.cancel()
            self._idle_check = None
        if self._listener is not None:
            self._listener.close()
        self.disconnect_all()

    def disconnect_all(self) -> None:
        """Drop every client; they may connect again."""
        for connection in tuple(self._connections):
            connection.close()

    def admits(self, connection: Connection) -> bool:
        """Whether a new client may stay."""
        allow = self._limits.allow
        if connection.host and allow:
            address = ipaddress.ip_address(connection.host)
            if not any(address in network for network in allow):
                self._refuse(connection, "not in the allow list")
                return False
        if len(self._connections) >= self._limits.connections_max and not self._evict_silent():
            self._refuse(connection, "too many are connected")
            return False
        self._connections.add(connection)
        return True

    def forget(self, connection: Connection) -> None:
        """A client is gone."""
        self._connections.discard(connection)
        self._writer.forget(connection)

    def on_bad_frame(self, connection: Connection, error: BadFrameError) -> None:
        """A client is disconnected because it sent what is no request."""
        self._refuse(connection, "no Modbus", str(error))

    def on_stranger(self, connection: Connection, reason: str) -> None:
        """A client's TLS handshake failed."""
        self._refuse(connection, "no TLS", reason)

    def answer(self, connection: Connection, request: Message) -> Message | None:
        """The answer to one whole request."""
        unit, pdu, transaction_id = request
        if self._rtu and unit == BROADCAST:
            self._execute(connection, pdu)
            return None
        if unit in self._units:
            return Message(unit, self._execute(connection, pdu), transaction_id)
        if self._rtu:
            return None
        return Message(unit, refusal(pdu[0], ExceptionCode.NO_SUCH_UNIT), transaction_id)

    def _connection(self) -> Connection:
        framing: Framing = RtuRequests(self._units) if self._rtu else Mbap()
        return Connection(self, framing, proven=not isinstance(self._transport, Tls))

    def _execute(self, connection: Connection, pdu: bytes) -> bytes:
        if pdu[0] not in WRITES:
            return self._executor.execute(pdu)
        code = self._writer.refuses(connection)
        if code is None:
            return self._executor.execute(pdu)
        self._limited_log.warning(
            "second writer", "modbus client %s may not write: another does", connection.host
        )
        return refusal(pdu[0], code)

    def _refuse(self, connection: Connection, kind: str, detail: str = "") -> None:
        reason = f"{kind} ({detail})" if detail else kind
        error = ModbusClientRefusedError(f"modbus client {connection.host} refused: {reason}")
        self._refusal = monotonic_ns(), error
        self._limited_log.warning(kind, "%s", error.detail)

    def _evict_silent(self) -> bool:
        """Make room: a PLC that lost its power left a connection that nobody will ever close."""
        now = monotonic_ns()
        oldest = max(self._connections, key=lambda each: now - each.heard_ns - self._grace_ns(each))
        if now - oldest.heard_ns < self._grace_ns(oldest):
            return False
        self.forget(oldest)
        oldest.abort()
        return True

    def _grace_ns(self, connection: Connection) -> int:
        """How long a client may be silent before it makes room."""
        silence_s = self._limits.silence_s
        return int(1e9 * (silence_s if connection.has_asked else min(silence_s, _FIRST_REQUEST_S)))

    def _check_idle(self) -> None:
        """A serial line may be silent; it has no other client to make room for."""
        idle_s = self._limits.idle_timeout_s
        latest_ns = monotonic_ns() - idle_s * 1e9
        for connection in tuple(self._connections):
            if connection.host and connection.heard_ns < latest_ns:
                self.forget(connection)
                connection.abort()
        self._idle_check = asyncio.get_running_loop().call_later(
            idle_s / _IDLE_CHECKS, self._check_idle
        )
