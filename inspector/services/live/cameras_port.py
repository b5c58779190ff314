"""The running cameras as the API offers them, and what that needs of the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from inspector.domain.camera_state import CameraState
from inspector.domain.feature import Feature, FeatureValue
from inspector.domain.frame import Frame
from inspector.wire.cameras import (
    CameraList,
    CameraPicture,
    FeatureList,
    FeatureRow,
    KeptFeatures,
    PictureMeasures,
)


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


class CameraService(Protocol):
    """The cameras as clients see them. All methods may be called from several threads.

    Every method but :meth:`states` raises ``CameraUnknownError`` for a name that no camera has.
    """

    def states(self) -> CameraList:
        """All cameras, in the order of the station file."""

    def features(self, name: str) -> FeatureList:
        """All features of a camera; raises as :meth:`CameraControl.features`."""

    def set_feature(self, name: str, feature: str, value: FeatureValue) -> FeatureRow:
        """Set a feature; raises as :meth:`CameraControl.set_feature`."""

    def trigger(self, name: str) -> None:
        """Expose one frame for a look; raises as :meth:`CameraControl.trigger`."""

    def picture(self, name: str, max_side_px: int, seen: str = "") -> CameraPicture | None:
        """The newest picture, or ``None`` when it is the version that was ``seen``.

        Raises:
            PictureMissingError: there is none, or nothing of the newest frame arrived.
        """

    def measures(self, name: str) -> PictureMeasures:
        """Focus and exposure of the newest picture; raises as :meth:`picture`."""

    def keep(self, name: str, features: Sequence[str]) -> KeptFeatures:
        """Keep present values in the recipe; raises as :meth:`RecipeKeeper.keep`.

        Raises:
            FeatureError: the camera has no such feature, or its value cannot be read.
            CameraLostError: the camera is not connected.
            CommandNotAllowedError: the station inspects parts.
        """
