"""Which pictures are worth a person's label, and where they are found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from inspector.domain.evaluation import Evaluation


class Why(StrEnum):
    """Why a picture is worth a person's look."""

    NEAR_THRESHOLD = "near_threshold"
    """The verdict was close."""
    NOVEL = "novel"
    """The picture is unlike those that the model was trained on."""
    DISPUTED = "disputed"
    """A model on trial would have decided otherwise."""
    RANDOM = "random"
    """One of those that the model is sure of, to catch what it is wrongly sure of."""


@dataclass(frozen=True, slots=True)
class LabelCandidate:
    """An archived picture that nobody has reviewed.

    Attributes:
        why: Why it was chosen.
        sequence: Its row in the history.
        result_id: The inspection.
        part_id: The PLC's name for the part.
        triggered_utc_ns: When the part came.
        evaluation: What the station decided.
        class_name: The class that the model found.
        score: Probability of it.
        threshold: The limit that ``score`` was held against.
        novelty: Distance from the training pictures.
        image_sha256: Hash of the picture.
    """

    why: Why
    sequence: int
    result_id: str
    part_id: int
    triggered_utc_ns: int
    evaluation: Evaluation
    class_name: str
    score: float
    threshold: float
    novelty: float | None
    image_sha256: str

    @property
    def margin(self) -> float:
        """How far the score was from its limit."""
        return abs(self.score - self.threshold)


class LabelCandidates(Protocol):
    """Where pictures worth a label are found. May be used from several threads."""

    def candidates(
        self, why: Why, since_utc_ns: int, until_utc_ns: int, limit: int
    ) -> Sequence[LabelCandidate]:
        """At most ``limit`` of the parts of a time that are worth it most, the best first."""

    def disputed(
        self, model_sha256: str, since_utc_ns: int, until_utc_ns: int, limit: int
    ) -> Sequence[LabelCandidate]:
        """At most ``limit`` of the parts that a model on trial judges otherwise, newest first."""
