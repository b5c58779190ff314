"""The virtual line's parts before a GigE Vision camera."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from inspector.sim.gige_camera.camera import GigeCamera
from inspector.sim.gige_camera.settings import GigeCameraSettings
from inspector.sim.part_source import SimPart

if TYPE_CHECKING:
    from inspector.domain.frame import Image

_SIDE = 192


class GigeOutlet:
    """Shows each part to a :class:`GigeCamera` and gives the edge of the photo-eye on its Line1.

    The sensor has the size and the colours of the first part's picture; other sizes lie in its
    middle. A part whose picture cannot be read is a frame that is exposed and lost on its way: it
    has its number, and nothing of it arrives.

    Args:
        address: Loopback address of the camera.
        serial: Serial number of the camera.
        sample: The first part.
    """

    def __init__(self, address: str, serial: str, sample: SimPart) -> None:
        image = np.zeros((_SIDE, _SIDE), np.uint8) if sample.image is None else sample.image
        empty: Image = np.zeros_like(image)
        settings = GigeCameraSettings(
            address,
            serial,
            width=image.shape[1],
            height=image.shape[0],
            pixel_format="Mono8" if image.ndim == 2 else "BGR8",
            trigger_source="Line1",
        )
        self._camera = GigeCamera(settings, lambda _: empty)

    def show(self, part: SimPart, exposed_ns: int) -> None:
        """A part has reached the photo-eye at this time of the camera's clock."""
        self._camera.look_at(lambda _: part.image)
        self._camera.edge(exposed_ns)

    def close(self) -> None:
        """Power down."""
        self._camera.close()
