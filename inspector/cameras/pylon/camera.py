"""Driver for Basler cameras through pylon."""

from __future__ import annotations

from functools import partial

from inspector.cameras.genicam.camera import GenicamCamera
from inspector.cameras.pylon.device import PylonDevice


class PylonCamera(GenicamCamera):
    """One Basler camera.

    The trigger mode is the device's own until it is set. A software trigger waits until the camera
    is ready for it, so that none is lost between two exposures.

    Args:
        serial: Serial number; empty for the only camera there is.
        demosaic: How a Bayer mosaic becomes colour, see :func:`inspector.vision.pfnc.decode`.
        buffers: Frames that pylon may hold.

    Raises:
        CameraNotFoundError: at :meth:`open`, it does not answer.
        CameraAmbiguousError: at :meth:`open`, several devices fit.
        CameraBusyError: at :meth:`open`, another program has it open.
        DriverMissingError: at :meth:`open`, pypylon is not installed.
        CameraLostError: at :meth:`grab`, it was removed or no longer answers.
        CameraError: at :meth:`trigger`, it is not ready for a trigger within a second.
    """

    def __init__(self, serial: str = "", *, demosaic: str = "bilinear", buffers: int = 8) -> None:
        super().__init__(partial(PylonDevice, serial, buffers), demosaic)
