"""What there is lacking to try a package on the line, or to put it in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.ui.actions.lacking import Lacking
from inspector.wire.rollout import PackageStanding

if TYPE_CHECKING:
    from inspector.wire.rollout import PackageRow


def lacking_to_try(package: PackageRow | None) -> Lacking | None:
    """Before it can be compared with the one in force; ``None`` for nothing."""
    if package is None:
        return Lacking.PACKAGE
    if package.standing is PackageStanding.IN_FORCE:
        return Lacking.OTHER_PACKAGE
    return Lacking.USABLE_PACKAGE if package.fault else None


def lacking_to_promote(package: PackageRow | None) -> Lacking | None:
    """Before it can be put in force; ``None`` for nothing."""
    lacking = lacking_to_try(package)
    if lacking is not None or package is None:
        return lacking
    return None if package.promotable else Lacking.SIGNATURE
