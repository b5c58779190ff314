"""Driver for any camera with a GenTL producer."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.cameras.gentl.device import GentlDevice
from inspector.domain.errors.camera import CameraError
from inspector.domain.feature import Feature, FeatureValue
from inspector.domain.frame import Frame
from inspector.domain.ports import CameraStats


class GentlCamera:
    """One camera. Run it in a process of its own: a vendor's library may crash.

    Once :class:`CameraLostError` was raised the object is spent: make a new one.

    Args:
        serial: Serial number; empty for the only camera there is.
        producers: Paths of `.cti` files; empty for all in the folders that GENICAM_GENTL64_PATH
            names.
        demosaic: How a Bayer mosaic becomes colour, see :func:`inspector.vision.pfnc.decode`.
        buffers: How many frames the producer may hold; it may need more.
    """

    def __init__(
        self,
        serial: str = "",
        *,
        producers: Sequence[str] = (),
        demosaic: str = "bilinear",
        buffers: int = 8,
    ) -> None:
        self._serial = serial
        self._producers = tuple(producers)
        self._demosaic = demosaic
        self._buffers = buffers
        self._device: GentlDevice | None = None

    def open(self) -> None:
        """Load the producers and connect.

        Raises:
            ProducerError: a producer is missing or does not load.
            CameraNotFoundError: no device fits.
            CameraAmbiguousError: several fit.
            CameraBusyError: another program has it.
            DriverMissingError: Harvesters or genicam is not installed.
        """
        if self._device is None:
            self._device = GentlDevice(self._serial, self._producers, self._demosaic, self._buffers)

    def close(self) -> None:
        """Disconnect and unload the producer."""
        device, self._device = self._device, None
        if device is not None:
            device.close()

    def get(self, feature: str) -> FeatureValue:
        """Read a feature."""
        return self._opened().features.get(feature)

    def set(self, feature: str, value: FeatureValue) -> None:
        """Write a feature."""
        self._opened().features.set(feature, value)

    def features(self) -> tuple[Feature, ...]:
        """All features of the device."""
        return self._opened().features.all()

    def start(self) -> None:
        """Begin acquisition; frame ids go on."""
        device = self._opened()
        if not device.is_acquiring:
            device.start()

    def stop(self) -> None:
        """End acquisition; frames that are under way are dropped."""
        if self._device is not None and self._device.is_acquiring:
            self._device.stop()

    def trigger(self) -> None:
        """Expose one frame by software."""
        self._acquiring().trigger()

    def grab(self, timeout_s: float) -> Frame | None:
        """The next frame, complete or not."""
        return self._acquiring().grab(timeout_s)

    def stats(self) -> CameraStats:
        """Counts since :meth:`open`."""
        return CameraStats() if self._device is None else self._device.frames.stats

    def _opened(self) -> GentlDevice:
        device = self._device  # read once: a trigger comes from another thread
        if device is None:
            raise CameraError("the GenTL camera is not open", remedy="Open the camera first.")
        return device

    def _acquiring(self) -> GentlDevice:
        device = self._opened()
        if not device.is_acquiring:
            raise CameraError(f"{device.source} is not acquiring", remedy="Start the camera first.")
        return device
