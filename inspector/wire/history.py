"""Rows of the history as a client sees them."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.wire.model import FloatOrNaN, WireModel
from inspector.wire.reasons import Reasoned

GOLDEN_SOURCE_HEADER = "X-Inspector-Golden"
"""Says where the picture of a good part comes from."""


class ReviewStanding(StrEnum):
    """What people said of a verdict; the last review counts."""

    NONE = "none"
    CONFIRMED = "confirmed"
    """The last review names the verdict and the class that the station had found."""
    OVERRIDDEN = "overridden"
    DISPUTED = "disputed"
    """The last two people contradict each other."""


class StageTimingsMs(WireModel):
    """Durations of one inspection in milliseconds; ``total`` runs from trigger to verdict."""

    image_wait: float = 0
    queue: float = 0
    preprocessing: float = 0
    inference: float = 0
    decision: float = 0
    total: float | None = None


class ResultRow(WireModel):
    """One inspection in a list."""

    result_id: str
    sequence: int
    """Position in the history; pages continue below the last one shown."""
    part_id: int
    trigger_index: int
    evaluation: Evaluation
    reason: Reason
    class_name: str
    score: FloatOrNaN
    threshold: FloatOrNaN
    outcome: Outcome
    late: bool
    latency_ms: float | None
    triggered_at: datetime
    decided_at: datetime
    has_image: bool
    outcome_at: datetime | None = None
    """When the PLC confirmed the outcome."""
    lot: str = ""
    """Name of the lot that the part belongs to; empty between lots."""
    lot_id: int | None = None
    recipe_id: str = ""
    model_id: str = ""
    review: ReviewStanding = ReviewStanding.NONE
    challenge: bool = False
    """Whether it was a challenge part, run to test the station."""
    station_id: str = ""
    is_elsewhere: bool = False
    """Whether another station holds it: its picture lies there, and only there it is reviewed."""


class PictureHealth(WireModel):
    """What was measured on a picture, whatever the part is."""

    focus: float
    """Tenengrad; larger is sharper. To be compared on one scene only."""
    brightness: float
    """Mean of the full scale, 0 to 1."""
    contrast: float
    """From the 1st to the 99th percentile of the full scale, 0 to 1."""
    saturated_percent: float
    shift_x_px: float | None = None
    """To the right of the reference picture; ``null`` without one or a clear peak."""
    shift_y_px: float | None = None


class ViewDetail(WireModel):
    """What one camera saw of a part, and what was found in it."""

    view: int
    """Number of the camera at its station, from 0; names the picture with ``?view=``."""
    camera: str
    """Its name in the station file; empty in rows of a version that had one camera only."""
    evaluation: Evaluation
    reason: Reason
    class_name: str
    score: FloatOrNaN
    threshold: FloatOrNaN
    scores: dict[str, FloatOrNaN]
    timings_ms: StageTimingsMs
    frame_id: int | None
    frame_source: str
    pixel_format: str
    missed_since_last: int
    """Frames that the camera skipped before this one."""
    device_ns: int | None
    """The camera's own time stamp in nanoseconds, where it has one."""
    has_image: bool
    image_path: str
    image_sha256: str
    image_note: str
    """Why there is no image; empty when there is one."""
    health: PictureHealth | None = None
    """What was measured on the picture; ``null`` where nobody did."""


class ResultDetail(ResultRow):
    """One inspection with all that is needed to trace it.

    Verdict, scores, timings, frame and image are those of the view that decided.
    """

    view: int
    """Number of the view that decided."""
    views: list[ViewDetail]
    """What each camera saw, by ascending number; empty when no camera told anything."""
    encoder: int
    scores: dict[str, FloatOrNaN]
    timings_ms: StageTimingsMs
    frame_id: int | None
    frame_source: str
    pixel_format: str
    image_path: str
    image_sha256: str
    image_note: str
    """Why there is no image; empty when there is one."""
    recipe_id: str
    recipe_revision: str
    model_id: str
    model_sha256: str
    model_variant: str
    provider: str
    config_hash: str
    app_version: str
    runtime: str = ""
    """What computed the model, with its version; empty where it was not recorded."""
    is_simulated: bool
    late_evaluation: Evaluation | None = None
    """What the engine found after the gate had decided; never acted on."""
    older_id: str | None = None
    newer_id: str | None = None


class ResultPage(WireModel):
    """A page, newest first, or with ``after`` in storing order.

    ``next_before`` or ``next_after`` continues it in its direction; ``None`` on the last page.
    """

    rows: list[ResultRow]
    next_before: int | None
    next_after: int | None = None


class ResultFilter(WireModel):
    """Which rows to show; an absent field does not filter."""

    evaluation: Evaluation | None = None
    reason: Reason | None = None
    class_name: str | None = None
    part_id: int | None = None
    since: datetime | None = None
    """Inclusive, as all times of the trigger."""
    until: datetime | None = None
    """Exclusive."""
    lot: str | None = None
    """All lots of this name."""
    lot_id: int | None = None
    """One lot only."""
    recipe_id: str | None = None
    model_id: str | None = None
    model_sha256: str | None = None
    outcome: Outcome | None = None
    score_min: float | None = None
    """Inclusive; rows without a score match no band."""
    score_max: float | None = None
    """Exclusive."""
    review: ReviewStanding | None = None
    challenge: bool | None = None
    """Challenge parts only, or all others."""
    what_if: Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")] | None = None
    """Only parts whose verdict the answer to this what-if question changes."""
    would_be: Evaluation | None = None
    """To this verdict; only with ``what_if``."""
    station_id: str | None = None

    @model_validator(mode="after")
    def _require_question(self) -> Self:
        if self.would_be is not None and self.what_if is None:
            raise ValueError("would_be belongs to what_if")
        return self


class ResultCount(WireModel):
    """How many rows match a filter; with ``more`` there are more than that."""

    count: int
    more: bool


class ModelFacet(WireModel):
    """A model that rows cite."""

    model_id: str
    sha256: str
    variant: str


class ResultFacets(WireModel):
    """What a filter may ask for: values that occur in the history, newest first."""

    lots: list[str]
    """At most the last hundred names."""
    recipes: list[str]
    models: list[ModelFacet]
    classes: list[str]
    stations: list[str] = Field(default_factory=list)
    """By name."""


class PickRequest(WireModel):
    """Put results on a named list, from which a dataset is made."""

    name: Annotated[str, Field(min_length=1, max_length=64)]
    result_ids: Annotated[list[str], Field(min_length=1, max_length=500)]


class PickList(WireModel):
    """A named list of results; what stands on it is kept from retention."""

    name: str
    results: int
    first_at: datetime
    last_at: datetime


class PickLists(WireModel):
    """All lists, the newest first."""

    picks: list[PickList]


class PickAnswer(WireModel):
    """The list as it is now, and how many results were new on it."""

    pick: PickList
    added: int


class ErrorReply(Reasoned):
    """The body of every refused request."""

    code: str
    detail: str
    remedy: str
