"""Recipes as revisions: kept for ever, with who signed which of them off."""

from __future__ import annotations

from dataclasses import asdict, replace

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.sqlite import insert

from inspector.domain.errors.recipe import (
    DraftChangedError,
    DraftUnknownError,
    RevisionUnknownError,
)
from inspector.domain.phrases.recipes import RecipePhrase
from inspector.domain.recipe_revision import RecipeDraft, RecipeRelease, RecipeRevision
from inspector.store.database import Database
from inspector.store.rows.values import storable
from inspector.store.schema.recipe_tables import (
    RecipeChoiceTable,
    RecipeDraftTable,
    RecipeReleaseTable,
    RecipeRevisionTable,
)

_FREE_TEXT = ("person", "note", "folder", "source")
_DRAFTS = select(RecipeDraftTable.__table__)


class SqliteRecipes:
    """Implements :class:`inspector.domain.recipe_revision.RecipeStore`.

    Args:
        database: Where they are kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, revision: RecipeRevision) -> RecipeRevision:
        """Keep a revision; what is kept of it already stays as it is and is returned."""
        statement = insert(RecipeRevisionTable).on_conflict_do_nothing()
        with self._database.writing() as connection:
            connection.execute(statement, _storable(asdict(revision)))
        return self.revision(revision.revision)

    def revision(self, revision: str) -> RecipeRevision:
        """One revision.

        Raises:
            RevisionUnknownError: there is none.
        """
        table = RecipeRevisionTable
        query = select(table.__table__).where(table.revision == revision)
        with self._database.reading() as connection:
            row = connection.execute(query).mappings().one_or_none()
        if row is None:
            raise RevisionUnknownError(RecipePhrase.REVISION_UNKNOWN(revision=revision[:12]))
        return RecipeRevision(**row)

    def recipe_text(self, revision: str) -> str:
        """The TOML of one revision; raises as :meth:`revision`."""
        return self.revision(revision).content

    def revisions(self, recipe_id: str) -> list[RecipeRevision]:
        """All of one recipe, newest first."""
        table = RecipeRevisionTable
        query = (
            select(table.__table__)
            .where(table.recipe_id == recipe_id)
            .order_by(table.utc_ns.desc(), table.revision)
        )
        with self._database.reading() as connection:
            return [RecipeRevision(**row) for row in connection.execute(query).mappings()]

    def releases(self) -> list[RecipeRelease]:
        """All sign-offs, oldest first; the last one of a recipe says what is in use."""
        columns = RecipeReleaseTable.__table__.columns[1:]
        query = select(*columns).order_by(RecipeReleaseTable.release_id)
        with self._database.reading() as connection:
            return [RecipeRelease(**row) for row in connection.execute(query).mappings()]

    def release(self, release: RecipeRelease) -> None:
        """A revision is signed off."""
        with self._database.writing() as connection:
            connection.execute(insert(RecipeReleaseTable), _storable(asdict(release)))

    def choose(self, recipe_id: str, person: str, utc_ns: int) -> None:
        """A person has changed over to a product."""
        row = {"recipe_id": recipe_id, "person": storable(person), "utc_ns": utc_ns}
        with self._database.writing() as connection:
            connection.execute(insert(RecipeChoiceTable), row)

    def chosen(self) -> str:
        """The product that a person changed over to last; empty when nobody did."""
        table = RecipeChoiceTable
        query = select(table.recipe_id).order_by(table.choice_id.desc()).limit(1)
        with self._database.reading() as connection:
            return connection.scalar(query) or ""

    def drafts(self) -> list[RecipeDraft]:
        """All drafts, the one that was changed last first."""
        query = _DRAFTS.order_by(RecipeDraftTable.utc_ns.desc())
        with self._database.reading() as connection:
            return [RecipeDraft(**row) for row in connection.execute(query).mappings()]

    def draft(self, draft_id: int) -> RecipeDraft:
        """One draft.

        Raises:
            DraftUnknownError: there is none.
        """
        query = _DRAFTS.where(RecipeDraftTable.draft_id == draft_id)
        with self._database.reading() as connection:
            row = connection.execute(query).mappings().one_or_none()
        if row is None:
            raise DraftUnknownError(RecipePhrase.DRAFT_UNKNOWN(draft=draft_id))
        return RecipeDraft(**row)

    def keep_draft(self, draft: RecipeDraft) -> RecipeDraft:
        """Keep a draft: a new one without a number, a change of the version that it names.

        Raises:
            DraftUnknownError: there is none of this number.
            DraftChangedError: somebody else has changed it meanwhile.
        """
        table = RecipeDraftTable
        kept = replace(draft, version=draft.version + 1)
        row = _storable(asdict(kept))
        del row["draft_id"]
        with self._database.writing() as connection:
            if not draft.draft_id:
                statement = insert(table).returning(table.draft_id)
                return replace(kept, draft_id=connection.execute(statement, row).scalar_one())
            changed = connection.execute(
                update(table)
                .where(table.draft_id == draft.draft_id, table.version == draft.version)
                .values(**row)
            )
            if changed.rowcount:
                return kept
        self.draft(draft.draft_id)
        raise DraftChangedError(
            RecipePhrase.DRAFT_CHANGED(draft=draft.draft_id, version=draft.version)
        )

    def drop_draft(self, draft_id: int) -> None:
        """Forget a draft; raises as :meth:`draft`."""
        self.draft(draft_id)
        with self._database.writing() as connection:
            connection.execute(
                delete(RecipeDraftTable).where(RecipeDraftTable.draft_id == draft_id)
            )


def _storable(row: dict[str, object]) -> dict[str, object]:
    return row | {name: storable(str(row[name])) for name in _FREE_TEXT if name in row}
