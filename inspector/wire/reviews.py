"""What people said of verdicts, and what is worth their look, as a client sees it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from inspector.domain.evaluation import Evaluation
from inspector.domain.labels import Why
from inspector.domain.people import Role
from inspector.wire.model import FloatOrNaN, WireModel

LABEL_MAX = 100
REASON_MAX = 1000
BATCH_MAX = 500


class ReviewRequest(WireModel):
    """What a person says of a part.

    ``evaluation`` may be left out where ``label`` is a class of the model in force.
    """

    label: Annotated[str, Field(min_length=1, max_length=LABEL_MAX)]
    evaluation: Literal[Evaluation.OK, Evaluation.NOT_OK] | None = None
    reason: Annotated[str, Field(max_length=REASON_MAX)] = ""


class ReviewBatchRequest(ReviewRequest):
    """The same review of several results."""

    result_ids: Annotated[list[str], Field(min_length=1, max_length=BATCH_MAX)]


class ReviewRow(WireModel):
    """One review; it is never changed."""

    review_id: int
    result_id: str
    at: datetime
    person: str
    role: Role | None
    """``null`` for whoever had the station's token or account while nobody had to sign in."""
    label: str
    evaluation: Evaluation
    reason: str
    review_of: int | None
    """The review by another person that this one confirms or contradicts."""


class ReviewList(WireModel):
    """All reviews of one result, oldest first; the last one counts."""

    result_id: str
    reviews: list[ReviewRow]


class ReviewRefusal(WireModel):
    """A result of a batch that was not reviewed."""

    result_id: str
    code: str
    detail: str
    remedy: str


class ReviewBatch(WireModel):
    """What became of each result of a batch."""

    reviews: list[ReviewRow]
    refused: list[ReviewRefusal]


class ReviewPage(WireModel):
    """Reviews in the order of their storing; ``next_after`` is ``null`` on the last page."""

    reviews: list[ReviewRow]
    next_after: int | None


class LabelTask(WireModel):
    """An archived picture that nobody has reviewed, and why its label would tell much."""

    why: Why
    result_id: str
    part_id: int
    triggered_at: datetime
    evaluation: Evaluation
    class_name: str
    score: FloatOrNaN
    threshold: FloatOrNaN
    margin: FloatOrNaN
    """How far the score was from its limit."""
    novelty: float | None


class LabelQueuePage(WireModel):
    """What is worth a label, spread over the time that was asked for."""

    since: datetime
    until: datetime
    tasks: list[LabelTask]
