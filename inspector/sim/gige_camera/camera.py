"""The virtual GigE Vision camera: one thread that answers, exposes and streams."""

from __future__ import annotations

import contextlib
import ipaddress
import selectors
import socket
import threading
from collections import deque
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from inspector.clock import monotonic_ns
from inspector.sim.gige_camera import addresses
from inspector.sim.gige_camera.control import ControlChannel
from inspector.sim.gige_camera.gvcp import PORT, parse_request
from inspector.sim.gige_camera.memory import Memory
from inspector.sim.gige_camera.sensor import on_sensor, pixels
from inspector.sim.gige_camera.settings import (
    PIXEL_FORMATS,
    GigeCameraSettings,
    bits_per_pixel,
)
from inspector.sim.gige_camera.stream import StreamChannel

if TYPE_CHECKING:
    from inspector.domain.frame import Image

View = Callable[[int], "Image | None"]
"""What the camera sees at its n-th exposure since power-up; ``None`` for a frame that is lost."""

_HEARTBEAT_CHECK_S = 0.2
_DATAGRAM_BYTES = 65536
_FIRE_TEST_PACKET = 0x80000000
_TRIGGERS_QUEUED_MAX = 256
_EVERYBODY = "255.255.255.255"


class GigeCamera:
    """Runs from construction to :meth:`close`; all methods may be called from any thread.

    Args:
        settings: What it is.
        view: What it sees.

    Raises:
        OSError: another camera serves this address.
    """

    def __init__(self, settings: GigeCameraSettings, view: View) -> None:
        self._settings = settings
        self._view = view
        self._memory = Memory(settings)
        self._control = ControlChannel(
            self._memory, self._on_write, self._on_resend, self._stop_acquisition
        )
        self._exposures = 0
        self._edges: deque[View] = deque(maxlen=_TRIGGERS_QUEUED_MAX)
        self._next_ns = 0
        self._closing = False
        self._sockets = [_bound(settings.address, reuse=False)]
        with contextlib.suppress(OSError):  # found by its address all the same
            self._sockets.append(_bound(_EVERYBODY, reuse=True))
        self._stream = StreamChannel(settings, self._memory)
        self._wake_reader, self._waker = socket.socketpair()
        self._update_payload_size()
        self._thread = threading.Thread(target=self._run, name="gige-camera", daemon=True)
        self._thread.start()

    def look_at(self, view: View) -> None:
        """Something else stands before the camera."""
        self._view = view

    def edge(self) -> None:
        """A rising edge on Line1: exposes what is in view, if the camera is set so."""
        self._edges.append(self._view)
        self._wake()

    def lose(self, packets: Collection[int] | None = None) -> None:
        """The next frame loses these packets on the network, or all without an argument."""
        self._stream.lose(packets)

    def close(self) -> None:
        """Power down."""
        self._closing = True
        self._wake()
        self._thread.join()
        for each in (*self._sockets, self._wake_reader, self._waker):
            each.close()
        self._stream.close()

    def _wake(self) -> None:
        with contextlib.suppress(OSError):
            self._waker.send(b"\0")

    def _run(self) -> None:
        with selectors.DefaultSelector() as selector:
            for each in (*self._sockets, self._wake_reader):
                each.setblocking(False)
                selector.register(each, selectors.EVENT_READ)
            while not self._closing:
                for key, _ in selector.select(self._pause_s()):
                    self._receive(key.fileobj)
                self._control.check_heartbeat()
                self._expose_edges()
                self._expose_on_time()

    def _receive(self, source: object) -> None:
        if source is self._wake_reader:
            with contextlib.suppress(OSError):
                self._wake_reader.recv(_DATAGRAM_BYTES)
            return
        for each in self._sockets:
            if source is each:
                self._receive_request(each)

    def _receive_request(self, source: socket.socket) -> None:
        with contextlib.suppress(OSError):  # Windows reports an earlier answer that nobody took
            datagram, sender = source.recvfrom(_DATAGRAM_BYTES)
            is_here = ipaddress.ip_address(sender[0]).is_loopback  # a broadcast comes from all over
            request = parse_request(datagram) if is_here else None
            answer = None if request is None else self._control.answer(request, sender)
            if answer is not None:
                self._sockets[0].sendto(answer, sender)

    def _on_write(self, address: int) -> None:
        if address == addresses.ACQUISITION_START:
            self._start_acquisition()
        elif address == addresses.ACQUISITION_STOP:
            self._stop_acquisition()
        elif address == addresses.TRIGGER_SOFTWARE:
            if self._is_triggered_by(addresses.SOFTWARE):
                self._expose(self._view)
        elif address in (addresses.WIDTH, addresses.HEIGHT, addresses.PIXEL_FORMAT):
            self._update_payload_size()
        elif address == addresses.STREAM_PACKET_SIZE:
            word = self._memory.word(address)
            if word & _FIRE_TEST_PACKET:
                self._memory.set_word(address, word & ~_FIRE_TEST_PACKET)
                self._stream.fire_test_packet()

    def _on_resend(self, block_id: int, first: int, last: int) -> None:
        self._stream.resend(block_id, first, last)

    def _start_acquisition(self) -> None:
        if not self._acquiring:
            self._edges.clear()
            self._stream.restart()
            self._next_ns = monotonic_ns()
            self._memory.set_word(addresses.ACQUIRING, 1)

    def _stop_acquisition(self) -> None:
        self._memory.set_word(addresses.ACQUIRING, 0)

    @property
    def _acquiring(self) -> bool:
        return bool(self._memory.word(addresses.ACQUIRING))

    def _is_triggered_by(self, source: int) -> bool:
        return (
            self._acquiring
            and self._memory.word(addresses.TRIGGER_MODE) == addresses.TRIGGERED
            and self._memory.word(addresses.TRIGGER_SOURCE) == source
        )

    @property
    def _runs_free(self) -> bool:
        mode = self._memory.word(addresses.TRIGGER_MODE)
        return self._acquiring and mode == addresses.FREE_RUN

    def _pause_s(self) -> float:
        if not self._runs_free:
            return _HEARTBEAT_CHECK_S
        return min(max((self._next_ns - monotonic_ns()) / 1e9, 0.0), _HEARTBEAT_CHECK_S)

    def _expose_edges(self) -> None:
        while self._edges:
            view = self._edges.popleft()
            if self._is_triggered_by(addresses.LINE_1):
                self._expose(view)

    def _expose_on_time(self) -> None:
        now = monotonic_ns()
        if not self._runs_free or now < self._next_ns:
            return
        period_ns = int(1e9 / max(self._memory.number(addresses.FRAME_RATE), 0.1))
        self._next_ns = max(self._next_ns + period_ns, now)
        self._expose(self._view)

    def _expose(self, view: View) -> None:
        image = view(self._exposures)
        self._exposures += 1
        if image is None:
            self._stream.skip()
            return
        x, y = self._memory.word(addresses.OFFSET_X), self._memory.word(addresses.OFFSET_Y)
        wide, tall = self._memory.word(addresses.WIDTH), self._memory.word(addresses.HEIGHT)
        sensor = on_sensor(image, self._settings.width, self._settings.height)
        region = sensor[y : y + tall, x : x + wide]
        content = pixels(region, self._memory.word(addresses.PIXEL_FORMAT))
        self._stream.send(content, (wide, tall), (x, y))

    def _update_payload_size(self) -> None:
        pixel_format = self._memory.word(addresses.PIXEL_FORMAT)
        if pixel_format in PIXEL_FORMATS.values():
            area = self._memory.word(addresses.WIDTH) * self._memory.word(addresses.HEIGHT)
            size = -(-area * bits_per_pixel(pixel_format) // 8)
            self._memory.set_word(addresses.PAYLOAD_SIZE, size)


def _bound(address: str, *, reuse: bool) -> socket.socket:
    bound = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        if reuse:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((address, PORT))
    except OSError:
        bound.close()
        raise
    return bound
