"""Drafts of recipes: what stands in them, what their steps make, and what they would do."""

from datetime import datetime
from typing import Annotated

from pydantic import Base64Bytes, Field

from inspector.domain.evaluation import Evaluation
from inspector.domain.phrase import Phrase
from inspector.wire.model import WireModel
from inspector.wire.reasons import Reasoned
from inspector.wire.recipes import Content, ProductId, Revision


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
