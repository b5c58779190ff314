"""Recipes as revisions that are never changed, and where they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class RecipeRevision:
    """One revision of one recipe.

    Attributes:
        revision: SHA-256 of the recipe's canonical form, 64 hex digits.
        recipe_id: The product.
        number: By which the PLC knows it; 0 for none.
        content: The recipe as TOML.
        utc_ns: When it was made.
        folder: Where its pictures lie; empty for the folder of the station file.
        parent: The revision that it was made from.
        person: Who made it; empty for a file, and where nobody signs in.
        note: Why, in that person's words.
    """

    revision: str
    recipe_id: str
    number: int
    content: str
    utc_ns: int
    folder: str = ""
    parent: str | None = None
    person: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RecipeRelease:
    """A revision was signed off, by a person or by the file that ``source`` names."""

    recipe_id: str
    revision: str
    utc_ns: int
    person: str = ""
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class RecipeDraft:
    """A recipe that somebody is setting up; ``content`` is JSON and need not be valid yet.

    Attributes:
        draft_id: Its number; 0 before it is kept.
        content: What stands in it so far.
        parent: The revision that is to be changed.
        step: Where the person was.
        version: Grows with each change.
        utc_ns: When it was changed last.
        person: Who changed it last.
    """

    draft_id: int
    content: str
    parent: str | None
    step: str
    version: int
    utc_ns: int
    person: str


class RecipeStore(Protocol):
    """Where revisions are kept for ever. All methods may be called from several threads."""

    def add(self, revision: RecipeRevision) -> RecipeRevision:
        """Keep a revision; what is kept of it already stays as it is and is returned."""

    def revision(self, revision: str) -> RecipeRevision:
        """One revision.

        Raises:
            RevisionUnknownError: there is none.
        """

    def recipe_text(self, revision: str) -> str:
        """The TOML of one revision; raises as :meth:`revision`."""

    def revisions(self, recipe_id: str) -> Sequence[RecipeRevision]:
        """All of one recipe, newest first."""

    def releases(self) -> Sequence[RecipeRelease]:
        """All sign-offs, oldest first; the last one of a recipe says what is in use."""

    def release(self, release: RecipeRelease) -> None:
        """A revision is signed off."""

    def choose(self, recipe_id: str, person: str, utc_ns: int) -> None:
        """A person has changed over to a product."""

    def chosen(self) -> str:
        """The product that a person changed over to last; empty when nobody did."""

    def drafts(self) -> Sequence[RecipeDraft]:
        """All drafts, the one that was changed last first."""

    def draft(self, draft_id: int) -> RecipeDraft:
        """One draft.

        Raises:
            DraftUnknownError: there is none.
        """

    def keep_draft(self, draft: RecipeDraft) -> RecipeDraft:
        """Keep a draft: a new one without a number, a change of the version that it names.

        Raises:
            DraftUnknownError: there is none of this number.
            DraftChangedError: somebody else has changed it meanwhile.
        """

    def drop_draft(self, draft_id: int) -> None:
        """Forget a draft; raises as :meth:`draft`."""
