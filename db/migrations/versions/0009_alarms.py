"""Alarms of all sources from raising to end, who has seen them, and what else happened."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "alarm_occurrence",
        sa.Column("occurrence_id", sa.Integer, primary_key=True),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("effect", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("raised_utc_ns", sa.Integer, nullable=False),
        sa.Column("trigger_index", sa.Integer, nullable=False),
        sa.Column("times", sa.Integer, nullable=False, server_default=sa.text("1")),
        sa.Column("ended_utc_ns", sa.Integer),
        sa.Column("ended_by", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("cleared_by", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("acknowledged_utc_ns", sa.Integer),
        sa.Column("acknowledged_by", sa.Text, nullable=False, server_default=sa.text("''")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    for name in ("code", "raised_utc_ns", "ended_utc_ns", "acknowledged_utc_ns"):
        op.create_index(f"ix_alarm_occurrence_{name}", "alarm_occurrence", [name])
    op.create_table(
        "alarm_log_position",
        sa.Column("only_row", sa.Integer, sa.CheckConstraint("only_row = 1"), primary_key=True),
        sa.Column("event_id", sa.Integer, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "station_event",
        sa.Column("event_id", sa.Integer, primary_key=True),
        sa.Column("utc_ns", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("old", sa.Text, nullable=False),
        sa.Column("new", sa.Text, nullable=False),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_station_event_utc_ns", "station_event", ["utc_ns"])
    op.execute(
        "INSERT INTO alarm_log_position (only_row, event_id) "
        "SELECT 1, coalesce(max(event_id), 0) FROM alarm_event"
    )
