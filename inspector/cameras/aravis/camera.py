"""Driver for GigE Vision and USB3 Vision cameras through Aravis."""

from __future__ import annotations

from functools import partial

from inspector.cameras.aravis.device import AravisDevice
from inspector.cameras.aravis.stream import StreamOptions
from inspector.cameras.genicam.camera import GenicamCamera


class AravisCamera(GenicamCamera):
    """One GigE Vision or USB3 Vision camera.

    Args:
        serial: Serial number; empty for the only camera there is.
        address: IP address or Aravis device id, which needs no search.
        packet_resend: Ask a GigE camera for lost packets again; off for cameras that cannot.
        socket_buffer_mb: Receive buffer; ``net.core.rmem_max`` must allow it.
        demosaic: How a Bayer mosaic becomes colour, see :func:`inspector.vision.pfnc.decode`.
        buffers: Frames that the library may hold.

    Raises:
        CameraNotFoundError: at :meth:`open`, it does not answer.
        CameraAmbiguousError: at :meth:`open`, several devices fit.
        CameraBusyError: at :meth:`open`, another program controls it.
        DriverMissingError: at :meth:`open`, the library is not installed.
        CameraLostError: at :meth:`grab`, it no longer answers, or has restarted unseen.
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
        options = StreamOptions(buffers, packet_resend, socket_buffer_mb)
        super().__init__(partial(AravisDevice, serial, address, options), demosaic)
