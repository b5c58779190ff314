"""An open GenTL device: its nodes, its stream and its frames."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from inspector import clock
from inspector.cameras.genicam.features import GenicamFeatures
from inspector.cameras.gentl.devices import Producer, choose, text_of
from inspector.cameras.gentl.frames import FrameMaker
from inspector.cameras.gentl.library import core, opening_errors
from inspector.cameras.gentl.nodes import GentlNodes
from inspector.cameras.gentl.stream import GentlStream
from inspector.cameras.isolated.activity import doing
from inspector.domain.errors.camera import CameraError, CameraLostError, FeatureError
from inspector.domain.frame import Frame

if TYPE_CHECKING:
    from harvesters.core import DeviceInfo, ImageAcquirer

_POLL_S = 0.001
_PROBE_AFTER_NS = 1_000_000_000


class GentlDevice:
    """Connects on construction.

    Args:
        serial: Serial number; empty for the only device there is.
        producers: Paths of `.cti` files; empty for all that are installed.
        demosaic: How a Bayer mosaic becomes colour.
        buffers: How many frames the producer may hold.
    """

    def __init__(self, serial: str, producers: Sequence[str], demosaic: str, buffers: int) -> None:
        self._producer, info = choose(serial, producers)
        self.source = f"{text_of(info, 'model')} {text_of(info, 'serial_number')}".strip()
        try:
            acquirer = _connect(self._producer, info, self.source)
            self._stream = GentlStream(acquirer, buffers, self.source)
        except CameraError:
            self._producer.close()
            raise
        self.nodes = GentlNodes(acquirer.remote_device.node_map)
        self.features = GenicamFeatures(self.nodes)
        self.frames = FrameMaker(self.source, text_of(info, "tl_type"), demosaic)
        self.is_acquiring = False
        self._heard_ns = 0

    def start(self) -> None:
        """Begin acquisition."""
        self.frames.restart()
        self._stream.start()
        self._heard_ns = clock.monotonic_ns()
        self.is_acquiring = True

    def stop(self) -> None:
        """End acquisition."""
        self.is_acquiring = False
        self._stream.stop()

    def trigger(self) -> None:
        """Expose one frame.

        Raises:
            FeatureError: the device has no software trigger.
        """
        if self.nodes.kind("TriggerSoftware") is None:
            raise FeatureError(f"{self.source} has no software trigger now")
        self.nodes.execute("TriggerSoftware")

    def grab(self, timeout_s: float) -> Frame | None:
        """The next frame, complete or not.

        Silence is no error, for an idle line is silent; but a device that does not answer is lost.
        """
        deadline_ns = clock.monotonic_ns() + int(timeout_s * 1e9)
        while (frame := self._poll()) is None:
            now_ns = clock.monotonic_ns()
            if now_ns >= deadline_ns:
                return None
            if now_ns - self._heard_ns >= _PROBE_AFTER_NS:
                self.nodes.probe()
                self._heard_ns = clock.monotonic_ns()
            time.sleep(_POLL_S)
        self._heard_ns = frame.host_ns
        return frame

    def close(self) -> None:
        """Disconnect and unload the producer."""
        with contextlib.suppress(CameraLostError):
            self._stream.stop()
        self._producer.close()

    def _poll(self) -> Frame | None:
        buffer = self._stream.fetch()
        if buffer is None:
            return self.frames.incomplete() if self._stream.was_incomplete() else None
        try:
            return self.frames.complete(buffer)
        finally:
            self._stream.give_back(buffer)


def _connect(producer: Producer, info: DeviceInfo, source: str) -> ImageAcquirer:
    module = core()
    settings = module.ParameterSet({module.ParameterKey.ENABLE_AUTO_CHUNK_DATA_UPDATE: False})
    with doing(f"connecting to {source} through {producer.path}"), opening_errors(source):
        return producer.harvester.create(info, config=settings)
