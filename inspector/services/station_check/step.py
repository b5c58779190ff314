"""One step of the check, and how it is told to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from inspector.domain.errors.base import InspectorError
from inspector.domain.phrase import Phrase
from inspector.domain.place import Place
from inspector.domain.station_check import CheckFinding, CheckGroup, CheckName, CheckStatus

Cancelled = threading.Event
"""Set when a person wants no more of it; every step that takes long looks at it."""


@dataclass(frozen=True, slots=True)
class CheckStep:
    """What is looked at in one step; may take seconds, and gives way to everything else."""

    group: CheckGroup
    look: Callable[[Cancelled], Iterable[CheckFinding]]


def answered(
    name: CheckName,
    figure: str = "",
    remedy: str | Phrase = "",
    *,
    warns: bool = False,
    fails: bool = False,
    subject: str = "",
    place: Place = Place.STATION_CHECK,
) -> CheckFinding:
    """Passed, unless it warns or fails; only then the remedy is told."""
    status = CheckStatus.FAILED if fails else CheckStatus.WARNING if warns else CheckStatus.PASSED
    needed = "" if status is CheckStatus.PASSED else remedy
    return CheckFinding(name, status, figure, needed, subject, fixed_on=place)


def not_applicable(name: CheckName, figure: str = "") -> CheckFinding:
    """There is nothing to answer here, or not now."""
    return CheckFinding(name, CheckStatus.NOT_APPLICABLE, figure)


def failed(name: CheckName, error: InspectorError, place: Place, subject: str = "") -> CheckFinding:
    """What an error says of a question."""
    return CheckFinding(
        name,
        CheckStatus.FAILED,
        error.detail,
        error.advice or error.remedy,
        subject,
        error.code,
        place,
    )
