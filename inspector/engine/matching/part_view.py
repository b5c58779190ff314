"""What a free-running camera's frames show of parts: present, still and sharp, or not."""

from __future__ import annotations

from inspector.domain.errors.camera import CameraError
from inspector.domain.frame import Frame
from inspector.vision.grey import grey
from inspector.vision.measure.focus import tenengrad
from inspector.vision.measure.presence import Observation, PartDetector, PresenceSettings
from inspector.vision.pfnc import shown_bits


def rate_focus(frame: Frame) -> float | None:
    """Any whole frame may show the part; the sharper the better."""
    return None if frame.image is None else tenengrad(grey(frame.image, channel="luma"))


class PartView:
    """Observes one camera's frames, in order.

    The detector is made for the first frame, and anew when the camera delivers another format.

    Args:
        settings: When a part is there, still and sharp.
    """

    def __init__(self, settings: PresenceSettings) -> None:
        self._settings = settings
        self._detector: PartDetector | None = None
        self._format: tuple[str, tuple[int, ...]] = ("", ())

    def observe(self, frame: Frame) -> Observation | None:
        """What the frame shows; ``None`` for a damaged one, or one that cannot be looked at."""
        if frame.image is None or not frame.complete:
            return None
        shape = (frame.pixel_format, frame.image.shape)
        if self._detector is None or shape != self._format:
            bits = shown_bits(frame.pixel_format)
            self._detector = PartDetector(self._settings, significant_bits=bits)
            self._format = shape
        try:
            return self._detector.observe(frame.image)
        except CameraError:
            return None

    def rate(self, frame: Frame) -> float | None:
        """How sharp a still part is in this frame; ``None`` without one."""
        seen = self.observe(frame)
        return seen.focus if seen is not None and seen.sharp else None
