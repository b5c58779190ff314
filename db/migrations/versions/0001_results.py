"""Results, their provenance and the position in the gate's journal."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

APPLICATION_ID = 0x494E5350


def upgrade() -> None:
    op.execute(sa.text(f"PRAGMA application_id = {APPLICATION_ID}"))
    _create_provenance()
    _create_result()
    op.create_table(
        "journal_position",
        sa.Column("journal_id", sa.Integer, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sqlite_strict=True,
    )


def _create_provenance() -> None:
    texts = (
        "station_id",
        "app_version",
        "config_hash",
        "recipe_id",
        "recipe_revision",
        "model_id",
        "model_sha256",
        "model_variant",
        "provider",
    )
    op.create_table(
        "provenance",
        sa.Column("provenance_id", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        sa.Column("is_simulated", sa.Integer, nullable=False),
        sa.UniqueConstraint(*texts, "is_simulated", name="uq_provenance"),
        sqlite_strict=True,
    )


def _create_result() -> None:
    op.create_table(
        "result",
        sa.Column("sequence", sa.Integer, primary_key=True),
        sa.Column("result_id", sa.Text, nullable=False),
        sa.Column("journal_id", sa.Integer, nullable=False),
        sa.Column("trigger_index", sa.Integer, nullable=False),
        sa.Column("part_id", sa.Integer, nullable=False),
        sa.Column("encoder", sa.Integer, nullable=False),
        sa.Column("triggered_utc_ns", sa.Integer, nullable=False),
        sa.Column("decided_utc_ns", sa.Integer, nullable=False),
        sa.Column("latency_ns", sa.Integer),
        sa.Column("evaluation", sa.Integer, nullable=False),
        sa.Column("reason", sa.Integer, nullable=False),
        sa.Column(
            "provenance_id",
            sa.Integer,
            sa.ForeignKey("provenance.provenance_id"),
            nullable=False,
        ),
        sa.Column("class_name", sa.Text, nullable=False),
        sa.Column("score", sa.REAL),
        sa.Column("threshold", sa.REAL),
        sa.Column("scores", sa.Text, nullable=False),
        sa.Column("image_wait_ns", sa.Integer, nullable=False),
        sa.Column("queue_ns", sa.Integer, nullable=False),
        sa.Column("preprocessing_ns", sa.Integer, nullable=False),
        sa.Column("inference_ns", sa.Integer, nullable=False),
        sa.Column("decision_ns", sa.Integer, nullable=False),
        sa.Column("frame_id", sa.Integer),
        sa.Column("frame_source", sa.Text, nullable=False),
        sa.Column("pixel_format", sa.Text, nullable=False),
        sa.Column("image_path", sa.Text, nullable=False),
        sa.Column("image_sha256", sa.Text, nullable=False),
        sa.Column("image_note", sa.Text, nullable=False),
        sa.Column("outcome", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("outcome_utc_ns", sa.Integer),
        sa.Column("late_evaluation", sa.Integer),
        sa.UniqueConstraint("result_id", name="uq_result_result_id"),
        sa.CheckConstraint("evaluation BETWEEN 0 AND 3", name="ck_result_evaluation"),
        sa.CheckConstraint("outcome BETWEEN 0 AND 4", name="ck_result_outcome"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    for column in ("evaluation", "reason", "class_name", "part_id", "triggered_utc_ns"):
        op.create_index(f"ix_result_{column}", "result", [column])
