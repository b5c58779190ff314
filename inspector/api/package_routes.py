"""What is known of the packages of a station."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from inspector.api.replies import binary_reply, error_replies
from inspector.services.rollout.packages import PackageService
from inspector.wire.packages import PackageDetail, PackageDifference

_NO_PACKAGE = "The station has no package of this name, or it carries no report."
_INERT = {"Content-Security-Policy": "default-src 'none'; img-src data:; style-src 'unsafe-inline'"}


def package_router(packages: PackageService) -> APIRouter:
    """Routes ``/v1/models/packages``, run in worker threads."""
    router = APIRouter(prefix="/v1/models/packages", tags=["models"])

    @router.get("/{model_id}/{version}", responses=error_replies(NOT_FOUND=_NO_PACKAGE))
    def package(model_id: str, version: str) -> PackageDetail:
        """All about one package: figures, candidates, card, worst pictures."""
        return packages.detail(f"{model_id}/{version}")

    @router.get(
        "/{model_id}/{version}/report",
        responses=error_replies(NOT_FOUND=_NO_PACKAGE)
        | binary_reply("text/html", description="The report."),
        response_class=Response,
    )
    def report(model_id: str, version: str) -> Response:
        """The report of its evaluation, one HTML page that loads nothing from elsewhere."""
        content = packages.report(f"{model_id}/{version}")
        return Response(content, media_type="text/html", headers=_INERT)

    @router.get(
        "/{model_id}/{version}/difference",
        responses=error_replies(NOT_FOUND=_NO_PACKAGE),
    )
    def difference(
        model_id: str, version: str, before: Annotated[str, Query(max_length=256)]
    ) -> PackageDifference:
        """What this package changes against the one named by `before`."""
        return packages.difference(before, f"{model_id}/{version}")

    return router
