"""Reviews, image health, novelty, models on trial, and baselines of what is watched for drift."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

REVIEWS_STAY = """
CREATE TRIGGER review_no_{name} BEFORE {event} ON review BEGIN
  SELECT RAISE(ABORT, 'reviews are never changed');
END
"""

SHADOW_GOES_WITH_RESULT = """
CREATE TRIGGER shadow_result_of_deleted AFTER DELETE ON result BEGIN
  DELETE FROM shadow_result WHERE result_id = OLD.result_id;
END
"""


def upgrade() -> None:
    op.add_column("result", sa.Column("novelty", sa.REAL))
    op.add_column("result_view", sa.Column("novelty", sa.REAL))
    op.create_index(
        "ix_result_pictured",
        "result",
        ["triggered_utc_ns", "score", "threshold", "novelty"],
        sqlite_where=sa.text("image_path <> ''"),
    )
    _create_shadow_result()
    _create_review()
    _create_image_health()
    _create_drift_baseline()


def _create_shadow_result() -> None:
    op.create_table(
        "shadow_result",
        sa.Column("result_id", sa.Text, primary_key=True),
        sa.Column("view", sa.Integer, primary_key=True),
        sa.Column("model_sha256", sa.Text, primary_key=True),
        sa.Column("utc_ns", sa.Integer, nullable=False),
        sa.Column("evaluation", sa.Integer, nullable=False),
        sa.Column("class_name", sa.Text, nullable=False),
        sa.Column("score", sa.REAL),
        sa.Column("threshold", sa.REAL),
        sa.Column("novelty", sa.REAL),
        sa.Column("inference_ns", sa.Integer, nullable=False),
        sa.CheckConstraint("evaluation BETWEEN 0 AND 3", name="ck_shadow_result_evaluation"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_shadow_result_model", "shadow_result", ["model_sha256", "utc_ns"])
    op.execute(SHADOW_GOES_WITH_RESULT)


def _create_review() -> None:
    op.create_table(
        "review",
        sa.Column("review_id", sa.Integer, primary_key=True),
        sa.Column("result_id", sa.Text, nullable=False),
        sa.Column("utc_ns", sa.Integer, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("evaluation", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("review_of", sa.Integer, sa.ForeignKey("review.review_id")),
        sa.CheckConstraint("evaluation BETWEEN 0 AND 3", name="ck_review_evaluation"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_review_result_id", "review", ["result_id"])
    for event in ("UPDATE", "DELETE"):
        op.execute(REVIEWS_STAY.format(name=event.lower(), event=event))


def _create_image_health() -> None:
    op.create_table(
        "image_health",
        sa.Column(
            "sequence",
            sa.Integer,
            sa.ForeignKey("result.sequence", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("view", sa.Integer, primary_key=True),
        sa.Column("focus", sa.REAL, nullable=False),
        sa.Column("brightness", sa.REAL, nullable=False),
        sa.Column("contrast", sa.REAL, nullable=False),
        sa.Column("saturated_percent", sa.REAL, nullable=False),
        sa.Column("shift_x_px", sa.REAL),
        sa.Column("shift_y_px", sa.REAL),
        sa.Column("shift_confidence", sa.REAL),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _create_drift_baseline() -> None:
    op.create_table(
        "drift_baseline",
        sa.Column("baseline_id", sa.Integer, primary_key=True),
        sa.Column("recipe_revision", sa.Text, nullable=False),
        sa.Column("model_sha256", sa.Text, nullable=False),
        sa.Column("camera", sa.Text, nullable=False),
        sa.Column("measure", sa.Text, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("median", sa.REAL, nullable=False),
        sa.Column("mad", sa.REAL, nullable=False),
        sa.Column("utc_ns", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        "ix_drift_baseline_configuration", "drift_baseline", ["recipe_revision", "model_sha256"]
    )
