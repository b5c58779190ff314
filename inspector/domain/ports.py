"""What the engine needs from the world; drivers implement these, `app` chooses them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from inspector.domain.feature import Feature, FeatureValue
from inspector.domain.frame import Frame
from inspector.domain.model import Classification

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class CameraStats:
    """Counts since the camera was opened."""

    frames: int = 0
    incomplete: int = 0
    missed: int = 0


class Camera(Protocol):
    """One camera. All calls but :meth:`trigger` come from the thread that owns it.

    Errors, all in :mod:`inspector.domain.errors.camera`: ``FeatureError`` (a setting, no retry),
    ``CameraLostError`` (close, back off, make a new object) and ``CameraError`` (the rest).
    """

    def open(self) -> None:
        """Connect to the device; raise when it is not there."""

    def close(self) -> None:
        """Disconnect. May be called at any time and any number of times; never raises."""

    def get(self, feature: str) -> FeatureValue:
        """Read a feature by its SFNC name with unit, such as ``exposure_time_us``."""

    def set(self, feature: str, value: FeatureValue) -> None:
        """Write a feature by its SFNC name with unit, range-checked."""

    def features(self) -> Sequence[Feature]:
        """All features that the device has now, with their limits; needs an open camera."""

    def start(self) -> None:
        """Begin acquisition."""

    def stop(self) -> None:
        """End acquisition; a stopped camera may be started again."""

    def trigger(self) -> None:
        """Expose one frame by software; safe to call from another thread."""

    def grab(self, timeout_s: float) -> Frame | None:
        """The next frame in order, or ``None`` when none came in time.

        A damaged frame is returned with its ``fault`` and never swallowed: in trigger mode silence
        would shift every later verdict by one part.
        """

    def stats(self) -> CameraStats:
        """Counts since :meth:`open`."""


class Classifier(Protocol):
    """A model that gives one probability per class."""

    @property
    def classes(self) -> Sequence[str]:
        """Class names in the order of the scores."""

    @property
    def ok_classes(self) -> frozenset[str]:
        """The classes that a good part may have."""

    def classify(self, image: NDArray[np.uint8]) -> Classification:
        """One probability per class for an image ``(H, W)`` or ``(H, W, 3)`` BGR.

        Raises:
            InferenceError: the runtime failed on this image.
        """
