"""Indexes of the few rows with a reason, a review or a challenge hold what is asked for besides.

Of good parts that pass there is none any more, so a part costs one index less to write.
"""

from alembic import op

revision = "0018"
down_revision = "0017"

_INDEXES = {
    "reason": "(reason, sequence, evaluation, outcome, class_name, score, provenance_id, review, "
    "challenge) WHERE reason <> 0",
    "review": "(review, sequence, evaluation, outcome, reason, class_name, score, provenance_id, "
    "challenge) WHERE review <> 0",
    "challenge": "(challenge, sequence, evaluation, outcome, reason, class_name, score, "
    "provenance_id, review) WHERE challenge <> 0",
}


def upgrade() -> None:
    for name, columns in _INDEXES.items():
        op.execute(f"DROP INDEX IF EXISTS ix_result_{name}")
        op.execute(f"CREATE INDEX ix_result_{name} ON result {columns}")
