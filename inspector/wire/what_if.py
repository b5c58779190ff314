"""What-if: past parts decided again by other limits, by another model or recipe."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AwareDatetime, Field, FiniteFloat, model_validator

from inspector.domain.evaluation import Evaluation
from inspector.wire.history import ResultFilter, ResultRow
from inspector.wire.model import WireModel
from inspector.wire.reasons import Reasoned
from inspector.wire.statistics import ShareReply

PARTS_MAX = 5_000_000
SWEEP_POINTS_MAX = 64
USUAL_ESCAPE_COST, USUAL_FALSE_REJECT_COST = 100.0, 1.0

Limit = Annotated[float, Field(gt=0, le=1)]
Cost = Annotated[FiniteFloat, Field(ge=0, le=1e12)]
ClassName = Annotated[str, Field(min_length=1, max_length=200)]
QuestionId = Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]


class LimitChanges(WireModel):
    """Limits that are to be other ones; what is absent stays as it was for each part."""

    accept: Limit | None = None
    reject_default: Limit | None = None
    reject: Annotated[dict[ClassName, Limit], Field(max_length=500)] = Field(default_factory=dict)


class SweptLimit(StrEnum):
    """Which limit is moved from one end to the other."""

    ACCEPT = "accept"
    REJECT_DEFAULT = "reject_default"
    CLASS = "class"


class Sweep(WireModel):
    """Move one limit; ``class_name`` for the limit of one class."""

    limit: SweptLimit
    class_name: ClassName | None = None
    values: Annotated[list[Limit], Field(max_length=SWEEP_POINTS_MAX)] = Field(default_factory=list)
    """Where; empty for a usual grid that is finer where models are sure."""

    @model_validator(mode="after")
    def _require_class(self) -> Self:
        if (self.limit is SweptLimit.CLASS) != (self.class_name is not None):
            raise ValueError("class_name belongs to the limit of one class")
        return self


class Costs(WireModel):
    """What one part costs: an escape, a false reject, and one that is not decided."""

    escape: Cost = USUAL_ESCAPE_COST
    false_reject: Cost = USUAL_FALSE_REJECT_COST
    undecided: Cost = USUAL_FALSE_REJECT_COST


class AskedFilter(ResultFilter):
    """Which parts; as of the history."""

    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    part_id: Annotated[int | None, Field(ge=0, lt=2**63)] = None
    lot_id: Annotated[int | None, Field(ge=0, lt=2**63)] = None
    score_min: FiniteFloat | None = None
    score_max: FiniteFloat | None = None


class WhatIfQuestion(WireModel):
    """What would the verdicts have been?

    Without ``model``, ``revision`` and ``scores_of`` the stored scores are decided again; no
    picture is needed. With a model or a recipe revision archived pictures are judged again.
    ``scores_of`` names an earlier question whose scores are decided again.
    """

    criteria: AskedFilter = Field(default_factory=AskedFilter)
    limits: LimitChanges = Field(default_factory=LimitChanges)
    model: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    """``NAME/VERSION`` or the beginning of a SHA-256."""
    revision: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    """Of a recipe, whose preprocessing and limits are taken for all parts."""
    scores_of: QuestionId | None = None
    parts: Annotated[int, Field(ge=1, le=PARTS_MAX)] = 1_000_000
    """At most so many, the newest."""
    sweep: Sweep | None = None
    costs: Costs = Field(default_factory=Costs)
    instead_of: QuestionId | None = None
    """An earlier question that nobody needs any more."""

    @property
    def needs_pictures(self) -> bool:
        """Whether pictures are judged again."""
        return self.scores_of is None and (self.model is not None or self.revision is not None)


class LeftOut(StrEnum):
    """Why nobody can say what a part's verdict would have been."""

    NO_SCORES = "no_scores"
    """No scores are stored: the engine ended between verdict and record."""
    MODEL_GONE = "model_gone"
    """The station does not have the package that judged, so nobody knows its classes."""
    RECIPE_GONE = "recipe_gone"
    """The recipe revision that judged is nowhere, so nobody knows its limits."""
    CAMERA_SILENT = "camera_silent"
    """Another camera had rejected the part before this one said anything."""
    NO_PICTURE = "no_picture"
    """The picture was not kept."""
    PICTURE_LOST = "picture_lost"
    """The picture is not there any more, or damaged."""


