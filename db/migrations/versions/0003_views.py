"""A part may be seen by several cameras: a row names its camera, further views have rows."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    for column in _added_to_result():
        op.add_column("result", column)
    _create_result_view()


def _added_to_result() -> tuple[sa.Column, ...]:
    return (
        sa.Column("view", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("camera", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("missed_since_last", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("device_ns", sa.Integer),
    )


def _create_result_view() -> None:
    op.create_table(
        "result_view",
        sa.Column(
            "sequence",
            sa.Integer,
            sa.ForeignKey("result.sequence", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("view", sa.Integer, primary_key=True),
        sa.Column("camera", sa.Text, nullable=False),
        sa.Column("evaluation", sa.Integer, nullable=False),
        sa.Column("reason", sa.Integer, nullable=False),
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
        sa.Column("missed_since_last", sa.Integer, nullable=False),
        sa.Column("device_ns", sa.Integer),
        sa.Column("image_path", sa.Text, nullable=False),
        sa.Column("image_sha256", sa.Text, nullable=False),
        sa.Column("image_note", sa.Text, nullable=False),
        sa.CheckConstraint("evaluation BETWEEN 0 AND 3", name="ck_result_view_evaluation"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
