"""The cameras: how they fare, their features and their newest pictures."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Response

from inspector.api.replies import RIGHT_MISSING, binary_reply, error_replies
from inspector.api.rights import needs
from inspector.domain.people import Right
from inspector.services.live.cameras import LiveCameras
from inspector.services.people.audit import Actor
from inspector.services.people.desk import PeopleDesk
from inspector.wire.cameras import (
    CameraList,
    CameraPicture,
    FeatureChange,
    FeatureList,
    FeatureName,
    FeatureRow,
    FeatureSelection,
    FeatureValue,
    KeptFeatures,
    PictureMeasures,
)

SIDE_LIMIT_PX = 4096

CameraName = Annotated[str, Path(min_length=1, max_length=64)]
MaxSide = Annotated[int, Query(ge=16, le=SIDE_LIMIT_PX)]
Seen = Annotated[str | None, Header()]

_NO_CAMERA = "The station has no camera of this name."
_NO_PICTURE = "The station has no camera of this name, or the camera has no picture yet."
_INSPECTING = "The station inspects parts; stop it first."
_NOT_KEPT = "The station inspects parts, or has no recipe file that can hold the settings."
_NOT_MODIFIED: dict[int | str, dict[str, Any]] = {
    304: {"description": "The picture is the one of `If-None-Match`."}
}


def camera_router(cameras: LiveCameras, people: PeopleDesk) -> APIRouter:
    """Routes below ``/v1/cameras``; the handlers run in worker threads."""
    router = APIRouter(prefix="/v1/cameras", tags=["cameras"])

    @router.get("", responses=error_replies())
    def states() -> CameraList:
        """How each camera fares, in the order of the station file."""
        return cameras.states()

    @router.get(
        "/{name}/features", responses=error_replies(NOT_FOUND=_NO_CAMERA, CONFLICT=_INSPECTING)
    )
    def features(name: CameraName) -> FeatureList:
        """All features as they stand now, with their limits; acquisition pauses meanwhile."""
        return cameras.features(name)

    _add_setting_routes(router, cameras, people)
    _add_picture_routes(router, cameras)
    return router


def _add_setting_routes(router: APIRouter, cameras: LiveCameras, people: PeopleDesk) -> None:
    setter = needs(people, Right.SET_CAMERAS)

    @router.put(
        "/{name}/features/{feature}",
        responses=error_replies(
            FORBIDDEN=RIGHT_MISSING, NOT_FOUND=_NO_CAMERA, CONFLICT=_INSPECTING
        ),
    )
    def set_feature(
        name: CameraName, feature: FeatureName, change: FeatureChange, actor: Actor = setter
    ) -> FeatureRow:
        """Set a feature; answers with what the device made of it.

        It lasts until the camera connects again; `POST /v1/cameras/{name}/recipe` keeps it.
        """
        with people.audit.recorded(actor, "camera.set", f"{name}.{feature}") as entry:
            entry.new = change.value
            entry.old = _present(cameras, name, feature)
            row = cameras.set_feature(name, feature, change.value)
            entry.new = row.value
        return row

    @router.post(
        "/{name}/trigger",
        responses=error_replies(
            FORBIDDEN=RIGHT_MISSING, NOT_FOUND=_NO_CAMERA, CONFLICT=_INSPECTING
        ),
    )
    def trigger(name: CameraName, actor: Actor = setter) -> CameraList:
        """Expose one frame for a look; answers before the frame has come."""
        with people.audit.recorded(actor, "camera.trigger", name):
            cameras.trigger(name)
        return cameras.states()

    @router.post(
        "/{name}/recipe",
        responses=error_replies(FORBIDDEN=RIGHT_MISSING, NOT_FOUND=_NO_CAMERA, CONFLICT=_NOT_KEPT),
    )
    def keep(name: CameraName, selection: FeatureSelection, actor: Actor = setter) -> KeptFeatures:
        """Write the present values of features into the recipe, for the next start."""
        with people.audit.recorded(actor, "camera.keep", name) as entry:
            kept = cameras.keep(name, selection.features)
            entry.new = {"file": kept.file, "table": kept.table, "features": kept.features}
        return kept


def _present(cameras: LiveCameras, name: str, feature: str) -> FeatureValue | None:
    """The value before it is changed, for the record."""
    rows = cameras.features(name).features
    return next((row.value for row in rows if row.name == feature), None)


def _add_picture_routes(router: APIRouter, cameras: LiveCameras) -> None:
    @router.get(
        "/{name}/picture",
        response_class=Response,
        responses=error_replies(NOT_FOUND=_NO_PICTURE) | _JPEG | _NOT_MODIFIED,
    )
    def picture(name: CameraName, max_side: MaxSide = 1024, if_none_match: Seen = None) -> Response:
        """The newest picture as JPEG for display, or 304 when the client has it already."""
        made = cameras.picture(name, max_side, (if_none_match or "").strip('"'))
        return Response(status_code=304) if made is None else _picture_response(made)

    @router.get("/{name}/measures", responses=error_replies(NOT_FOUND=_NO_PICTURE))
    def measures(name: CameraName) -> PictureMeasures:
        """Focus and exposure of the newest picture, measured on all its pixels."""
        return cameras.measures(name)


def _picture_response(picture: CameraPicture) -> Response:
    headers = {
        "ETag": f'"{picture.version}"',
        "Cache-Control": "no-cache",
        "X-Frame-Id": str(picture.frame_id),
        "X-Frame-Complete": "1" if picture.complete else "0",
        "X-Pixel-Format": picture.pixel_format,
        "X-Width": str(picture.width_px),
        "X-Height": str(picture.height_px),
    }
    return Response(picture.jpeg, media_type="image/jpeg", headers=headers)


_TEXT = {"schema": {"type": "string"}}
_NUMBER = {"schema": {"type": "integer"}}
_JPEG = binary_reply("image/jpeg", description="The picture.")
_JPEG[200]["headers"] = {
    "ETag": _TEXT,
    "X-Frame-Id": _NUMBER,
    "X-Frame-Complete": _NUMBER,
    "X-Pixel-Format": _TEXT,
    "X-Width": _NUMBER,
    "X-Height": _NUMBER,
}
