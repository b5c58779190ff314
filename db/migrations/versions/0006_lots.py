"""Lots, and the columns and indexes by which the history is filtered."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

COUNT_OF_LOT = """
CREATE TRIGGER lot_tally_new_result AFTER INSERT ON result WHEN NEW.lot_id IS NOT NULL BEGIN
  INSERT INTO lot_tally (lot_id, evaluation, results) VALUES (NEW.lot_id, NEW.evaluation, 1)
  ON CONFLICT (lot_id, evaluation) DO UPDATE SET results = results + 1;
END
"""

SPANS_OF_EXISTING = """
INSERT INTO result_span (block, first_utc_ns, last_utc_ns)
SELECT sequence >> 10, min(triggered_utc_ns), max(triggered_utc_ns) FROM result GROUP BY 1
"""

SPAN_OF_NEW = """
CREATE TRIGGER result_span_new_result AFTER INSERT ON result BEGIN
  INSERT INTO result_span (block, first_utc_ns, last_utc_ns)
  VALUES (NEW.sequence >> 10, NEW.triggered_utc_ns, NEW.triggered_utc_ns)
  ON CONFLICT (block) DO UPDATE SET
    first_utc_ns = min(first_utc_ns, excluded.first_utc_ns),
    last_utc_ns = max(last_utc_ns, excluded.last_utc_ns)
  WHERE excluded.first_utc_ns < first_utc_ns OR excluded.last_utc_ns > last_utc_ns;
END
"""

STANDING = """
CASE
  WHEN EXISTS (
    SELECT 1 FROM review AS other WHERE other.review_id = {of}.review_of
    AND (other.evaluation <> {of}.evaluation OR other.label <> {of}.label)
  ) THEN 3
  WHEN {of}.evaluation = result.evaluation AND {of}.label = result.class_name THEN 1
  ELSE 2
END
"""

STANDING_OF_EXISTING = f"""
UPDATE result SET review = (
  SELECT {STANDING.format(of="said")} FROM review AS said
  WHERE said.result_id = result.result_id ORDER BY said.review_id DESC LIMIT 1
) WHERE result_id IN (SELECT result_id FROM review)
"""

STANDING_OF_NEW = f"""
CREATE TRIGGER review_standing AFTER INSERT ON review BEGIN
  UPDATE result SET review = {STANDING.format(of="NEW")} WHERE result_id = NEW.result_id;
END
"""

SCORE_BAND = "CAST(min(max(score, 0.0), 1.0) * 128 AS INTEGER)"


def upgrade() -> None:
    _create_lots()
    _create_picks()
    for column in _added_to_result():
        op.add_column("result", column)
    _create_indexes()
    op.create_table(
        "result_span",
        sa.Column("block", sa.Integer, primary_key=True),
        sa.Column("first_utc_ns", sa.Integer, nullable=False),
        sa.Column("last_utc_ns", sa.Integer, nullable=False),
        sqlite_strict=True,
    )
    for statement in (
        SPANS_OF_EXISTING,
        SPAN_OF_NEW,
        COUNT_OF_LOT,
        STANDING_OF_EXISTING,
        STANDING_OF_NEW,
    ):
        op.execute(statement)


def _added_to_result() -> tuple[sa.Column, ...]:
    return (
        sa.Column("lot_id", sa.Integer),
        sa.Column("review", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("challenge", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("score_band", sa.Integer, sa.Computed(SCORE_BAND, persisted=False)),
    )


def _create_indexes() -> None:
    """Each also holds the row's sequence, so that it pages by itself within any time."""
    op.create_index("ix_result_provenance_id", "result", ["provenance_id"])
    for column, partial in (
        ("lot_id", "lot_id IS NOT NULL"),
        ("score_band", "score_band IS NOT NULL"),
        ("review", "review <> 0"),
        ("challenge", "challenge <> 0"),
        ("outcome", "outcome <> 1"),
    ):
        op.create_index(f"ix_result_{column}", "result", [column], sqlite_where=sa.text(partial))


def _create_lots() -> None:
    op.create_table(
        "lot",
        sa.Column("lot_id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("begun_utc_ns", sa.Integer, nullable=False),
        sa.Column("begun_by", sa.Text, nullable=False),
        sa.Column("ended_utc_ns", sa.Integer),
        sa.Column("ended_by", sa.Text, nullable=False, server_default=sa.text("''")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_lot_name", "lot", ["name"])
    op.create_table(
        "lot_use",
        sa.Column("journal_id", sa.Integer, primary_key=True),
        sa.Column("trigger_index", sa.Integer, primary_key=True),
        sa.Column("lot_id", sa.Integer, sa.ForeignKey("lot.lot_id")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "lot_tally",
        sa.Column("lot_id", sa.Integer, primary_key=True),
        sa.Column("evaluation", sa.Integer, primary_key=True),
        sa.Column("results", sa.Integer, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _create_picks() -> None:
    op.create_table(
        "pick",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("result_id", sa.Text, primary_key=True),
        sa.Column("utc_ns", sa.Integer, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_pick_result_id", "pick", ["result_id"])
