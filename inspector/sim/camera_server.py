"""The virtual camera: a process of its own that exposes a frame at each photo-eye edge.

It streams by a simple protocol over TCP, and counts exposures whether or not anybody is connected;
or it is a GigE Vision camera, for the drivers of real ones.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections import OrderedDict
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal, Protocol

from inspector.sim.camera_wire import GREETING, SentFrame, pack_frame
from inspector.sim.part_source import (
    FolderParts,
    GeneratedParts,
    PartSource,
    RepeatedParts,
    SimPart,
)

_AHEAD = 16
_SEND_TIMEOUT_S = 0.5
_SEND_BUFFER_BYTES = 4 * 1024 * 1024
STOP = -1


@dataclass(frozen=True, slots=True)
class CameraSettings:
    """What the camera process needs; plain values, sent to it at its start.

    Attributes:
        port: TCP port of the simple protocol; GigE Vision has a port of its own.
        seed: Which parts come.
        images: Folder or list of pictures in place of generated parts.
        ok_classes: Labels of good parts among the pictures.
        repeat: Keep this many parts in memory and show them over and over, 0 for all anew.
        protocol: ``gige_vision`` for a camera that GigE Vision drivers take; ``none`` when the
            station looks through a camera of its own.
        address: Loopback address of a GigE Vision camera.
        serial: Serial number of a GigE Vision camera.
    """

    port: int
    seed: int
    images: str | None = None
    ok_classes: tuple[str, ...] = ()
    repeat: int = 0
    protocol: Literal["inspector", "gige_vision", "none"] = "inspector"
    address: str = "127.0.0.1"
    serial: str = "VIRTUAL-1"


class Outlet(Protocol):
    """How exposures leave the camera."""

    def show(self, part: SimPart, exposed_ns: int) -> None:
        """Expose one part; ``exposed_ns`` is what the camera's clock showed at the photo-eye."""

    def close(self) -> None:
        """Hang up."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """An edge of the photo-eye, which exposes a part at that moment.

    A real camera is wired to the photo-eye: on a busy computer its picture may be sent late, but is
    neither exposed late nor stamped so.
    """

    number: int
    exposed_ns: int


@dataclass(frozen=True, slots=True)
class PartTruth:
    """What a part really is; goes to the line's report and nowhere else."""

    number: int
    label: str | None
    defective: bool | None


def make_source(settings: CameraSettings) -> PartSource:
    """The source that the settings ask for."""
    source: PartSource
    if settings.images is None:
        source = GeneratedParts(settings.seed)
    else:
        source = FolderParts(Path(settings.images), settings.seed, settings.ok_classes)
    return RepeatedParts(source, settings.repeat) if settings.repeat else source


def serve_camera(settings: CameraSettings, line: Connection, first_part: int = 0) -> None:
    """Run until the line sends :data:`STOP` or goes away.

    The line sends an :class:`Exposure` for each part; this process answers with the
    :class:`PartTruth` of each part before it is exposed.

    Args:
        settings: What to show and how.
        line: The line's end of the wire to the photo-eye.
        first_part: Number of the first part whose truth the line does not know yet.
    """
    parts = _PartsAhead(make_source(settings), line, first_part)
    outlet = _make_outlet(settings, parts)
    with contextlib.suppress(EOFError, ConnectionError, KeyboardInterrupt):
        parts.fill_one()
        line.send(None)
        while True:
            if not line.poll(0 if parts.wanted else None):
                parts.fill_one()
                continue
            exposure = line.recv()
            if exposure == STOP:
                break
            outlet.show(parts.take(exposure.number), exposure.exposed_ns)
    outlet.close()


def _make_outlet(settings: CameraSettings, parts: _PartsAhead) -> Outlet:
    if settings.protocol == "inspector":
        return _Viewer(settings.port)
    from inspector.sim.gige_camera.outlet import GigeOutlet

    return GigeOutlet(settings.address, settings.serial, parts.sample())


class _PartsAhead:
    """Makes the next parts while the belt moves, so that an exposure need not wait."""

    def __init__(self, source: PartSource, line: Connection, first: int) -> None:
        self._source = source
        self._line = line
        self._ready: OrderedDict[int, SimPart] = OrderedDict()
        self._next = first

    @property
    def wanted(self) -> bool:
        return len(self._ready) < _AHEAD

    def sample(self) -> SimPart:
        return self._source.part(0)

    def fill_one(self) -> None:
        part = self._source.part(self._next)
        self._ready[self._next] = part
        self._line.send(PartTruth(self._next, part.label, part.defective))
        self._next += 1

    def take(self, number: int) -> SimPart:
        while self._next <= number:
            self.fill_one()
        while self._ready and next(iter(self._ready)) < number:
            self._ready.popitem(last=False)  # passed while this camera was not up
        ready = self._ready.pop(number, None)
        return self._source.part(number) if ready is None else ready


class _Viewer:
    """Whoever looks through the camera: the newest connection wins."""

    def __init__(self, port: int) -> None:
        self._listener = socket.create_server(("127.0.0.1", port))
        self._exposures = 0
        self._lock = threading.Lock()
        self._link: socket.socket | None = None
        self._acceptor = threading.Thread(target=self._accept, name="camera-accept", daemon=True)
        self._acceptor.start()

    def show(self, part: SimPart, exposed_ns: int) -> None:
        self._exposures += 1
        with self._lock:
            link = self._link
        if link is None:
            return
        frame = SentFrame(self._exposures, exposed_ns, part.image, part.fault, part.source)
        try:
            for buffer in pack_frame(frame):
                link.sendall(buffer)
        except OSError:
            self._drop(link)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes the accepting thread on Linux
        self._listener.close()
        self._acceptor.join()
        if self._link is not None:
            self._drop(self._link)

    def _accept(self) -> None:
        while True:
            try:
                link, _ = self._listener.accept()
            except OSError:
                return
            link.settimeout(_SEND_TIMEOUT_S)
            link.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER_BYTES)
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._replace(link)

    def _replace(self, link: socket.socket) -> None:
        with self._lock:
            old, self._link = self._link, link
            with contextlib.suppress(OSError):
                link.sendall(GREETING)
        if old is not None:
            old.close()

    def _drop(self, link: socket.socket) -> None:
        """Forget a viewer that is gone, unless a new one has taken its place already."""
        with self._lock:
            if self._link is link:
                self._link = None
        link.close()
