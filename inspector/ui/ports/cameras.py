"""The cameras of a station."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from inspector.wire.cameras import (
    CameraPicture,
    FeatureRow,
    FeatureValue,
    KeptFeatures,
    PictureMeasures,
)


class Cameras(Protocol):
    """The cameras of the station by name; raises as :class:`Station`."""

    def features(self, name: str, /) -> Sequence[FeatureRow]:
        """All features as they stand now."""

    def set_feature(self, name: str, feature: str, value: FeatureValue, /) -> FeatureRow:
        """Set a feature; what the device made of it."""

    def trigger(self, name: str, /) -> None:
        """Expose one frame for a look."""

    def picture(self, name: str, max_side_px: int, seen: str, /) -> CameraPicture | None:
        """The newest picture; ``None`` when it is the version that was seen."""

    def measures(self, name: str, /) -> PictureMeasures:
        """Focus and exposure of the newest picture."""

    def keep(self, name: str, features: Sequence[str], /) -> KeptFeatures:
        """Write present values into the recipe, for the next start."""
