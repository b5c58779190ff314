"""The engine's end of the pipe: finds the gate, attaches, and attaches again when it must."""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from inspector.domain.errors.plc import PipeError
from inspector.engine.threads.bulkhead import Bulkhead
from inspector.engine.threads.rounds import Rounds
from inspector.pipe.channel import discover
from inspector.pipe.records import (
    RECORD_BYTES,
    EngineHello,
    GateHello,
    Record,
    decode,
    encode,
)

_log = logging.getLogger(__name__)
_RETRY_S = 0.05
_STATUS_S = 0.1
_CONNECT_S = 1.0
_SILENCE_S = 2.0


class Listener(Protocol):
    """Hears the gate, in the link's thread."""

    def position(self, hello: GateHello) -> int:
        """The journal position behind which this gate shall stream."""

    def on_attached(self, hello: GateHello) -> None:
        """The gate has been greeted."""

    def on_record(self, sequence: int, record: Record) -> None:
        """One record, with its journal sequence; 0 for a live message."""

    def on_lost(self) -> None:
        """The gate is gone."""


class GateLink:
    """Two threads: one hears the gate, one tells it ten times a second how the engine is.

    :meth:`serve` comes before :meth:`start`; what is sent or reported before there is a gate is
    dropped, so everything that speaks to the gate can be given the link first.

    Args:
        address_file: Where the gate publishes its address.
    """

    def __init__(self, address_file: Path) -> None:
        self._address_file = address_file
        self._listener: Listener
        self._beat: Callable[[], Sequence[Record]]
        self._stopping = threading.Event()
        self._sending = threading.Lock()
        self._socket: socket.socket | None = None
        self._bulkhead = Bulkhead(_log, recovered="attached to the gate again")
        self._hearing = threading.Thread(target=self._hear_forever, name="gate-link", daemon=True)
        told = Bulkhead(_log, recovered="the gate hears again how the engine is")
        self._reports = Rounds("gate-status", self.report, _STATUS_S, told)

    @property
    def attached(self) -> bool:
        """Whether a gate listens."""
        return self._socket is not None

    def serve(self, listener: Listener, beat: Callable[[], Sequence[Record]]) -> None:
        """Whom it serves.

        Args:
            listener: Told what the gate says.
            beat: Makes what the gate is told with each report.
        """
        self._listener, self._beat = listener, beat

    def start(self) -> None:
        """Begin to look for the gate."""
        self._hearing.start()
        self._reports.start()

    def stop(self) -> None:
        """Detach."""
        self._stopping.set()
        self._hang_up()
        if self._hearing.ident is not None:
            self._hearing.join()
        self._reports.stop()

    def send(self, record: Record) -> None:
        """Send one record; without a gate it is dropped, and the gate rejects the part itself."""
        with self._sending:
            if self._socket is None:
                return
            try:
                self._socket.sendall(encode(record))
            except OSError:  # perhaps half of it is out; what follows would be read askew
                with contextlib.suppress(OSError):
                    self._socket.shutdown(socket.SHUT_RDWR)

    def report(self) -> None:
        """Tell the gate how the engine is, now."""
        if self.attached:
            for record in self._beat():
                self.send(record)

    def _hear_forever(self) -> None:
        while not self._stopping.is_set():
            with self._bulkhead.contain():
                try:
                    self._attach_and_hear()
                except (PipeError, OSError) as error:
                    _log.debug("no gate: %s", error)
            self._hang_up()
            self._stopping.wait(_RETRY_S)

    def _attach_and_hear(self) -> None:
        address = discover(self._address_file)
        link = socket.create_connection((address.host, address.port), _CONNECT_S)
        link.settimeout(_SILENCE_S)
        with link, link.makefile("rb") as stream:
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            _, hello = decode(stream.read(RECORD_BYTES))
            if not isinstance(hello, GateHello):
                raise PipeError("the gate did not say hello")
            link.sendall(encode(EngineHello(address.token, self._listener.position(hello))))
            self._listener.on_attached(hello)
            with self._sending:
                self._socket = link
            self._bulkhead.clear()
            self.report()
            while not self._stopping.is_set():
                sequence, record = decode(stream.read(RECORD_BYTES))
                self._listener.on_record(sequence, record)

    def _hang_up(self) -> None:
        with self._sending:
            link, self._socket = self._socket, None
        if link is not None:
            with contextlib.suppress(OSError):
                link.shutdown(socket.SHUT_RDWR)
            self._listener.on_lost()
