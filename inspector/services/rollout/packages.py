"""What the API needs to know of the station's packages; the composition root implements it."""

from __future__ import annotations

from typing import Protocol

from inspector.wire.packages import PackageDetail, PackageDifference


class PackageService(Protocol):
    """All methods may be called from several threads."""

    def detail(self, name: str) -> PackageDetail:
        """All about one package.

        Raises:
            PackageUnknownError: the station has none of this name.
        """

    def report(self, name: str) -> bytes:
        """The report of its evaluation, one HTML page.

        Raises:
            PackageUnknownError: the station has none of this name, or it carries no report.
            ModelIntegrityError: the report is not the one that was packaged.
        """

    def difference(self, before: str, after: str) -> PackageDifference:
        """What ``after`` changes against ``before``; raises as :meth:`detail`."""
