"""What the cameras of the API need of the engine, and of the recipe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from inspector.domain.camera_state import CameraState
from inspector.domain.feature import Feature, FeatureValue
from inspector.domain.frame import Frame
from inspector.wire.cameras import KeptFeatures


class CameraControl(Protocol):
    """The running cameras by their names. All methods may be called from several threads.

    A name that is not among :meth:`names` raises ``CameraUnknownError``.
    """

    def names(self) -> Sequence[str]:
        """The cameras in the order of the station file; the first one leads the live view."""

    def state(self, name: str) -> CameraState:
        """How the camera fares now."""

    def features(self, name: str) -> Sequence[Feature]:
        """All features as they stand now; ``writable`` says what :meth:`set_feature` would take.

        Acquisition pauses meanwhile, for most features are locked while it runs.

        Raises:
            CameraLostError: the camera is not connected.
            CommandNotAllowedError: the station inspects parts.
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


class RecipeKeeper(Protocol):
    """Where settings are kept for the next start of the station."""

    def keep(self, camera: str, features: Mapping[str, FeatureValue]) -> KeptFeatures:
        """Write the settings of one camera into the recipe, beside those that stand there.

        Raises:
            RecipeNotNamedError: the station has no recipe file.
            RecipeInvalidError: the file is wrong, or would be with these settings.
            FolderNotWritableError: the file cannot be written.
        """
