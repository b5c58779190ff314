"""The tables of challenge parts and runs."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from inspector.store.schema.tables import Base


class ChallengePartTable(Base):
    """Parts whose truth is known; one that is retired is used no more."""

    __tablename__ = "challenge_part"

    part_id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    defective: Mapped[int]
    class_name: Mapped[str]
    note: Mapped[str]
    valid_until_utc_ns: Mapped[int | None]
    position: Mapped[int]
    retired: Mapped[int] = mapped_column(server_default=text("0"))

    __table_args__ = ({"sqlite_autoincrement": True, "sqlite_strict": True},)


class ChallengeRunTable(Base):
    """Challenges, and how they ended."""

    __tablename__ = "challenge_run"

    run_id: Mapped[int] = mapped_column(primary_key=True)
    cause: Mapped[str]
    person: Mapped[str]
    begun_utc_ns: Mapped[int]
    ended_utc_ns: Mapped[int | None]
    state: Mapped[str]
    detail: Mapped[str]
    recipe_id: Mapped[str]
    model_sha256: Mapped[str]
    reasons: Mapped[str] = mapped_column(server_default=text("''"))

    __table_args__ = (
        Index("ix_challenge_run_begun_utc_ns", "begun_utc_ns"),
        {"sqlite_autoincrement": True, "sqlite_strict": True},
    )


class ChallengeStepTable(Base):
    """Each part of a challenge, as it was described then, and what became of it."""

    __tablename__ = "challenge_step"

    run_id: Mapped[int] = mapped_column(ForeignKey("challenge_run.run_id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    part_id: Mapped[int]
    name: Mapped[str]
    defective: Mapped[int]
    expected_class: Mapped[str]
    note: Mapped[str]
    result_id: Mapped[str]
    evaluation: Mapped[int | None]
    reason: Mapped[int]
    class_name: Mapped[str]
    score: Mapped[float | None]
    outcome: Mapped[int]
    fault: Mapped[str]

    __table_args__ = ({"sqlite_strict": True, "sqlite_with_rowid": False},)
