"""Counts per quarter of an hour, kept exact by triggers within the transaction of each change."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from inspector.store.schema.tables import Base

_STRICT = {"sqlite_strict": True, "sqlite_with_rowid": False}


class VerdictRollupTable(Base):
    """Results per quarter of an hour, by whatever charts of verdicts group and filter by.

    `quarter` counts from 1970 in UTC, `lot_id` is 0 between lots. Deleting a result lowers its
    count.
    """

    __tablename__ = "verdict_rollup"

    quarter: Mapped[int] = mapped_column(primary_key=True)
    provenance_id: Mapped[int] = mapped_column(primary_key=True)
    lot_id: Mapped[int] = mapped_column(primary_key=True)
    challenge: Mapped[int] = mapped_column(primary_key=True)
    evaluation: Mapped[int] = mapped_column(primary_key=True)
    class_name: Mapped[str] = mapped_column(primary_key=True)
    results: Mapped[int]

    __table_args__ = (_STRICT,)


class ScoreRollupTable(Base):
    """Results with a score per quarter of an hour; `score_bin` is a twentieth from 0 to 19."""

    __tablename__ = "score_rollup"

    quarter: Mapped[int] = mapped_column(primary_key=True)
    provenance_id: Mapped[int] = mapped_column(primary_key=True)
    lot_id: Mapped[int] = mapped_column(primary_key=True)
    challenge: Mapped[int] = mapped_column(primary_key=True)
    evaluation: Mapped[int] = mapped_column(primary_key=True)
    class_name: Mapped[str] = mapped_column(primary_key=True)
    score_bin: Mapped[int] = mapped_column(primary_key=True)
    results: Mapped[int]

    __table_args__ = (_STRICT,)


class OutcomeRollupTable(Base):
    """Results whose outcome is known, per quarter of an hour; the others are under way."""

    __tablename__ = "outcome_rollup"

    quarter: Mapped[int] = mapped_column(primary_key=True)
    provenance_id: Mapped[int] = mapped_column(primary_key=True)
    lot_id: Mapped[int] = mapped_column(primary_key=True)
    challenge: Mapped[int] = mapped_column(primary_key=True)
    evaluation: Mapped[int] = mapped_column(primary_key=True)
    outcome: Mapped[int] = mapped_column(primary_key=True)
    results: Mapped[int]

    __table_args__ = (_STRICT,)


class DefectRollupTable(Base):
    """Views that are not OK, per quarter of an hour: one part may have several."""

    __tablename__ = "defect_rollup"

    quarter: Mapped[int] = mapped_column(primary_key=True)
    provenance_id: Mapped[int] = mapped_column(primary_key=True)
    lot_id: Mapped[int] = mapped_column(primary_key=True)
    challenge: Mapped[int] = mapped_column(primary_key=True)
    class_name: Mapped[str] = mapped_column(primary_key=True)
    defects: Mapped[int]

    __table_args__ = (_STRICT,)
