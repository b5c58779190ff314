"""An open GenTL device: its nodes and its stream."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from inspector.cameras.genicam.frame_ids import FrameIds
from inspector.cameras.genicam.framing import Delivered
from inspector.cameras.genicam.preparation import acquire_continuously
from inspector.cameras.gentl import frames
from inspector.cameras.gentl.devices import Producer, choose, text_of
from inspector.cameras.gentl.library import core, opening_errors, stream_errors
from inspector.cameras.gentl.nodes import GentlNodes
from inspector.cameras.gentl.stream import GentlStream
from inspector.cameras.isolated.activity import doing
from inspector.domain.errors.camera import CameraError, CameraLostError, FeatureError
from inspector.domain.phrases.cameras import FeaturePhrase

if TYPE_CHECKING:
    from harvesters.core import DeviceInfo, ImageAcquirer


class GentlDevice:
    """Connected from construction to :meth:`close`.

    Args:
        serial: Serial number; empty for the only device there is.
        producers: Paths of `.cti` files; empty for all that are installed.
        buffers: How many frames the producer may hold.

    Raises:
        ProducerError: a producer is missing or does not load.
        CameraNotFoundError: no device fits.
        CameraAmbiguousError: several fit.
        CameraBusyError: another program has it.
        DriverMissingError: Harvesters or genicam is not installed.
    """

    def __init__(self, serial: str, producers: Sequence[str], buffers: int) -> None:
        self._producer, info = choose(serial, producers)
        self.source = f"{text_of(info, 'model')} {text_of(info, 'serial_number')}".strip()
        try:
            acquirer = _connect(self._producer, info, self.source)
            self._stream = GentlStream(acquirer, buffers, self.source)
            self.nodes = GentlNodes(acquirer.remote_device.node_map)
            acquire_continuously(self.nodes)
        except CameraError:
            self._producer.close()
            raise
        self._tl_type = text_of(info, "tl_type")

    def close(self) -> None:
        """Disconnect and unload the producer."""
        with suppress(CameraLostError):
            self._stream.stop()
        self._producer.close()

    def frame_ids(self) -> FrameIds:
        """By the device's transport layer."""
        return frames.frame_ids(self._tl_type)

    def start(self) -> None:
        """Begin acquisition."""
        self._stream.start()

    def stop(self) -> None:
        """End acquisition."""
        self._stream.stop()

    @contextmanager
    def take(self, timeout_s: float) -> Iterator[Delivered | None]:
        """The next buffer for the time of the block; ``None`` when none came in time."""
        buffer = self._stream.fetch(timeout_s)
        if buffer is None:
            yield Delivered(None) if self._stream.was_incomplete() else None
            return
        try:
            with stream_errors(self.source):
                delivered = frames.delivered(buffer)
            yield delivered
        finally:
            self._stream.give_back(buffer)

    def trigger(self) -> None:
        """Expose one frame.

        Raises:
            FeatureError: the device has no software trigger.
        """
        if self.nodes.kind("TriggerSoftware") is None:
            raise FeatureError(FeaturePhrase.NO_SOFTWARE_TRIGGER(camera=self.source))
        self.nodes.execute("TriggerSoftware")

    def require_alive(self) -> None:
        """Return when the device answers.

        Raises:
            CameraLostError: it does not.
        """
        self.nodes.probe()


def _connect(producer: Producer, info: DeviceInfo, source: str) -> ImageAcquirer:
    module = core()
    settings = module.ParameterSet({module.ParameterKey.ENABLE_AUTO_CHUNK_DATA_UPDATE: False})
    with doing(f"connecting to {source} through {producer.path}"), opening_errors(source):
        return producer.harvester.create(info, config=settings)
