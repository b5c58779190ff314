"""What waits for the history that several stations share."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

_TRIGGERS = (
    """
CREATE TRIGGER forward_changed_result AFTER UPDATE ON result
WHEN NEW.sequence <= (SELECT taken FROM forward_mark) BEGIN
  INSERT INTO forward_change (kind, subject) VALUES ('result', NEW.sequence);
END""",
    """
CREATE TRIGGER forward_changed_view AFTER UPDATE ON result_view
WHEN NEW.sequence <= (SELECT taken FROM forward_mark) BEGIN
  INSERT INTO forward_change (kind, subject) VALUES ('result', NEW.sequence);
END""",
    """
CREATE TRIGGER forward_new_lot AFTER INSERT ON lot
WHEN EXISTS (SELECT 1 FROM forward_mark) BEGIN
  INSERT INTO forward_change (kind, subject) VALUES ('lot', NEW.lot_id);
END""",
    """
CREATE TRIGGER forward_changed_lot AFTER UPDATE ON lot
WHEN EXISTS (SELECT 1 FROM forward_mark) BEGIN
  INSERT INTO forward_change (kind, subject) VALUES ('lot', NEW.lot_id);
END""",
    """
CREATE TRIGGER forward_new_review AFTER INSERT ON review
WHEN EXISTS (SELECT 1 FROM forward_mark) BEGIN
  INSERT INTO forward_change (kind, subject) VALUES ('review', NEW.review_id);
END""",
)


def upgrade() -> None:
    op.create_table(
        "forward_mark",
        sa.Column("only_row", sa.Integer, sa.CheckConstraint("only_row = 1"), primary_key=True),
        sa.Column("lineage", sa.Text, nullable=False),
        sa.Column("taken", sa.Integer, nullable=False),
        sa.Column("forwarded", sa.Integer, nullable=False),
        sa.Column("forwarded_utc_ns", sa.Integer),
        sa.Column("fault", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("remedy", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("fault_utc_ns", sa.Integer),
        sqlite_strict=True,
    )
    op.create_table(
        "forward_change",
        sa.Column("change_id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    for trigger in _TRIGGERS:
        op.execute(trigger)
