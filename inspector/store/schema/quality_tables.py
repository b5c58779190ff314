"""The tables of quality: models on trial, reviews, image health, and baselines."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from inspector.store.schema.tables import Base


class ShadowResultTable(Base):
    """What a model on trial says of a view; nothing ever acts on it.

    A row may come before its result, so it has no foreign key; a trigger deletes it with its
    result.
    """

    __tablename__ = "shadow_result"

    result_id: Mapped[str] = mapped_column(primary_key=True)
    view: Mapped[int] = mapped_column(primary_key=True)
    model_sha256: Mapped[str] = mapped_column(primary_key=True)
    utc_ns: Mapped[int]
    evaluation: Mapped[int]
    class_name: Mapped[str]
    score: Mapped[float | None]
    threshold: Mapped[float | None]
    novelty: Mapped[float | None]
    inference_ns: Mapped[int]

    __table_args__ = (
        CheckConstraint("evaluation BETWEEN 0 AND 3", name="ck_shadow_result_evaluation"),
        Index("ix_shadow_result_model", "model_sha256", "utc_ns"),
        {"sqlite_strict": True, "sqlite_with_rowid": False},
    )


class ReviewTable(Base):
    """What a person said of a verdict; the newest row of a result counts.

    Triggers refuse every change. A review outlives its result, so it has no foreign key. `role` is
    empty for whoever had the station's token or account while nobody had to sign in.
    `review_of` is the review by another person that this one confirms or contradicts.
    """

    __tablename__ = "review"

    review_id: Mapped[int] = mapped_column(primary_key=True)
    result_id: Mapped[str]
    utc_ns: Mapped[int]
    person: Mapped[str]
    role: Mapped[str]
    label: Mapped[str]
    evaluation: Mapped[int]
    reason: Mapped[str]
    review_of: Mapped[int | None] = mapped_column(ForeignKey("review.review_id"))

    __table_args__ = (
        CheckConstraint("evaluation BETWEEN 0 AND 3", name="ck_review_evaluation"),
        Index("ix_review_result_id", "result_id"),
        {"sqlite_autoincrement": True, "sqlite_strict": True},
    )


class ImageHealthTable(Base):
    """What was measured on the picture of one view; no row where nobody measured."""

    __tablename__ = "image_health"

    sequence: Mapped[int] = mapped_column(
        ForeignKey("result.sequence", ondelete="CASCADE"), primary_key=True
    )
    view: Mapped[int] = mapped_column(primary_key=True)
    focus: Mapped[float]
    brightness: Mapped[float]
    contrast: Mapped[float]
    saturated_percent: Mapped[float]
    shift_x_px: Mapped[float | None]
    shift_y_px: Mapped[float | None]
    shift_confidence: Mapped[float | None]

    __table_args__ = ({"sqlite_strict": True, "sqlite_with_rowid": False},)


class DriftBaselineTable(Base):
    """Where a measure stood when its recipe and model came in force; the newest row counts."""

    __tablename__ = "drift_baseline"

    baseline_id: Mapped[int] = mapped_column(primary_key=True)
    recipe_revision: Mapped[str]
    model_sha256: Mapped[str]
    camera: Mapped[str]
    measure: Mapped[str]
    count: Mapped[int]
    median: Mapped[float]
    mad: Mapped[float]
    utc_ns: Mapped[int]

    __table_args__ = (
        Index("ix_drift_baseline_configuration", "recipe_revision", "model_sha256"),
        {"sqlite_autoincrement": True, "sqlite_strict": True},
    )
