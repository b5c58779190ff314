"""Alarms are kept, and from which part on which recipe is cited."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "alarm_event",
        sa.Column("event_id", sa.Integer, primary_key=True),
        sa.Column("journal_id", sa.Integer, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("utc_ns", sa.Integer, nullable=False),
        sa.Column("raised", sa.Integer, nullable=False),
        sa.Column("cleared", sa.Integer, nullable=False),
        sa.Column("latched", sa.Integer, nullable=False),
        sa.Column("cleared_by", sa.Integer, nullable=False),
        sa.Column("trigger_index", sa.Integer, nullable=False),
        sa.UniqueConstraint("journal_id", "sequence", name="uq_alarm_event"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "recipe_use",
        sa.Column("journal_id", sa.Integer, primary_key=True),
        sa.Column("trigger_index", sa.Integer, primary_key=True),
        sa.Column("recipe_number", sa.Integer, nullable=False),
        sa.Column("recipe_id", sa.Text, nullable=False),
        sa.Column("recipe_revision", sa.Text, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
