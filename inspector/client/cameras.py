"""The cameras of one station as a program sees them."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import quote

import httpx

from inspector.client.routes import Routes
from inspector.domain.errors.api import RequestFailedError
from inspector.domain.feature import FeatureValue
from inspector.wire.cameras import (
    CameraList,
    CameraPicture,
    CameraState,
    FeatureChange,
    FeatureList,
    FeatureRow,
    FeatureSelection,
    KeptFeatures,
    PictureMeasures,
)


class CameraClient(Routes):
    """All methods may be called from several threads, and raise as :class:`StationClient`'s.

    A name that no camera has raises ``CameraUnknownError``.
    """

    def states(self) -> list[CameraState]:
        """All cameras in the order of the station file."""
        return self._get(CameraList, "/v1/cameras").cameras

    def features(self, name: str) -> list[FeatureRow]:
        """All features of a camera as they stand now.

        Raises:
            CameraLostError: the camera is not connected.
            CommandNotAllowedError: the station inspects parts.
        """
        return self._get(FeatureList, f"{_path(name)}/features").features

    def set_feature(self, name: str, feature: str, value: FeatureValue) -> FeatureRow:
        """Set a feature; what the device made of it.

        Raises:
            FeatureError: unknown, locked or out of range; nothing was changed.
            CommandNotAllowedError: the station inspects parts.
        """
        path = f"{_path(name)}/features/{quote(feature, safe='')}"
        return self._send(FeatureRow, "PUT", path, FeatureChange(value=value))

    def trigger(self, name: str) -> None:
        """Expose one frame for a look.

        Raises:
            CommandNotAllowedError: the station inspects parts.
        """
        self._exchange("POST", f"{_path(name)}/trigger")

    def picture(self, name: str, max_side_px: int = 1024, seen: str = "") -> CameraPicture | None:
        """The newest picture; ``None`` when it is the version that was ``seen``.

        Raises:
            PictureMissingError: there is none.
        """
        response = self._exchange(
            "GET",
            f"{_path(name)}/picture",
            params={"max_side": max_side_px},
            headers={"If-None-Match": f'"{seen}"'} if seen else {},
        )
        return None if response.status_code == HTTPStatus.NOT_MODIFIED else _picture(response)

    def measures(self, name: str) -> PictureMeasures:
        """Focus and exposure of the newest picture.

        Raises:
            PictureMissingError: there is none.
        """
        return self._get(PictureMeasures, f"{_path(name)}/measures")

    def keep(self, name: str, features: Sequence[str]) -> KeptFeatures:
        """Write the present values of features into the recipe, for the station's next start.

        Raises:
            RecipeNotNamedError: the station has no recipe file.
        """
        selection = FeatureSelection(features=list(features))
        return self._send(KeptFeatures, "POST", f"{_path(name)}/recipe", selection)


def _path(name: str) -> str:
    return f"/v1/cameras/{quote(name, safe='')}"


def _picture(response: httpx.Response) -> CameraPicture:
    headers = response.headers
    try:
        return CameraPicture(
            jpeg=response.content,
            frame_id=int(headers["X-Frame-Id"]),
            pixel_format=headers["X-Pixel-Format"],
            width_px=int(headers["X-Width"]),
            height_px=int(headers["X-Height"]),
            complete=headers["X-Frame-Complete"] == "1",
            version=headers["ETag"].strip('"'),
        )
    except (KeyError, ValueError) as error:
        raise RequestFailedError("the picture came without its frame's headers") from error
