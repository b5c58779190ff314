"""Driver for GigE Vision and USB3 Vision cameras through viva-genicam; experimental."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inspector.cameras.genicam.features import GenicamFeatures
from inspector.cameras.genicam.framing import Framing
from inspector.cameras.genicam.vigil import Vigil
from inspector.domain.errors.camera import CameraError
from inspector.domain.feature import Feature, FeatureValue
from inspector.domain.frame import Frame
from inspector.domain.ports import CameraStats

if TYPE_CHECKING:
    from inspector.cameras.viva.device import VivaDevice


class VivaCamera:
    """One camera. Once :class:`CameraLostError` was raised it is spent: make a new one.

    Args:
        serial: Serial number; empty for the only camera there is.
        address: IP address or USB place, in place of the serial number.
        packet_resend: Ask a GigE camera for lost packets again; off for cameras that cannot.
        demosaic: How a Bayer mosaic becomes colour, see :func:`inspector.vision.pfnc.decode`.
        buffers: Not used: the library holds as many frames as it needs.
    """

    def __init__(
        self,
        serial: str = "",
        *,
        address: str = "",
        packet_resend: bool = True,
        demosaic: str = "bilinear",
        buffers: int = 8,
    ) -> None:
        self._serial = serial
        self._address = address
        self._packet_resend = packet_resend
        self._demosaic = demosaic
        self._device: VivaDevice | None = None
        self._framing: Framing | None = None
        self._vigil: Vigil | None = None
        self._acquiring = False

    def open(self) -> None:
        """Connect.

        Raises:
            CameraNotFoundError: it does not answer.
            CameraAmbiguousError: several devices fit.
            CameraBusyError: another program controls it.
            DriverMissingError: viva-genicam is not installed.
        """
        if self._device is not None:
            return
        from inspector.cameras.viva.device import VivaDevice

        camera, source = self._connected()
        try:
            device = VivaDevice(camera, source, packet_resend=self._packet_resend)
            self._framing = Framing(source, device.frame_ids(), self._demosaic)
        except CameraError:
            camera.close()
            raise
        self._vigil = Vigil(device.require_alive)
        self._device = device

    def close(self) -> None:
        """Disconnect."""
        device, self._device = self._device, None
        self._vigil = None
        self._acquiring = False
        if device is not None:
            device.close()

    def get(self, feature: str) -> FeatureValue:
        """Read a feature."""
        return GenicamFeatures(self._opened().nodes).get(feature)

    def set(self, feature: str, value: FeatureValue) -> None:
        """Set a feature, range-checked."""
        GenicamFeatures(self._opened().nodes).set(feature, value)

    def features(self) -> tuple[Feature, ...]:
        """All that the device has now."""
        return GenicamFeatures(self._opened().nodes).all()

    def start(self) -> None:
        """Begin acquisition."""
        device = self._opened()
        if self._acquiring or self._framing is None or self._vigil is None:
            return
        device.start()
        self._framing.restart()
        self._vigil.restart()
        self._acquiring = True

    def stop(self) -> None:
        """End acquisition; what was not taken is dropped."""
        if self._acquiring and self._device is not None:
            self._device.stop()
        self._acquiring = False

    def trigger(self) -> None:
        """Expose one frame by software."""
        self._acquiring_device().trigger()

    def grab(self, timeout_s: float) -> Frame | None:
        """The next frame in order.

        Raises:
            CameraLostError: the camera no longer answers, or another program took control.
        """
        self._acquiring_device()
        return None if self._vigil is None else self._vigil.wait(self._take, timeout_s)

    def stats(self) -> CameraStats:
        """Counts since :meth:`open`."""
        return CameraStats() if self._framing is None else self._framing.stats

    def _take(self, timeout_s: float) -> Frame | None:
        device, framing = self._acquiring_device(), self._framing
        delivered = device.take(timeout_s)
        return framing.frame(delivered) if framing and delivered else None

    def _connected(self) -> tuple[Any, str]:
        from inspector.cameras.viva.devices import connect

        found, camera = connect(self._serial, self._address)
        return camera, f"viva {found.serial or found.address}"

    def _opened(self) -> VivaDevice:
        device = self._device  # read once: a trigger comes from another thread
        if device is None:
            raise CameraError("the camera is not open", remedy="Open the camera first.")
        return device

    def _acquiring_device(self) -> VivaDevice:
        device = self._opened()
        if not self._acquiring:
            raise CameraError("the camera is not acquiring", remedy="Start the camera first.")
        return device
