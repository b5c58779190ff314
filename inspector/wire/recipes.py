"""Products and their recipes: revisions, drafts, and what is in use."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Base64Bytes, Field, JsonValue

from inspector.domain.evaluation import Evaluation
from inspector.domain.phrase import Phrase
from inspector.wire.model import WireModel
from inspector.wire.reasons import Reasoned

Revision = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
ProductId = Annotated[str, Field(min_length=1, max_length=100)]
Note = Annotated[str, Field(max_length=500)]
Content = Annotated[dict[str, JsonValue], Field(max_length=64)]
"""A recipe in the shape of the recipe file."""


class ProductRow(WireModel):
    """One product that the station can inspect.

    ``revision`` is in use; ``waiting`` counts newer revisions that nobody has signed off.
    """

    recipe_id: str
    number: int
    revision: str
    in_force: bool
    signed_off_by: str = ""
    signed_off_at: datetime | None = None
    file: str = ""
    waiting: int = 0


class ChangePhase(StrEnum):
    """How far a changeover, or a new revision, has come."""

    PREPARING = "preparing"
    CHANGING = "changing"
    IN_FORCE = "in_force"
    READY = "ready"
    """The revision is in use; its product is not in force now."""
    REFUSED = "refused"


class ChangeCourse(Reasoned):
    """The last thing that somebody asked for; of a refusal also why."""

    recipe_id: str
    revision: str
    by: str
    phase: ChangePhase
    code: str = ""
    message: str = ""
    remedy: str = ""


class DraftRow(WireModel):
    """A recipe that somebody is setting up."""

    draft_id: int
    recipe_id: str
    step: str
    by: str
    at: datetime


class ProductList(WireModel):
    """All products, drafts, and how far the last change has come.

    ``plc_request`` is the recipe that the PLC asks for, 0 for none: only the PLC changes over then.
    """

    products: list[ProductRow]
    drafts: list[DraftRow] = Field(default_factory=list)
    course: ChangeCourse | None = None
    plc_request: int = 0


class RevisionRow(WireModel):
    """One revision; it is never changed. It is signed off when somebody has put it in use."""

    revision: str
    recipe_id: str
    number: int
    at: datetime
    by: str
    note: str
    parent: str | None
    signed_off_by: str = ""
    signed_off_at: datetime | None = None
    sign_off_note: str = ""
    signed_off: bool = False
    in_use: bool = False


class RevisionList(WireModel):
    """All revisions of one product, newest first."""

    revisions: list[RevisionRow]


class RecipeText(WireModel):
    """One revision as TOML, and in the shape of the recipe file."""

    revision: str
    text: str
    content: Content


class RecipeChange(WireModel):
    """One entry that differs; ``null`` where it is absent."""

    path: str
    old: JsonValue
    new: JsonValue


class RecipeDiff(WireModel):
    """What differs between two revisions."""

    old: str
    new: str
    changes: list[RecipeChange]


class RevisionRequest(WireModel):
    """Make a revision; it judges nothing until it is signed off."""

    content: Content
    parent: Revision | None = None
    note: Note = ""


class SignOffRequest(WireModel):
    """Put a revision in use, new or old."""

    note: Note = ""


class ChangeoverRequest(WireModel):
    """Change over to a product; ``within_lot`` when its parts belong to the lot that runs."""

    recipe_id: ProductId
    within_lot: bool = False


class DraftRequest(WireModel):
    """Begin a draft, from a revision or from nothing."""

    recipe_id: ProductId
    number: Annotated[int, Field(ge=0, le=65535)] = 0
    parent: Revision | None = None


class DraftChange(WireModel):
    """What stands in a draft now; refused when somebody else changed ``version`` meanwhile."""

    version: int
    content: Content
    step: Annotated[str, Field(max_length=40)] = ""


class DraftState(WireModel):
    """A draft with everything that is wrong with it so far."""

    draft_id: int
    version: int
    content: Content
    parent: str | None
    step: str
    by: str
    at: datetime
    faults: list[Phrase] = Field(default_factory=list)


class Step(WireModel):
    """One image operation and its parameters."""

    operation: Annotated[str, Field(min_length=1, max_length=60)]
    parameters: Annotated[dict[str, bool | int | float | str], Field(max_length=16)] = Field(
        default_factory=dict
    )


class PreviewRequest(WireModel):
    """Show what steps make of a picture: the newest one of a camera, or an archived one."""

    camera: str = ""
    result_id: Annotated[str, Field(max_length=64)] = ""
    view: Annotated[int, Field(ge=0, le=63)] | None = None
    steps: Annotated[list[Step], Field(max_length=32)]
    parent: Revision | None = None
    """The revision in whose folder pictures of steps lie."""


class StepFigure(WireModel):
    """What one step takes, and how large the picture is after it."""

    operation: str
    ms: float
    width_px: int
    height_px: int


class PreviewState(WireModel):
    """A picture before and after the steps, as PNG, shrunk for display."""

    before_png: Base64Bytes
    after_png: Base64Bytes
    width_px: int
    height_px: int
    steps: list[StepFigure]
    total_ms: float


class Limits(WireModel):
    """Decision limits as probabilities."""

    accept: Annotated[float, Field(gt=0, le=1)]
    reject_default: Annotated[float, Field(gt=0, le=1)]
    reject: dict[str, Annotated[float, Field(gt=0, le=1)]] = Field(default_factory=dict)


class ModelLimits(WireModel):
    """The limits that the model in force recommends, and its classes."""

    limits: Limits
    classes: list[str]
    ok_classes: list[str]


class CostRequest(WireModel):
    """What thresholds cost: per escape, per false reject, per part that is not decided.

    ``class_name`` is the defect class whose limit is varied; empty for that of all without one.
    """

    limits: Limits
    class_name: Annotated[str, Field(max_length=100)] = ""
    recipe_id: str = ""
    escape_cost: Annotated[float, Field(ge=0, le=1e12)] = 0
    false_reject_cost: Annotated[float, Field(ge=0, le=1e12)] = 0
    not_decidable_cost: Annotated[float, Field(ge=0, le=1e12)] = 0


class CostPoint(WireModel):
    """What one choice of ``limit`` does to the parts of the evidence; all others as asked."""

    limit: float
    escapes: int
    false_rejects: int
    not_decidable: int
    cost: float


class ClassCost(WireModel):
    """What the limit of one defect class does.

    Of its ``pictures`` some escape; ``false_rejects`` are good parts over its limit.
    """

    class_name: str
    pictures: int
    escapes: int
    false_rejects: int


class CostTable(WireModel):
    """The limits that were asked for, and what others would do, from lenient to strict.

    ``validation`` and ``reviewed`` count the pictures that it rests on; ``good`` and ``defective``
    are their truth. ``accepts`` vary the accept limit, ``rejects`` the reject limit of
    ``class_name``, or that of all classes without their own.
    """

    validation: int
    reviewed: int
    good: int
    defective: int
    asked: CostPoint
    accepts: list[CostPoint]
    rejects: list[CostPoint]
    class_name: str = ""
    by_class: list[ClassCost] = Field(default_factory=list)


class DryRunRequest(WireModel):
    """Judge the newest archived parts again by a draft; nobody acts on it."""

    content: Content
    parent: Revision | None = None
    parts: Annotated[int, Field(ge=1, le=500)] = 50


class DryRunRow(WireModel):
    """One part whose verdict would be another one."""

    result_id: str
    part_id: int
    was: Evaluation
    would_be: Evaluation
    was_class: str
    would_be_class: str
    score: float


class DryRunState(Reasoned):
    """How far a dry run has come; ``ended`` with or without a fault."""

    asked: int
    judged: int
    same: int
    skipped: int
    ended: bool
    flips: list[DryRunRow] = Field(default_factory=list)
    code: str = ""
    message: str = ""
    remedy: str = ""


class OperationParameter(WireModel):
    """One parameter of an operation."""

    name: str
    kind: str
    help: str
    default: bool | int | float | str | None
    required: bool
    minimum: float | None
    maximum: float | None
    choices: list[str]
    odd: bool
    unit: str


class OperationRow(WireModel):
    """One operation that a step may name."""

    name: str
    summary: str
    parameters: list[OperationParameter]


class OperationList(WireModel):
    """All operations, in the order of the documentation."""

    operations: list[OperationRow]
