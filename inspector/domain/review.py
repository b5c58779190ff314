"""What a person said of a verdict, and where such words are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from inspector.domain.evaluation import Evaluation
from inspector.domain.people import Role
from inspector.domain.record import ArchivedImage


@dataclass(frozen=True, slots=True)
class Review:
    """One person's judgement of one part, never changed afterwards.

    Attributes:
        result_id: The inspection.
        utc_ns: When, in Unix nanoseconds.
        person: Who.
        role: What this person was at the station then; ``None`` for whoever had its token or its
            account while nobody had to sign in.
        label: The class that the part belongs to.
        evaluation: What the verdict should have been.
        reason: Why, in the person's words.
    """

    result_id: str
    utc_ns: int
    person: str
    role: Role | None
    label: str
    evaluation: Evaluation
    reason: str


@dataclass(frozen=True, slots=True)
class StoredReview:
    """A review in its place. ``review_id`` grows with each and is never used twice.

    Attributes:
        review_id: Its number.
        review: What was said.
        review_of: The review by another person that this one confirms or contradicts.
    """

    review_id: int
    review: Review
    review_of: int | None = None


@dataclass(frozen=True, slots=True)
class ReviewedResult:
    """The review that counts, beside what the station had said.

    Attributes:
        stored: The newest review.
        part_id: The PLC's name for the part.
        triggered_utc_ns: When the part came.
        recipe_id: By which recipe it was judged.
        recipe_revision: The revision of it.
        model_id: Which model judged it.
        model_sha256: The package of that model.
        evaluation: What the station decided.
        class_name: The class that the model found.
        score: Probability of it.
        camera: The camera that decided.
        image: Its picture.
    """

    stored: StoredReview
    part_id: int
    triggered_utc_ns: int
    recipe_id: str
    recipe_revision: str
    model_id: str
    model_sha256: str
    evaluation: Evaluation
    class_name: str
    score: float
    camera: str
    image: ArchivedImage


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


class ReviewStore(Protocol):
    """Where reviews are kept. All methods may be called from several threads."""

    def add(self, review: Review) -> StoredReview:
        """Keep a review for ever.

        Raises:
            ResultNotFoundError: there is no such inspection.
        """

    def of_result(self, result_id: str) -> Sequence[StoredReview]:
        """All reviews of one inspection, oldest first; the last one counts."""

    def page_after(self, after: int, limit: int) -> Sequence[StoredReview]:
        """At most ``limit`` reviews with an id above ``after``, in the order of their storing."""

    def reviewed_after(self, after: int, limit: int) -> Sequence[ReviewedResult]:
        """As :meth:`page_after`, only reviews that count, of inspections that are still there."""
