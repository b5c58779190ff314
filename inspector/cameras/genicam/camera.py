"""The camera that all GenICam drivers are: settings, acquisition, frames in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from inspector.cameras.genicam.features import GenicamFeatures
from inspector.cameras.genicam.framing import Framing
from inspector.cameras.genicam.vigil import Vigil
from inspector.domain.errors.camera import CameraError
from inspector.domain.feature import Feature, FeatureValue
from inspector.domain.frame import Frame
from inspector.domain.phrases.cameras import CameraPhrase
from inspector.domain.ports import CameraStats

if TYPE_CHECKING:
    from inspector.cameras.genicam.device import Device


class _Connection(NamedTuple):
    device: Device
    framing: Framing
    vigil: Vigil

    def take(self, timeout_s: float) -> Frame | None:
        with self.device.take(timeout_s) as delivered:
            return None if delivered is None else self.framing.frame(delivered)


class GenicamCamera:
    """One camera. Once :class:`CameraLostError` was raised it is spent: make a new one.

    A camera that is silent while frames are due is no error, for an idle line is silent; but one
    that does not answer then is lost, see :class:`Vigil`.

    Args:
        connect: Finds and connects the device; its errors are those of :meth:`open`.
        demosaic: How a Bayer mosaic becomes colour, see :func:`inspector.vision.pfnc.decode`.
    """

    def __init__(self, connect: Callable[[], Device], demosaic: str) -> None:
        self._connect = connect
        self._demosaic = demosaic
        self._connection: _Connection | None = None
        self._acquiring = False

    def open(self) -> None:
        """Connect.

        Raises:
            CameraError: it cannot be connected; the driver's class tells how.
        """
        if self._connection is not None:
            return
        device = self._connect()
        try:
            framing = Framing(device.source, device.frame_ids(), self._demosaic)
        except CameraError:
            device.close()
            raise
        self._connection = _Connection(device, framing, Vigil(device.require_alive))

    def close(self) -> None:
        """Disconnect."""
        connection, self._connection = self._connection, None
        self._acquiring = False
        if connection is not None:
            connection.device.close()

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
        device, framing, vigil = self._opened()
        if self._acquiring:
            return
        device.start()
        framing.restart()
        vigil.restart()
        self._acquiring = True

    def stop(self) -> None:
        """End acquisition; what was not taken is dropped."""
        if self._acquiring:
            self._acquiring = False
            self._opened().device.stop()

    def trigger(self) -> None:
        """Expose one frame by software.

        Raises:
            CameraError: the camera takes no software trigger now.
        """
        self._started().device.trigger()

    def grab(self, timeout_s: float) -> Frame | None:
        """The next frame in order.

        Raises:
            CameraLostError: the camera is gone, no longer answers, or has restarted unseen.
        """
        connection = self._started()
        return connection.vigil.wait(connection.take, timeout_s)

    def stats(self) -> CameraStats:
        """Counts since :meth:`open`."""
        connection = self._connection
        return CameraStats() if connection is None else connection.framing.stats

    def _features(self) -> GenicamFeatures:
        return GenicamFeatures(self._opened().device.nodes)

    def _opened(self) -> _Connection:
        connection = self._connection  # read once: a trigger comes from another thread
        if connection is None:
            raise CameraError(CameraPhrase.NOTHING_OPEN(), remedy="Open the camera first.")
        return connection

    def _started(self) -> _Connection:
        connection = self._opened()
        if not self._acquiring:
            raise CameraError(
                CameraPhrase.CAMERA_NOT_ACQUIRING(camera=connection.device.source),
                remedy="Start the camera first.",
            )
        return connection
