"""How far the audit trail had come: what is cut off its end shows."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

ANCHORS_STAY = """
CREATE TRIGGER audit_anchor_no_{name} BEFORE {event} ON audit_anchor BEGIN
  SELECT RAISE(ABORT, 'anchors of the audit trail are never changed');
END
"""


def upgrade() -> None:
    op.create_table(
        "audit_anchor",
        sa.Column("anchor_id", sa.Integer, primary_key=True),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("utc_ns", sa.Integer, nullable=False),
        sa.CheckConstraint("seq > 0", name="ck_audit_anchor_seq"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    for event in ("UPDATE", "DELETE"):
        op.execute(ANCHORS_STAY.format(name=event.lower(), event=event))
