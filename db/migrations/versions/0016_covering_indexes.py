"""Indexes of results hold what other criteria ask for, so that rare combinations need no rows."""

from alembic import op

revision = "0016"
down_revision = "0015"

_INDEXES = {
    "reason": "(reason, sequence, evaluation)",
    "class_name": "(class_name, sequence, evaluation, score, provenance_id, review, challenge)",
    "score_band": "(score_band, sequence, evaluation, class_name, score, provenance_id, review, "
    "challenge) WHERE score_band IS NOT NULL",
    "outcome": "(outcome, sequence, evaluation, reason, class_name, score, provenance_id, review, "
    "challenge) WHERE outcome <> 1",
    "not_good": "(evaluation, sequence, outcome, reason, class_name, score, provenance_id, review, "
    "challenge) WHERE evaluation <> 1",
}


def upgrade() -> None:
    for name, columns in _INDEXES.items():
        op.execute(f"DROP INDEX IF EXISTS ix_result_{name}")
        op.execute(f"CREATE INDEX ix_result_{name} ON result {columns}")
