"""Driver for GigE Vision and USB3 Vision cameras through Aravis."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

from inspector.cameras.genicam.features import GenicamFeatures
from inspector.clock import monotonic_ns
from inspector.domain.errors.camera import CameraError, CameraLostError
from inspector.domain.feature import Feature, FeatureValue
from inspector.domain.frame import Frame
from inspector.domain.ports import CameraStats

if TYPE_CHECKING:
    from inspector.cameras.aravis.device import AravisDevice
    from inspector.cameras.aravis.frames import FrameMaker
    from inspector.cameras.aravis.stream import AravisStream

_PROBE_AFTER_NS = 1_000_000_000


class AravisCamera:
    """One camera. Once :class:`CameraLostError` was raised the object is spent: make a new one.

    A camera that is silent while frames are due is no error, an idle line is normal; after a second
    of silence a register is read, and only a camera that does not answer that is lost.

    Args:
        serial: Serial number; empty for the only camera there is.
        address: IP address or Aravis device id, which needs no search.
        packet_resend: Ask a GigE camera for lost packets again; off for cameras that cannot.
        socket_buffer_mb: Receive buffer; ``net.core.rmem_max`` must allow it.
        demosaic: How a Bayer mosaic becomes colour, see :func:`inspector.vision.pfnc.decode`.
        buffers: Frames that the library may hold.
    """

    def __init__(
        self,
        serial: str = "",
        *,
        address: str = "",
        packet_resend: bool = True,
        socket_buffer_mb: int = 4,
        demosaic: str = "bilinear",
        buffers: int = 8,
    ) -> None:
        self._serial = serial
        self._address = address
        self._packet_resend = packet_resend
        self._socket_buffer_mb = socket_buffer_mb
        self._demosaic = demosaic
        self._buffers = buffers
        self._device: AravisDevice | None = None
        self._stream: AravisStream | None = None
        self._frames: FrameMaker | None = None
        self._heard_ns = 0
        self._lost = False

    def open(self) -> None:
        """Connect.

        Raises:
            CameraNotFoundError: it does not answer.
            CameraAmbiguousError: several devices fit.
            CameraBusyError: another program controls it.
            DriverMissingError: the library is not installed.
        """
        if self._device is not None:
            return
        from inspector.cameras.aravis.device import AravisDevice
        from inspector.cameras.aravis.frames import FrameMaker

        self._lost = False
        self._device = AravisDevice(self._serial, self._address)
        self._frames = FrameMaker(self._device, self._demosaic)

    def close(self) -> None:
        """Disconnect.

        The library waits up to ten seconds for a lost camera to acknowledge its farewells; they are
        left to a thread that ends by itself, so that a new object need not wait for them.
        """
        self.stop()
        device, stream = self._device, self._stream
        self._device = self._stream = None
        if device is None:
            return
        if not self._lost:
            device.close()
            return
        farewell = threading.Thread(
            target=_free, args=(device, stream), name="aravis-farewell", daemon=True
        )
        farewell.start()

    def get(self, feature: str) -> FeatureValue:
        """Read a feature."""
        return self._features().get(feature)

    def set(self, feature: str, value: FeatureValue) -> None:
        """Set a feature, range-checked."""
        self._features().set(feature, value)

    def features(self) -> tuple[Feature, ...]:
        """All that the device has now."""
        return self._features().all()

    def start(self) -> None:
        """Begin acquisition."""
        if self._stream is not None:
            return
        device, frames = self._opened()
        stream = device.stream(
            self._buffers,
            packet_resend=self._packet_resend,
            socket_buffer_mb=self._socket_buffer_mb,
        )
        frames.restart()
        self._heard_ns = monotonic_ns()
        try:
            device.start_acquisition()
        except CameraError:
            stream.close()
            raise
        self._stream = stream

    def stop(self) -> None:
        """End acquisition; what was not taken is dropped."""
        if self._stream is None or self._device is None or self._lost:
            return
        with contextlib.suppress(CameraError):
            self._device.stop_acquisition()
        self._stream.close()
        self._stream = None

    def trigger(self) -> None:
        """Expose one frame by software."""
        device, _, _ = self._acquiring()
        device.nodes.execute("TriggerSoftware")

    def grab(self, timeout_s: float) -> Frame | None:
        """The next frame in order.

        Raises:
            CameraLostError: the camera no longer answers, or has restarted unseen.
        """
        device, stream, frames = self._acquiring()
        deadline_ns = monotonic_ns() + int(timeout_s * 1e9)
        while True:
            until_ns = min(deadline_ns, self._heard_ns + _PROBE_AFTER_NS)
            delivered = stream.take(max(until_ns - monotonic_ns(), 0) / 1e9)
            if delivered is not None:
                self._heard_ns = monotonic_ns()
                return frames.frame(delivered)
            if monotonic_ns() >= self._heard_ns + _PROBE_AFTER_NS:
                self._require_alive(device)
            if monotonic_ns() >= deadline_ns:
                return None

    def stats(self) -> CameraStats:
        """Counts since :meth:`open`."""
        return CameraStats() if self._frames is None else self._frames.stats

    def _require_alive(self, device: AravisDevice) -> None:
        try:
            device.require_alive()
        except CameraLostError:
            self._lost = True
            raise
        self._heard_ns = monotonic_ns()

    def _features(self) -> GenicamFeatures:
        device, _ = self._opened()
        return GenicamFeatures(device.nodes)

    def _opened(self) -> tuple[AravisDevice, FrameMaker]:
        device, frames = self._device, self._frames
        if device is None or frames is None:
            raise CameraError("the camera is not open", remedy="Open the camera first.")
        return device, frames

    def _acquiring(self) -> tuple[AravisDevice, AravisStream, FrameMaker]:
        device, frames = self._opened()
        stream = self._stream  # read once: triggers come from other threads
        if stream is None:
            raise CameraError("the camera is not acquiring", remedy="Start the camera first.")
        return device, stream, frames


def _free(device: AravisDevice, stream: AravisStream | None) -> None:
    if stream is not None:
        stream.close()
    device.close()
