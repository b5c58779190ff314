"""Products and their recipes: revisions, drafts, and what is in use."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field, JsonValue

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
