"""The models of one station as a program sees them."""

from __future__ import annotations

from urllib.parse import quote

from inspector.client.routes import Routes, parsed
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


class ModelClient(Routes):
    """Promotes models and goes back. Methods raise as those of the station client."""

    def state(self) -> ModelsState:
        """What judges, what judged before, and how far the last promotion has come."""
        return self._get(ModelsState, "/v1/models")

    def promote(self, package: str, reason: str = "", override_reason: str = "") -> ModelsState:
        """Begin to put a package in force; ask for :meth:`state` until it is, or is refused.

        Raises:
            PackageUnknownError: the station has no such package.
            RolloutImpossibleError: it is in force already.
            PromotionRunningError: another one is on its way.
            RightMissingError: the role may not do this.
        """
        request = PromoteRequest(package=package, reason=reason, override_reason=override_reason)
        return self._send(ModelsState, "POST", "/v1/models/promote", request)

    def roll_back(self, reason: str = "") -> ModelsState:
        """Begin to put in force again what was before; raises as :meth:`promote`."""
        request = RollbackRequest(reason=reason)
        return self._send(ModelsState, "POST", "/v1/models/rollback", request)

    def shadow(self) -> ShadowReport:
        """How the package on trial fares."""
        return self._get(ShadowReport, "/v1/models/shadow")

    def flips(self, limit: int = 100) -> FlipPage:
        """The newest views on which the package on trial disagrees with what stood."""
        return self._get(FlipPage, "/v1/models/shadow/flips", limit=limit)

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
        return self._get(PackageDetail, _path(name))

    def report(self, name: str) -> bytes:
        """The report of its evaluation, one HTML page; raises as :meth:`package`."""
        return self._exchange("GET", f"{_path(name)}/report").content

    def difference(self, before: str, after: str) -> PackageDifference:
        """What ``after`` changes against ``before``; raises as :meth:`package`."""
        return self._get(PackageDifference, f"{_path(after)}/difference", before=before)


def _path(name: str) -> str:
    return "/v1/models/packages/" + "/".join(quote(part, safe="") for part in name.split("/", 1))
