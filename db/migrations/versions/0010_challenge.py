"""Challenge parts: what is to be run, and what came of it."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "challenge_part",
        sa.Column("part_id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("defective", sa.Integer, nullable=False),
        sa.Column("class_name", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("valid_until_utc_ns", sa.Integer),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("retired", sa.Integer, nullable=False, server_default="0"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "challenge_run",
        sa.Column("run_id", sa.Integer, primary_key=True),
        sa.Column("cause", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("begun_utc_ns", sa.Integer, nullable=False),
        sa.Column("ended_utc_ns", sa.Integer),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("recipe_id", sa.Text, nullable=False),
        sa.Column("model_sha256", sa.Text, nullable=False),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_challenge_run_begun_utc_ns", "challenge_run", ["begun_utc_ns"])
    op.create_table(
        "challenge_step",
        sa.Column("run_id", sa.Integer, sa.ForeignKey("challenge_run.run_id"), primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("part_id", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("defective", sa.Integer, nullable=False),
        sa.Column("expected_class", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("result_id", sa.Text, nullable=False),
        sa.Column("evaluation", sa.Integer),
        sa.Column("reason", sa.Integer, nullable=False),
        sa.Column("class_name", sa.Text, nullable=False),
        sa.Column("score", sa.REAL),
        sa.Column("outcome", sa.Integer, nullable=False),
        sa.Column("fault", sa.Text, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
