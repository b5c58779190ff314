"""The engine's end of the pipe: finds the gate, attaches, and attaches again when it must."""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from inspector.domain.errors.plc import PipeError
from inspector.engine.judging.bulkhead import Bulkhead
from inspector.engine.rounds import Rounds
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


class GateLink:
    """Two threads: one hears the gate, one tells it ten times a second how the engine is.

    Args:
        address_file: Where the gate publishes its address.
        position: Given the gate's hello, the journal position from which to stream.
        on_attached: Called when the gate has been greeted.
        on_record: Called with the journal sequence (0 for a live message) and each record.
        on_lost: Called when the gate is gone.
        beat: Makes what the gate is told ten times a second.
    """

    def __init__(
        self,
        address_file: Path,
        position: Callable[[GateHello], int],
        on_attached: Callable[[GateHello], None],
        on_record: Callable[[int, Record], None],
        on_lost: Callable[[], None],
        beat: Callable[[], Sequence[Record]],
    ) -> None:
        self._address_file = address_file
        self._position = position
        self._on_attached = on_attached
        self._on_record = on_record
        self._on_lost = on_lost
        self._beat = beat
        self._stopping = threading.Event()
        self._sending = threading.Lock()
        self._socket: socket.socket | None = None
        self._bulkhead = Bulkhead(_log, recovered="attached to the gate again")
        self._hearing = threading.Thread(target=self._hear_forever, name="gate-link", daemon=True)
        told = Bulkhead(_log, recovered="the gate hears again how the engine is")
        self._reports = Rounds("gate-status", self._tell, _STATUS_S, told)

    @property
    def attached(self) -> bool:
        """Whether a gate listens."""
        return self._socket is not None

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
            link.sendall(encode(EngineHello(address.token, self._position(hello))))
            self._on_attached(hello)
            with self._sending:
                self._socket = link
            self._bulkhead.clear()
            self._tell()
            while not self._stopping.is_set():
                sequence, record = decode(stream.read(RECORD_BYTES))
                self._on_record(sequence, record)

    def _tell(self) -> None:
        for record in self._beat():
            self.send(record)

    def _hang_up(self) -> None:
        with self._sending:
            link, self._socket = self._socket, None
        if link is not None:
            with contextlib.suppress(OSError):
                link.shutdown(socket.SHUT_RDWR)
            self._on_lost()
