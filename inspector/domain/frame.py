"""A picture from a camera, with the identity that ties it to one trigger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector.domain.evaluation import Reason

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Image = NDArray[np.uint8] | NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Frame:
    """One exposure as the camera delivered it.

    Attributes:
        image: Shape ``(height, width)`` or ``(height, width, 3)``, owned and read-only; ``None``
            when nothing usable arrived. Colours lie in the order blue, green, red, whatever the
            camera delivered.
        pixel_format: GenICam PFNC name as delivered, such as ``Mono8`` or ``BGR8``.
        frame_id: The camera's own counter, unwrapped to 64 bits, counting from 1.
        missed_since_last: Frame ids skipped since the frame before.
        host_ns: :func:`inspector.clock.monotonic_ns` when the frame was complete on this host.
        device_ns: The camera's time stamp in nanoseconds, where it has one.
        fault: Why the frame cannot be judged; ``None`` for a complete frame.
        source: A file name or device address, for the record.
        waited_max_ns: How long it may have been there before ``host_ns``, because whoever takes the
            camera's frames stood still.
    """

    image: Image | None
    pixel_format: str
    frame_id: int
    missed_since_last: int
    host_ns: int
    device_ns: int | None = None
    fault: Reason | None = None
    source: str = ""
    waited_max_ns: int = 0

    @property
    def complete(self) -> bool:
        """Whether the frame holds a whole picture."""
        return self.fault is None and self.image is not None
