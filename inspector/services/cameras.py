"""What the camera service needs of the running cameras; the engine implements it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from inspector.domain.camera_state import CameraState
from inspector.domain.feature import Feature, FeatureValue
from inspector.domain.frame import Frame


class CameraControl(Protocol):
    """The running cameras by their names. All methods may be called from several threads.

    A name that is not among :meth:`names` raises ``CameraUnknownError``.
    """

    def names(self) -> Sequence[str]:
        """The cameras in the order of the station file; the first one leads the live view."""

    def state(self, name: str) -> CameraState:
        """How the camera fares now."""

    def features(self, name: str) -> Sequence[Feature]:
        """All features as they stand now.

        Raises:
            CameraLostError: the camera is not connected.
        """

    def set_feature(self, name: str, feature: str, value: FeatureValue) -> Feature:
        """Set a feature in the camera's own thread, and read back what the device made of it.

        Raises:
            FeatureError: unknown, locked or out of range; nothing was changed.
            CameraLostError: the camera is not connected.
            CommandNotAllowedError: the station inspects parts.
        """

    def trigger(self, name: str) -> None:
        """Expose one frame for a look.

        Raises:
            CameraLostError: the camera is not connected.
            CommandNotAllowedError: the station inspects parts; the frame would be taken for one.
        """

    def latest(self, name: str) -> Frame | None:
        """The newest frame as the camera delivered it, not copied; ``None`` before the first."""
