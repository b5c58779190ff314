"""A serial port as an asyncio transport, on POSIX by readiness and on Windows by two threads."""

from __future__ import annotations

import asyncio
import contextlib
import os
import queue
import sys
import threading
from abc import abstractmethod
from collections.abc import Callable
from typing import Any, Final

from inspector.domain.errors.plc import SerialPortError

_READ_BYTES: Final = 4096
_UNSENT_BYTES_MAX: Final = 4096
_READ_S: Final = 0.2
"""How often a thread that reads looks whether the port is to be closed."""
_PARITIES: Final = {"none": "N", "even": "E", "odd": "O"}


Port = Any
"""An open ``serial.Serial``; pyserial brings no types."""


def open_port(device: str, baud_rate: int, parity: str, stop_bits: int) -> Port:
    """A port of pyserial, for nobody else.

    Raises:
        SerialPortError: there is no such device, it is in use, or this account may not open it.
    """
    import serial

    refusals: tuple[type[Exception], ...] = (OSError, ValueError)
    if sys.platform != "win32":
        import termios

        refusals += (termios.error,)  # such as parity, which a pseudo-terminal does not have
    try:
        return serial.Serial(
            device,
            baudrate=baud_rate,
            parity=_PARITIES[parity],
            stopbits=stop_bits,
            timeout=_READ_S,
            exclusive=True,
        )
    except refusals as error:
        raise SerialPortError(f"cannot open serial port {device} ({error})") from error


class SerialTransport(asyncio.Transport):
    """What both kinds have in common; connects its protocol at once.

    Args:
        port: An open port of pyserial.
        protocol: Who reads and writes.
        on_closed: Called after the protocol was told that the port is closed or lost.
    """

    def __init__(
        self,
        port: Port,
        protocol: asyncio.Protocol,
        on_closed: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__()
        self._port = port
        self._protocol = protocol
        self._on_closed = on_closed
        self._loop = asyncio.get_running_loop()
        self._closing = False
        protocol.connection_made(self)
        self._begin()

    def is_closing(self) -> bool:
        """Whether the port is closed, or is being closed."""
        return self._closing

    def close(self) -> None:
        """Close the port; what is not sent by now is not sent."""
        self._lose(None)

    def abort(self) -> None:
        """The same: a serial line has no end that a peer could wait for."""
        self._lose(None)

    def pause_reading(self) -> None:
        """Read no more; a port without readiness reads on, as its line is slow."""

    def resume_reading(self) -> None:
        """Read again."""

    @abstractmethod
    def _begin(self) -> None:
        """Start to read."""

    @abstractmethod
    def _end(self) -> None:
        """Stop to read and write, and close the port."""

    def _heard(self, received: bytes) -> None:
        if not self._closing:
            self._protocol.data_received(received)

    def _lose(self, error: Exception | None) -> None:
        if not self._closing:
            self._closing = True
            self._end()
            self._loop.call_soon(self._tell_lost, error)

    def _tell_lost(self, error: Exception | None) -> None:
        self._protocol.connection_lost(error)
        self._on_closed()


class ReadySerialTransport(SerialTransport):
    """Reads and writes when the operating system says that it can be done without waiting."""

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Send, now or as soon as the port takes it."""
        if self._closing:
            return
        self._unsent += data
        if len(self._unsent) > _UNSENT_BYTES_MAX:
            self._lose(TimeoutError("the serial port takes no bytes"))
            return
        self._send()

    def pause_reading(self) -> None:
        """Read no more."""
        self._loop.remove_reader(self._descriptor)

    def resume_reading(self) -> None:
        """Read again."""
        if not self._closing:
            self._loop.add_reader(self._descriptor, self._receive)

    def _begin(self) -> None:
        self._unsent = bytearray()
        self._descriptor: int = self._port.fileno()
        os.set_blocking(self._descriptor, False)
        self._loop.add_reader(self._descriptor, self._receive)

    def _end(self) -> None:
        self._loop.remove_reader(self._descriptor)
        self._loop.remove_writer(self._descriptor)
        self._port.close()

    def _receive(self) -> None:
        try:
            received = os.read(self._descriptor, _READ_BYTES)
        except BlockingIOError:
            return
        except OSError as error:
            self._lose(error)
            return
        if received:
            self._heard(received)
        else:
            self._lose(None)

    def _send(self) -> None:
        try:
            del self._unsent[: os.write(self._descriptor, self._unsent)]
        except BlockingIOError:
            pass
        except OSError as error:
            self._lose(error)
            return
        if self._unsent:
            self._loop.add_writer(self._descriptor, self._send)
        else:
            self._loop.remove_writer(self._descriptor)


class ThreadedSerialTransport(SerialTransport):
    """Reads in one thread and writes in another, for Windows, whose ports know no readiness."""

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Hand over to the thread that writes."""
        if not self._closing:
            self._outbox.put(bytes(data))

    def _begin(self) -> None:
        self._outbox: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._port_lock = threading.Lock()
        for work in (self._receive_forever, self._send_forever):
            threading.Thread(target=work, name="serial port", daemon=True).start()

    def _end(self) -> None:
        self._outbox.put(None)
        with self._port_lock:
            self._port.cancel_read()  # does nothing when the port is closed

    def _receive_forever(self) -> None:
        try:
            while not self._closing:
                received = self._port.read(max(1, self._port.in_waiting))
                if received:
                    self._in_loop(self._heard, received)
        except (OSError, TypeError) as error:  # pyserial's, of a port that vanished
            self._in_loop(self._lose, error)
        finally:
            with self._port_lock:
                self._port.close()

    def _send_forever(self) -> None:
        try:
            while (message := self._outbox.get()) is not None:
                self._port.write(message)
        except (OSError, TypeError) as error:
            self._in_loop(self._lose, error)

    def _in_loop(self, call: Callable[[Any], None], argument: object) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended, and nobody listens any more
            self._loop.call_soon_threadsafe(call, argument)


def serial_transport(
    port: Port, protocol: asyncio.Protocol, on_closed: Callable[[], None] = lambda: None
) -> SerialTransport:
    """The kind that this operating system can do."""
    kind = ThreadedSerialTransport if sys.platform == "win32" else ReadySerialTransport
    return kind(port, protocol, on_closed)
