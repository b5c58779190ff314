"""The tables of recipes: revisions, which of them are in use, choices of people, and drafts."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from inspector.store.schema.tables import Base


class RecipeRevisionTable(Base):
    """A recipe's content as TOML, named by the SHA-256 of its canonical form.

    Triggers refuse every change. `folder` is where its pictures lie, empty for the folder of the
    station file. `parent` is the revision that it was made from.
    """

    __tablename__ = "recipe_revision"

    revision: Mapped[str] = mapped_column(primary_key=True)
    recipe_id: Mapped[str]
    number: Mapped[int]
    content: Mapped[str]
    folder: Mapped[str]
    parent: Mapped[str | None] = mapped_column(ForeignKey("recipe_revision.revision"))
    utc_ns: Mapped[int]
    person: Mapped[str]
    note: Mapped[str]

    __table_args__ = (
        Index("ix_recipe_revision_recipe_id", "recipe_id", "utc_ns"),
        {"sqlite_strict": True, "sqlite_with_rowid": False},
    )


class RecipeReleaseTable(Base):
    """A revision was signed off; the newest row of a recipe says which revision is in use.

    Triggers refuse every change. `source` is the file that it came from, empty for a person's
    sign-off; the newest row of a file says what the file held when it was read last.
    """

    __tablename__ = "recipe_release"

    release_id: Mapped[int] = mapped_column(primary_key=True)
    recipe_id: Mapped[str]
    revision: Mapped[str] = mapped_column(ForeignKey("recipe_revision.revision"))
    utc_ns: Mapped[int]
    person: Mapped[str]
    note: Mapped[str]
    source: Mapped[str]

    __table_args__ = (
        Index("ix_recipe_release_recipe_id", "recipe_id"),
        {"sqlite_autoincrement": True, "sqlite_strict": True},
    )


class RecipeChoiceTable(Base):
    """A person changed over to a product; the newest one is in force at the next start.

    Triggers refuse every change.
    """

    __tablename__ = "recipe_choice"

    choice_id: Mapped[int] = mapped_column(primary_key=True)
    recipe_id: Mapped[str]
    utc_ns: Mapped[int]
    person: Mapped[str]

    __table_args__ = ({"sqlite_autoincrement": True, "sqlite_strict": True},)


class RecipeDraftTable(Base):
    """A recipe that somebody is setting up; `content` is JSON and need not be valid yet.

    `step` is where the person was, `version` grows with each change.
    """

    __tablename__ = "recipe_draft"

    draft_id: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[str]
    parent: Mapped[str | None] = mapped_column(ForeignKey("recipe_revision.revision"))
    step: Mapped[str]
    version: Mapped[int]
    utc_ns: Mapped[int]
    person: Mapped[str]

    __table_args__ = ({"sqlite_autoincrement": True, "sqlite_strict": True},)
