"""Driver for any camera with a GenTL producer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from inspector.cameras.genicam.camera import GenicamCamera
from inspector.cameras.gentl.device import GentlDevice


class GentlCamera(GenicamCamera):
    """One camera. Run it in a process of its own: a vendor's library may crash.

    Args:
        serial: Serial number; empty for the only camera there is.
        producers: Paths of `.cti` files; empty for all in the folders that GENICAM_GENTL64_PATH
            names.
        demosaic: How a Bayer mosaic becomes colour, see :func:`inspector.vision.pfnc.decode`.
        buffers: How many frames the producer may hold; it may need more.

    Raises:
        ProducerError: at :meth:`open`, a producer is missing or does not load.
        CameraNotFoundError: at :meth:`open`, no device fits.
        CameraAmbiguousError: at :meth:`open`, several fit.
        CameraBusyError: at :meth:`open`, another program has it.
        DriverMissingError: at :meth:`open`, Harvesters or genicam is not installed.
        CameraLostError: at :meth:`grab`, the producer fails or the device does not answer.
    """

    def __init__(
        self,
        serial: str = "",
        *,
        producers: Sequence[str] = (),
        demosaic: str = "bilinear",
        buffers: int = 8,
    ) -> None:
        super().__init__(partial(GentlDevice, serial, tuple(producers), buffers), demosaic)
