"""Recipes as revisions that are never changed, which of them are in use, and drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

STAYS = """
CREATE TRIGGER {table}_no_{name} BEFORE {event} ON {table} BEGIN
  SELECT RAISE(ABORT, '{table} is never changed');
END
"""


def upgrade() -> None:
    op.create_table(
        "recipe_revision",
        sa.Column("revision", sa.Text, primary_key=True),
        sa.Column("recipe_id", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("folder", sa.Text, nullable=False),
        sa.Column("parent", sa.Text, sa.ForeignKey("recipe_revision.revision")),
        sa.Column("utc_ns", sa.Integer, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_recipe_revision_recipe_id", "recipe_revision", ["recipe_id", "utc_ns"])
    op.create_table(
        "recipe_release",
        sa.Column("release_id", sa.Integer, primary_key=True),
        sa.Column("recipe_id", sa.Text, nullable=False),
        sa.Column("revision", sa.Text, sa.ForeignKey("recipe_revision.revision"), nullable=False),
        sa.Column("utc_ns", sa.Integer, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_recipe_release_recipe_id", "recipe_release", ["recipe_id"])
    op.create_table(
        "recipe_choice",
        sa.Column("choice_id", sa.Integer, primary_key=True),
        sa.Column("recipe_id", sa.Text, nullable=False),
        sa.Column("utc_ns", sa.Integer, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    for table in ("recipe_revision", "recipe_release", "recipe_choice"):
        for event in ("UPDATE", "DELETE"):
            op.execute(STAYS.format(table=table, name=event.lower(), event=event))
    op.create_table(
        "recipe_draft",
        sa.Column("draft_id", sa.Integer, primary_key=True),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("parent", sa.Text, sa.ForeignKey("recipe_revision.revision")),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("utc_ns", sa.Integer, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
