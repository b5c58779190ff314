"""Driver for GigE Vision and USB3 Vision cameras through viva-genicam; experimental."""

from __future__ import annotations

from functools import partial

from inspector.cameras.genicam.camera import GenicamCamera
from inspector.cameras.viva.device import VivaDevice
from inspector.cameras.viva.devices import connect


class VivaCamera(GenicamCamera):
    """One GigE Vision or USB3 Vision camera.

    Args:
        serial: Serial number; empty for the only camera there is.
        address: IP address or USB place, in place of the serial number.
        packet_resend: Ask a GigE camera for lost packets again; off for cameras that cannot.
        demosaic: How a Bayer mosaic becomes colour, see :func:`inspector.vision.pfnc.decode`.
        buffers: Not used: the library holds as many frames as it needs.

    Raises:
        CameraNotFoundError: at :meth:`open`, it does not answer.
        CameraAmbiguousError: at :meth:`open`, several devices fit.
        CameraBusyError: at :meth:`open`, another program controls it.
        DriverMissingError: at :meth:`open`, viva-genicam is not installed.
        CameraLostError: at :meth:`grab`, it no longer answers, or another program took control.
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
        super().__init__(partial(_connected, serial, address, packet_resend), demosaic)


def _connected(serial: str, address: str, packet_resend: bool) -> VivaDevice:
    found, camera = connect(serial, address)
    source = f"viva {found.serial or found.address}"
    return VivaDevice(camera, source, packet_resend=packet_resend)
