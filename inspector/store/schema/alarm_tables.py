"""The tables of alarms and events."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from inspector.store.schema.tables import Base


class AlarmOccurrenceTable(Base):
    """One alarm of any source from its raising to its end, and who has seen it.

    `subject` tells alarms of one code apart, such as a camera's name. `times` is how often it came
    when it came and went in quick succession. `ended_by` is `cause`, `plc`, `person`, `unseen`
    (while no engine ran), or empty while it stands; `cleared_by` is who asked to clear it.
    `trigger_index` is the part that raised it, 0 for none. `reasons` is the message as phrases, in
    JSON; empty for words that no phrase stands for, and in rows from before schema 0017.
    """

    __tablename__ = "alarm_occurrence"

    occurrence_id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    subject: Mapped[str]
    severity: Mapped[str]
    effect: Mapped[str]
    message: Mapped[str]
    raised_utc_ns: Mapped[int]
    trigger_index: Mapped[int]
    times: Mapped[int] = mapped_column(server_default=text("1"))
    ended_utc_ns: Mapped[int | None]
    ended_by: Mapped[str] = mapped_column(server_default=text("''"))
    cleared_by: Mapped[str] = mapped_column(server_default=text("''"))
    acknowledged_utc_ns: Mapped[int | None]
    acknowledged_by: Mapped[str] = mapped_column(server_default=text("''"))
    reasons: Mapped[str] = mapped_column(server_default=text("''"))

    __table_args__ = (
        Index("ix_alarm_occurrence_code", "code"),
        Index("ix_alarm_occurrence_raised_utc_ns", "raised_utc_ns"),
        Index("ix_alarm_occurrence_ended_utc_ns", "ended_utc_ns"),
        Index("ix_alarm_occurrence_acknowledged_utc_ns", "acknowledged_utc_ns"),
        {"sqlite_autoincrement": True, "sqlite_strict": True},
    )


class AlarmLogPositionTable(Base):
    """How far `alarm_event` was taken into `alarm_occurrence`; one row."""

    __tablename__ = "alarm_log_position"

    only_row: Mapped[int] = mapped_column(CheckConstraint("only_row = 1"), primary_key=True)
    event_id: Mapped[int]

    __table_args__ = ({"sqlite_strict": True},)


class StationEventTable(Base):
    """What happened at the station: starts, states, recipes and models that came in force."""

    __tablename__ = "station_event"

    event_id: Mapped[int] = mapped_column(primary_key=True)
    utc_ns: Mapped[int]
    kind: Mapped[str]
    old: Mapped[str]
    new: Mapped[str]

    __table_args__ = (
        Index("ix_station_event_utc_ns", "utc_ns"),
        {"sqlite_autoincrement": True, "sqlite_strict": True},
    )