class VerdictChange(WireModel):
    """So many parts that were one thing and would be another, or the same."""

    was: Evaluation
    now: Evaluation
    parts: int
    truth_unknown: int
    """Of these, those of which nobody said what they really are."""


class LeftOutParts(WireModel):
    """So many parts that could not be decided again; they stand in no other figure."""

    why: LeftOut
    was: Evaluation
    parts: int


class Sample(WireModel):
    """How many parts of one verdict were decided again, and how many of those would change.

    Where not all pictures are kept, ``share`` with its interval tells what holds for all of them,
    as far as chance chose what was kept.
    """

    was: Evaluation
    parts: int
    decided: int
    changed: int
    share: ShareReply | None


class TruthSource(StrEnum):
    """Who says what a part really is."""

    REVIEWS = "reviews"
    CHALLENGE_PARTS = "challenge_parts"


class Mistakes(WireModel):
    """Against the truth: shares with 95 % Wilson intervals, of the parts that are so in truth.

    An escape is a defective part that passes; a false reject a good one that is NOT_OK. What is
    neither OK nor NOT_OK is ``undecided``.
    """

    escapes: int
    false_rejects: int
    undecided: int
    escape_share: ShareReply | None
    false_reject_share: ShareReply | None
    cost: float


class KnownTruth(WireModel):
    """Parts of which somebody knows what they are, before and after."""

    source: TruthSource
    good: int
    defective: int
    before: Mistakes
    after: Mistakes


class SweepPoint(WireModel):
    """What one value of the swept limit does; mistakes and cost are against what people said."""

    limit: float
    ok: int
    not_ok: int
    undecided: int
    escapes: int
    false_rejects: int
    known_undecided: int
    cost: float


class WhatIfAnswer(WireModel):
    """What is known so far."""

    parts: int
    """Decided again, or decided by the line in the first place."""
    changed: int
    unexplained: int
    """Parts whose verdict of then does not follow from their scores and the limits of then."""
    changes: list[VerdictChange]
    left_out: list[LeftOutParts]
    samples: list[Sample]
    truth: list[KnownTruth]
    sweep: list[SweepPoint]
    limits_before: LimitChanges | None = None
    """The limits that the newest part was decided by, with all its classes that have one."""
    classes: list[str] = Field(default_factory=list)
    ok_classes: list[str] = Field(default_factory=list)


class WhatIfPhase(StrEnum):
    """How a question stands."""

    WAITING = "waiting"
    RUNNING = "running"
    ANSWERED = "answered"
    CANCELLED = "cancelled"
    """The answer is that of the parts that were looked at until then."""
    FAILED = "failed"


class WhatIfState(Reasoned):
    """A question and its answer; while it runs, and once it is cancelled, the answer is partial."""

    question_id: str
    question: WhatIfQuestion
    phase: WhatIfPhase
    by: str
    at: datetime
    looked_at: int
    """Parts, the newest first."""
    total: int
    total_is_more: bool
    took_ms: float
    answer: WhatIfAnswer
    code: str = ""
    message: str = ""
    remedy: str = ""

    @property
    def ended(self) -> bool:
        """Whether the answer stays as it is."""
        return self.phase not in (WhatIfPhase.WAITING, WhatIfPhase.RUNNING)


class ChangedPart(WireModel):
    """A part whose verdict would have been another one."""

    row: ResultRow
    now: Evaluation
    class_name: str
    score: float
    threshold: float


class ChangedPage(WireModel):
    """Parts that would change, newest first; ``next_before`` continues it."""

    parts: list[ChangedPart]
    next_before: int | None
