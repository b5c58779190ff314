"""What a person said of a verdict, and where such words are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from inspector.domain.evaluation import Evaluation
from inspector.domain.people import Role
from inspector.domain.record import ArchivedImage


class Standing(IntEnum):
    """What people said of a verdict; the last review counts. The numbers stand in rows."""

    NONE = 0
    CONFIRMED = 1
    """The last review names the verdict and the class that the station had found."""
    OVERRIDDEN = 2
    DISPUTED = 3
    """The last two people contradict each other."""


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


class ReviewStore(Protocol):
    """Where reviews are kept. All methods may be called from several threads."""

    def add(self, review: Review) -> StoredReview:
        """Keep a review for ever.

        Raises:
            ResultNotFoundError: there is no such inspection.
        """

    def add_all(self, reviews: Sequence[Review]) -> Sequence[StoredReview | None]:
        """Keep several together; ``None`` in the place of one whose inspection does not exist."""

    def of_result(self, result_id: str) -> Sequence[StoredReview]:
        """All reviews of one inspection, oldest first; the last one counts."""

    def page_after(self, after: int, limit: int) -> Sequence[StoredReview]:
        """At most ``limit`` reviews with an id above ``after``, in the order of their storing."""

    def reviewed_after(self, after: int, limit: int) -> Sequence[ReviewedResult]:
        """As :meth:`page_after`, only reviews that count, of inspections that are still there."""
