"""The tables of the database, as Alembic's revisions in ``db/migrations`` create them.

Every table is ``STRICT``: SQLite itself refuses a value of the wrong type.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import (
    DOUBLE_PRECISION,
    REAL,
    BigInteger,
    CheckConstraint,
    Computed,
    ForeignKey,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

APPLICATION_ID = 0x494E5350
"""``PRAGMA application_id``: "INSP", so that no other program's database is taken for ours."""


_COVERED = (
    "evaluation",
    "outcome",
    "reason",
    "class_name",
    "score",
    "provenance_id",
    "review",
    "challenge",
)
"""What indexes of few rows hold besides, so that a second criterion needs no row."""


def _index_of_few(name: str, column: str, which: str) -> Index:
    """Of rows that are not as most are; a part that is good and passes costs it nothing."""
    others = (each for each in _COVERED if each != column)
    return Index(f"ix_result_{name}", column, "sequence", *others, sqlite_where=text(which))


class Base(DeclarativeBase):
    """Python types and the only column types that a STRICT table knows.

    The shared history on PostgreSQL has the same columns; its INTEGER would be too short.
    """

    type_annotation_map: ClassVar[dict[Any, Any]] = {
        int: Integer().with_variant(BigInteger(), "postgresql"),
        float: REAL().with_variant(DOUBLE_PRECISION(), "postgresql"),
        str: Text,
    }


class ProvenanceTable(Base):
    """With what verdicts were reached; one row serves all results of a configuration.

    `app_version` carries the runtime of the model as a local version label.
    """

    __tablename__ = "provenance"

    provenance_id: Mapped[int] = mapped_column(primary_key=True)
    station_id: Mapped[str]
    app_version: Mapped[str]
    config_hash: Mapped[str]
    recipe_id: Mapped[str]
    recipe_revision: Mapped[str]
    model_id: Mapped[str]
    model_sha256: Mapped[str]
    model_variant: Mapped[str]
    provider: Mapped[str]
    is_simulated: Mapped[int]

    __table_args__ = (
        UniqueConstraint(
            "station_id",
            "app_version",
            "config_hash",
            "recipe_id",
            "recipe_revision",
            "model_id",
            "model_sha256",
            "model_variant",
            "provider",
            "is_simulated",
            name="uq_provenance",
        ),
        {"sqlite_strict": True},
    )


class ResultTable(Base):
    """One inspected part, with what the deciding camera saw.

    `sequence` pages the history and is never used twice. An empty `camera` stands in rows of parts
    that no camera told anything of, and in rows from before revision 0003. `review` is what people
    said of the verdict (1 confirmed, 2 overridden, 3 disputed), kept by a trigger on `review`;
    `score_band` is the score in 128ths, which a computer multiplies by without rounding. Behind
    `sequence` indexes hold what a second criterion asks for; `outcome`, which is written twice,
    stands in those of few rows only.
    """

    __tablename__ = "result"

    sequence: Mapped[int] = mapped_column(primary_key=True)
    result_id: Mapped[str]
    journal_id: Mapped[int]
    trigger_index: Mapped[int]
    part_id: Mapped[int]
    encoder: Mapped[int]
    triggered_utc_ns: Mapped[int]
    decided_utc_ns: Mapped[int]
    latency_ns: Mapped[int | None]
    evaluation: Mapped[int]
    reason: Mapped[int]
    provenance_id: Mapped[int] = mapped_column(ForeignKey("provenance.provenance_id"))
    class_name: Mapped[str]
    score: Mapped[float | None]
    threshold: Mapped[float | None]
    scores: Mapped[str]
    image_wait_ns: Mapped[int]
    queue_ns: Mapped[int]
    preprocessing_ns: Mapped[int]
    inference_ns: Mapped[int]
    decision_ns: Mapped[int]
    frame_id: Mapped[int | None]
    frame_source: Mapped[str]
    pixel_format: Mapped[str]
    image_path: Mapped[str]
    image_sha256: Mapped[str]
    image_note: Mapped[str]
    outcome: Mapped[int] = mapped_column(server_default=text("0"))
    outcome_utc_ns: Mapped[int | None]
    late_evaluation: Mapped[int | None]
    view: Mapped[int] = mapped_column(server_default=text("0"))
    camera: Mapped[str] = mapped_column(server_default=text("''"))
    missed_since_last: Mapped[int] = mapped_column(server_default=text("0"))
    device_ns: Mapped[int | None]
    novelty: Mapped[float | None]
    lot_id: Mapped[int | None]
    review: Mapped[int] = mapped_column(server_default=text("0"))
    challenge: Mapped[int] = mapped_column(server_default=text("0"))
    score_band: Mapped[int | None] = mapped_column(
        Computed("CAST(min(max(score, 0.0), 1.0) * 128 AS INTEGER)", persisted=False)
    )

    __table_args__ = (
        UniqueConstraint("result_id", name="uq_result_result_id"),
        CheckConstraint("evaluation BETWEEN 0 AND 3", name="ck_result_evaluation"),
        CheckConstraint("outcome BETWEEN 0 AND 4", name="ck_result_outcome"),
        Index("ix_result_evaluation", "evaluation"),
        Index(
            "ix_result_class_name",
            "class_name",
            "sequence",
            "evaluation",
            "score",
            "provenance_id",
            "review",
            "challenge",
        ),
        Index("ix_result_part_id", "part_id"),
        Index("ix_result_triggered_utc_ns", "triggered_utc_ns"),
        Index(
            "ix_result_pictured",
            "triggered_utc_ns",
            "score",
            "threshold",
            "novelty",
            sqlite_where=text("image_path <> ''"),
        ),
        Index("ix_result_provenance_id", "provenance_id"),
        Index("ix_result_lot_id", "lot_id", sqlite_where=text("lot_id IS NOT NULL")),
        Index(
            "ix_result_score_band",
            "score_band",
            "sequence",
            "evaluation",
            "class_name",
            "score",
            "provenance_id",
            "review",
            "challenge",
            sqlite_where=text("score_band IS NOT NULL"),
        ),
        _index_of_few("reason", "reason", "reason <> 0"),
        _index_of_few("review", "review", "review <> 0"),
        _index_of_few("challenge", "challenge", "challenge <> 0"),
        _index_of_few("outcome", "outcome", "outcome <> 1"),
        _index_of_few("not_good", "evaluation", "evaluation <> 1"),
        {"sqlite_autoincrement": True, "sqlite_strict": True},
    )


