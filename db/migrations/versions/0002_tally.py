"""Counts by evaluation and outcome are kept exact by triggers instead of counted each time."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

COUNT_EXISTING = """
INSERT INTO tally (journal_id, evaluation, outcome, results)
SELECT journal_id, evaluation, outcome, count(*) FROM result
GROUP BY journal_id, evaluation, outcome
"""

COUNT_NEW = """
CREATE TRIGGER tally_new_result AFTER INSERT ON result BEGIN
  INSERT INTO tally (journal_id, evaluation, outcome, results)
  VALUES (NEW.journal_id, NEW.evaluation, NEW.outcome, 1)
  ON CONFLICT (journal_id, evaluation, outcome) DO UPDATE SET results = results + 1;
END
"""

COUNT_OUTCOME = """
CREATE TRIGGER tally_new_outcome AFTER UPDATE OF outcome ON result
WHEN OLD.outcome <> NEW.outcome BEGIN
  UPDATE tally SET results = results - 1
  WHERE journal_id = OLD.journal_id AND evaluation = OLD.evaluation AND outcome = OLD.outcome;
  INSERT INTO tally (journal_id, evaluation, outcome, results)
  VALUES (NEW.journal_id, NEW.evaluation, NEW.outcome, 1)
  ON CONFLICT (journal_id, evaluation, outcome) DO UPDATE SET results = results + 1;
END
"""


def upgrade() -> None:
    op.create_table(
        "tally",
        sa.Column("journal_id", sa.Integer, primary_key=True),
        sa.Column("evaluation", sa.Integer, primary_key=True),
        sa.Column("outcome", sa.Integer, primary_key=True),
        sa.Column("results", sa.Integer, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.execute(COUNT_EXISTING)
    op.execute(COUNT_NEW)
    op.execute(COUNT_OUTCOME)
