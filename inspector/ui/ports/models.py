"""The models of a station as the app needs them."""

from __future__ import annotations

from typing import Protocol

from inspector.wire.packages import PackageDetail, PackageDifference
from inspector.wire.rollout import FlipPage, ModelsState, ShadowReport


class Models(Protocol):
    """Every method raises a subclass of ``InspectorError``."""

    def state(self) -> ModelsState:
        """What judges, what judged before, and how far a promotion has come."""

    def package(self, name: str, /) -> PackageDetail:
        """All about one package."""

    def report(self, name: str, /) -> bytes:
        """The report of its evaluation, one HTML page."""

    def difference(self, before: str, after: str, /) -> PackageDifference:
        """What one package changes against another."""

    def promote(self, package: str, reason: str, override_reason: str, /) -> ModelsState:
        """Begin to put a package in force."""

    def roll_back(self, reason: str, /) -> ModelsState:
        """Begin to put in force again what was before."""

    def shadow(self) -> ShadowReport:
        """How the package on trial fares."""

    def flips(self, limit: int, /) -> FlipPage:
        """The newest views on which it disagrees."""

    def set_shadow(self, package: str | None, /) -> ShadowReport:
        """Put a package on trial, or none."""
