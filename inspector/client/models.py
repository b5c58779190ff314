"""The models of one station as a program sees them."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import httpx

from inspector.client.answers import parsed
from inspector.wire.model import WireModel
from inspector.wire.packages import PackageDetail, PackageDifference
from inspector.wire.rollout import (
    FlipPage,
    ModelsState,
    PromoteRequest,
    RollbackRequest,
    ShadowReport,
    ShadowRequest,
)

_LOADING_S = 60.0
"""The answer comes when the package is loaded and checked."""


class ModelClient:
    """Promotes models and goes back. Methods raise as those of the station client."""

    def __init__(self, exchange: Callable[..., httpx.Response]) -> None:
        """Ask through ``exchange``."""
        self._exchange = exchange

    def state(self) -> ModelsState:
        """What judges, what judged before, and how far the last promotion has come."""
        return parsed(ModelsState, self._exchange("GET", "/v1/models").content)

    def promote(self, package: str, reason: str = "", override_reason: str = "") -> ModelsState:
        """Begin to put a package in force; ask for :meth:`state` until it is, or is refused.

        Raises:
            PackageUnknownError: the station has no such package.
            RolloutImpossibleError: it is in force already.
            PromotionRunningError: another one is on its way.
            RightMissingError: the role may not do this.
        """
        request = PromoteRequest(package=package, reason=reason, override_reason=override_reason)
        return parsed(ModelsState, self._post("promote", request))

    def roll_back(self, reason: str = "") -> ModelsState:
        """Begin to put in force again what was before; raises as :meth:`promote`."""
        return parsed(ModelsState, self._post("rollback", RollbackRequest(reason=reason)))

    def shadow(self) -> ShadowReport:
        """How the package on trial fares."""
        return parsed(ShadowReport, self._exchange("GET", "/v1/models/shadow").content)

    def flips(self, limit: int = 100) -> FlipPage:
        """The newest views on which the package on trial disagrees with what stood."""
        answer = self._exchange("GET", "/v1/models/shadow/flips", params={"limit": limit})
        return parsed(FlipPage, answer.content)

    def set_shadow(self, package: str | None) -> ShadowReport:
        """Put a package on trial, or none; raises as :meth:`promote`."""
        body = ShadowRequest(package=package).model_dump(mode="json")
        reply = self._exchange("POST", "/v1/models/shadow", json=body, timeout=_LOADING_S)
        return parsed(ShadowReport, reply.content)

    def package(self, name: str) -> PackageDetail:
        """All about one package, by ``NAME/VERSION``.

        Raises:
            PackageUnknownError: the station has no such package.
        """
        return parsed(PackageDetail, self._exchange("GET", _path(name)).content)

    def report(self, name: str) -> bytes:
        """The report of its evaluation, one HTML page; raises as :meth:`package`."""
        return self._exchange("GET", f"{_path(name)}/report").content

    def difference(self, before: str, after: str) -> PackageDifference:
        """What ``after`` changes against ``before``; raises as :meth:`package`."""
        answer = self._exchange("GET", f"{_path(after)}/difference", params={"before": before})
        return parsed(PackageDifference, answer.content)

    def _post(self, what: str, request: WireModel) -> bytes:
        body = request.model_dump(mode="json")
        return self._exchange("POST", f"/v1/models/{what}", json=body).content


def _path(name: str) -> str:
    return "/v1/models/packages/" + "/".join(quote(part, safe="") for part in name.split("/", 1))
