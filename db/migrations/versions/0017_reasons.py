"""Alarms and challenges keep what they say as phrases beside the English words."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    for table in ("alarm_occurrence", "challenge_run"):
        reasons = sa.Column("reasons", sa.Text, nullable=False, server_default=sa.text("''"))
        op.add_column(table, reasons)
