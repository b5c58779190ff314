"""What PLC and gate had counted where lots begin and end."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    counts = ("journal_id", "triggered", "passed", "rejected", "under_way")
    of_plc = ("plc_triggered", "plc_passed", "plc_rejected")
    op.create_table(
        "lot_reading",
        sa.Column("lot_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("edge", sa.Text, primary_key=True),
        sa.Column("utc_ns", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in counts),
        *(sa.Column(name, sa.Integer) for name in of_plc),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
