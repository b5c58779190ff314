"""What a check says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from inspector.domain.phrase import Phrase
from inspector.training.datasets.item import LeftOut


class Severity(StrEnum):
    """How bad it is."""

    REFUSED = "refused"
    """No training until it is mended."""
    WARNING = "warning"
    """Figures of a model trained on this may deceive."""
    NOTE = "note"
    """Worth knowing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark on a dataset.

    Attributes:
        check: Which check, such as ``imbalance``.
        severity: How bad it is.
        reason: What was found, with its figure.
        advice: What to do.
        figure: The figure that was held against a limit, if there is one.
        items: Origins of some of the pictures concerned.
    """

    check: str
    severity: Severity
    reason: str | Phrase
    advice: str | Phrase
    figure: float | None = None
    items: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """What was found, in English."""
        return str(self.reason)

    @property
    def remedy(self) -> str:
        """What to do, in English."""
        return str(self.advice)


@dataclass(frozen=True, slots=True)
class ShortcutScore:
    """How well something that is not the part tells the classes apart.

    Attributes:
        cue: What was looked at, such as ``corners``.
        auc: Area under the ROC curve, one class against the rest, mean of the classes;
            cross-validated. 0.5 is chance, 1 is certainty.
        low: Lower end of the 95 % bootstrap interval.
        high: Upper end of the 95 % bootstrap interval.
    """

    cue: str
    auc: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All that was found in a revision.

    Attributes:
        revision: Its id.
        pictures: Number of files.
        items: Number of labelled pictures or tiles.
        per_class: Number of items of each class.
        findings: The worst first.
        shortcuts: Scores of all cues, also of those that are no finding.
        middle: Score of the middle of the pictures, where parts are; no shortcut, to compare.
        left_out: Files that were not taken.
    """

    revision: str
    pictures: int
    items: int
    per_class: Mapping[str, int]
    findings: tuple[Finding, ...]
    shortcuts: tuple[ShortcutScore, ...]
    middle: ShortcutScore | None
    left_out: tuple[LeftOut, ...]

    @property
    def refused(self) -> bool:
        """Whether something forbids training."""
        return any(finding.severity is Severity.REFUSED for finding in self.findings)