class ResultViewTable(Base):
    """What each of several cameras saw of one part.

    A part whose one view says the same as its row in `result` has no row here.
    """

    __tablename__ = "result_view"

    sequence: Mapped[int] = mapped_column(
        ForeignKey("result.sequence", ondelete="CASCADE"), primary_key=True
    )
    view: Mapped[int] = mapped_column(primary_key=True)
    camera: Mapped[str]
    evaluation: Mapped[int]
    reason: Mapped[int]
    class_name: Mapped[str]
    score: Mapped[float | None]
    threshold: Mapped[float | None]
    scores: Mapped[str]
    image_wait_ns: Mapped[int]
    queue_ns: Mapped[int]
    preprocessing_ns: Mapped[int]
    inference_ns: Mapped[int]
    decision_ns: Mapped[int]
    frame_id: Mapped[int | None]
    frame_source: Mapped[str]
    pixel_format: Mapped[str]
    missed_since_last: Mapped[int]
    device_ns: Mapped[int | None]
    image_path: Mapped[str]
    image_sha256: Mapped[str]
    image_note: Mapped[str]
    novelty: Mapped[float | None]

    __table_args__ = (
        CheckConstraint("evaluation BETWEEN 0 AND 3", name="ck_result_view_evaluation"),
        {"sqlite_strict": True, "sqlite_with_rowid": False},
    )


class JournalPositionTable(Base):
    """How far each journal of the gate is stored; written in the transaction of its records."""

    __tablename__ = "journal_position"

    journal_id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]

    __table_args__ = ({"sqlite_strict": True},)


class AlarmEventTable(Base):
    """One change of the gate's alarms; `raised`, `cleared` and `latched` are bits of `alarm_bits`.

    `trigger_index` is the part that raised it, 0 for none. `cleared_by` is 0 for nobody, 1 for the
    PLC, 2 for a person. `event_id` pages the list and is never used twice.
    """

    __tablename__ = "alarm_event"

    event_id: Mapped[int] = mapped_column(primary_key=True)
    journal_id: Mapped[int]
    sequence: Mapped[int]
    utc_ns: Mapped[int]
    raised: Mapped[int]
    cleared: Mapped[int]
    latched: Mapped[int]
    cleared_by: Mapped[int]
    trigger_index: Mapped[int]

    __table_args__ = (
        UniqueConstraint("journal_id", "sequence", name="uq_alarm_event"),
        {"sqlite_autoincrement": True, "sqlite_strict": True},
    )


class RecipeUseTable(Base):
    """From which part on a journal's parts cite which recipe, until the next row.

    A part is triggered before it is decided; an engine that starts in between finds its recipe.
    """

    __tablename__ = "recipe_use"

    journal_id: Mapped[int] = mapped_column(primary_key=True)
    trigger_index: Mapped[int] = mapped_column(primary_key=True)
    recipe_number: Mapped[int]
    recipe_id: Mapped[str]
    recipe_revision: Mapped[str]

    __table_args__ = ({"sqlite_strict": True, "sqlite_with_rowid": False},)


class TallyTable(Base):
    """How many results each journal has by evaluation and outcome, kept exact by triggers.

    A tally counts what was recorded: deleting old results does not lower it.
    """

    __tablename__ = "tally"

    journal_id: Mapped[int] = mapped_column(primary_key=True)
    evaluation: Mapped[int] = mapped_column(primary_key=True)
    outcome: Mapped[int] = mapped_column(primary_key=True)
    results: Mapped[int]

    __table_args__ = ({"sqlite_strict": True, "sqlite_with_rowid": False},)
