"""A gate that does what a test tells it, behind a real socket."""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
from dataclasses import fields
from pathlib import Path
from typing import TypeVar

from inspector.clock import monotonic_ns
from inspector.domain.errors.plc import PipeError
from inspector.pipe.channel import GateAddress, new_token, publish
from inspector.pipe.records import (
    RECORD_BYTES,
    EngineHello,
    GateHello,
    GateStatus,
    LiveTrigger,
    Record,
    decode,
    encode,
)

WAIT_S = 30
JOURNAL = 0xCAFE
_R = TypeVar("_R", bound=Record)


def status(triggered: int = 0, **changes: int) -> GateStatus:
    counts = dict.fromkeys((field.name for field in fields(GateStatus)), 0)
    return GateStatus(**{**counts, "plc_connected": 1, "triggered": triggered, **changes})


class ScriptedGate:
    """Accepts one engine at a time and keeps what it says."""

    def __init__(self, address_file: Path, hello: Record | bytes | None = None) -> None:
        self.token = new_token()
        self._hello = GateHello(JOURNAL, 7, 0) if hello is None else hello
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._link: socket.socket | None = None
        self._epoch = 0
        self._heard: queue.SimpleQueue[Record] = queue.SimpleQueue()
        self._address_file = address_file
        self._ear: threading.Thread | None = None
        port = self._listener.getsockname()[1]
        publish(address_file, GateAddress("127.0.0.1", port, self.token))

    def accept(self) -> EngineHello:
        """Wait for the engine and greet it; what it said on another connection is forgotten."""
        self.greet()
        self._heard = queue.SimpleQueue()
        assert self._link is not None
        hello = decode(self._read())[1]
        assert isinstance(hello, EngineHello)
        assert hello.token == self.token
        self._ear = threading.Thread(target=self._listen, args=(self._link,))
        self._ear.start()
        return hello

    def greet(self) -> None:
        """Accept whoever comes and say the first word."""
        self.hang_up()
        self._listener.settimeout(WAIT_S)
        self._link, _ = self._listener.accept()
        self._link.settimeout(WAIT_S)
        hello = self._hello
        self._link.sendall(hello if isinstance(hello, bytes) else encode(hello))

    def send(self, record: Record, sequence: int = 0) -> None:
        assert self._link is not None
        if isinstance(record, GateStatus):
            self._epoch = record.epoch
        self._link.sendall(encode(record, sequence))

    def trigger(self, index: int) -> None:
        """A part comes now."""
        now = monotonic_ns()
        self.send(LiveTrigger(index, 70 + index, 0, now, now + 10**9, self._epoch))

    def wait_for(self, kind: type[_R], **values: int) -> _R:
        """The next thing of this kind, with these values, that the engine says."""
        while True:
            record = self._heard.get(timeout=WAIT_S)
            if isinstance(record, kind) and all(
                getattr(record, name) == value for name, value in values.items()
            ):
                return record

    def lose_journal(self) -> None:
        """From the next connection on it counts its parts anew."""
        self._hello = GateHello(JOURNAL + 1, 8, 0)

    def hang_up(self) -> None:
        if self._link is not None:
            if self._ear is not None:
                with contextlib.suppress(OSError):
                    self._link.shutdown(socket.SHUT_RDWR)
                self._ear.join(WAIT_S)
            self._link.close()
        self._link = self._ear = None

    def close(self) -> None:
        self.hang_up()
        self._listener.close()

    def _listen(self, link: socket.socket) -> None:
        try:
            while True:
                self._heard.put(decode(self._read())[1])
        except (OSError, PipeError):
            return

    def _read(self) -> bytes:
        assert self._link is not None
        return self._link.recv(RECORD_BYTES, socket.MSG_WAITALL)
