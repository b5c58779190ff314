"""What-if questions: past parts decided again by other limits, or by another model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from inspector.domain.evaluation import Reason
from inspector.domain.history import HistoryFilter
from inspector.domain.recipe import DecisionLimits
from inspector.domain.record import Provenance

if TYPE_CHECKING:
    from inspector.domain.scored_parts import PartColumns

SEEN = frozenset(
    {
        Reason.CLASSIFIED,
        Reason.FRAME_MISSING,
        Reason.FRAME_INCOMPLETE,
        Reason.IMAGE_UNREADABLE,
        Reason.IMAGE_UNSUITABLE,
        Reason.PAIRING_UNPROVEN,
        Reason.CAMERA_LOST,
        Reason.PREPROCESSING_FAILED,
        Reason.INFERENCE_FAILED,
        Reason.SCORE_INVALID,
    }
)
"""Reasons that a camera's picture gives. With any other the line decided, and no model would have
changed it."""
SCORED = frozenset({Reason.CLASSIFIED, Reason.SCORE_INVALID})
"""Reasons that scores give."""


class Truth(IntEnum):
    """What a part is, as far as somebody knows."""

    UNKNOWN = 0
    GOOD = 1
    DEFECTIVE = 2


@dataclass(frozen=True, slots=True)
class LimitChange:
    """Limits that are to be other ones; what is not named stays as it was for each part."""

    accept: float | None = None
    reject_default: float | None = None
    reject: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def on(self, limits: DecisionLimits) -> DecisionLimits:
        """Limits with this change."""
        return DecisionLimits(
            limits.accept if self.accept is None else self.accept,
            limits.reject_default if self.reject_default is None else self.reject_default,
            MappingProxyType({**limits.reject, **self.reject}),
        )


class ScoredParts(Protocol):
    """Where scores are read. All methods may be called from several threads."""

    def found(self, criteria: HistoryFilter, before: int | None, limit: int) -> Sequence[int]:
        """At most ``limit`` sequences of parts, below ``before``, newest first."""

    def scored_of(self, sequences: Sequence[int]) -> PartColumns:
        """These parts; those that are gone are left out."""

    def provenance(self, provenance_id: int) -> Provenance:
        """With what a part was judged."""

    def stamp(self) -> tuple[int, int]:
        """The newest result and the newest review: while both stay, so do all answers."""
