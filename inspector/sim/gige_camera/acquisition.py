"""When the camera exposes: free run, software trigger, edges on Line1."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from inspector.clock import monotonic_ns
from inspector.sim.gige_camera import addresses
from inspector.sim.gige_camera.memory import Memory
from inspector.sim.gige_camera.sensor import on_sensor, pixels
from inspector.sim.gige_camera.settings import GigeCameraSettings, bits_per_pixel
from inspector.sim.gige_camera.stream import StreamChannel

if TYPE_CHECKING:
    from inspector.domain.frame import Image

View = Callable[[int], "Image | None"]
"""What the camera sees at its n-th exposure since power-up; ``None`` for a frame that is lost."""

_IDLE_S = 0.2
_EDGES_QUEUED_MAX = 256
_LEAST_RATE_HZ = 0.1
_LONGEST_PERIOD_NS = 10_000_000_000
_FIRE_TEST_PACKET = 0x80000000


class Acquisition:
    """Carries out what is written to the registers; used by the camera's thread only.

    Args:
        settings: What the camera is.
        memory: Its registers.
        stream: Where frames go.
        view: What it sees.
    """

    def __init__(
        self, settings: GigeCameraSettings, memory: Memory, stream: StreamChannel, view: View
    ) -> None:
        self._settings = settings
        self._memory = memory
        self._stream = stream
        self._view = view
        self._exposures = 0
        self._edges: deque[tuple[View, int]] = deque(maxlen=_EDGES_QUEUED_MAX)
        self._next_ns = 0
        self._update_payload_size()

    def look_at(self, view: View) -> None:
        """Something else stands before the camera; from any thread."""
        self._view = view

    def edge(self, exposed_ns: int) -> None:
        """Line1 has risen; what is in view is sent at the next :meth:`advance`; from any thread."""
        self._edges.append((self._view, exposed_ns))

    def on_write(self, address: int) -> None:
        """A register was written."""
        if address == addresses.ACQUISITION_START:
            self._start()
        elif address == addresses.ACQUISITION_STOP:
            self.stop()
        elif address == addresses.TRIGGER_SOFTWARE:
            if self._is_triggered_by(addresses.SOFTWARE):
                self._expose(self._view, monotonic_ns())
        elif address in (addresses.WIDTH, addresses.HEIGHT, addresses.PIXEL_FORMAT):
            self._update_payload_size()
        elif address == addresses.STREAM_PACKET_SIZE:
            word = self._memory.word(address)
            if word & _FIRE_TEST_PACKET:
                self._memory.set_word(address, word & ~_FIRE_TEST_PACKET)
                self._stream.fire_test_packet()

    def stop(self) -> None:
        """No more frames."""
        self._memory.set_word(addresses.ACQUIRING, 0)

    def advance(self) -> None:
        """Expose what is due."""
        while self._edges:
            view, exposed_ns = self._edges.popleft()
            if self._is_triggered_by(addresses.LINE_1):
                self._expose(view, exposed_ns)
        now = monotonic_ns()
        if self._runs_free and now >= self._next_ns:
            rate_hz = self._memory.number(addresses.FRAME_RATE)
            period_ns = int(1e9 / rate_hz) if rate_hz > _LEAST_RATE_HZ else _LONGEST_PERIOD_NS
            self._next_ns = max(self._next_ns + period_ns, now)
            self._expose(self._view, now)

    def pause_s(self) -> float:
        """Until a frame may be due."""
        if not self._runs_free:
            return _IDLE_S
        return min(max((self._next_ns - monotonic_ns()) / 1e9, 0.0), _IDLE_S)

    def _start(self) -> None:
        if not self._acquiring:
            self._edges.clear()
            self._stream.restart()
            self._next_ns = monotonic_ns()
            self._memory.set_word(addresses.ACQUIRING, 1)

    @property
    def _acquiring(self) -> bool:
        return bool(self._memory.word(addresses.ACQUIRING))

    @property
    def _runs_free(self) -> bool:
        mode = self._memory.word(addresses.TRIGGER_MODE)
        return self._acquiring and mode == addresses.FREE_RUN

    def _is_triggered_by(self, source: int) -> bool:
        return (
            self._acquiring
            and self._memory.word(addresses.TRIGGER_MODE) == addresses.TRIGGERED
            and self._memory.word(addresses.TRIGGER_SOURCE) == source
        )

    def _expose(self, view: View, exposed_ns: int) -> None:
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
        self._stream.send(content, region.shape[1::-1], (x, y), exposed_ns)

    def _update_payload_size(self) -> None:
        area = self._memory.word(addresses.WIDTH) * self._memory.word(addresses.HEIGHT)
        bits = bits_per_pixel(self._memory.word(addresses.PIXEL_FORMAT))
        self._memory.set_word(addresses.PAYLOAD_SIZE, -(-area * bits // 8))
