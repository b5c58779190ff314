"""What a check says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer of a check.

    Attributes:
        check: Name of the check, stable for scripts.
        severity: ``FAULT`` where frames are lost or never come, ``WARNING`` where they may be.
        text: What was found, with the figure.
        remedy: What to do, with the exact command where there is one; empty when all is well.
    """

    check: str
    severity: Severity
    text: str
    remedy: str = ""
