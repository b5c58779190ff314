"""The tables of lots, of lists of results, and of when results came."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from inspector.store.schema.tables import Base


class LotTable(Base):
    """Parts that belong together; `ended_utc_ns` is NULL while the lot runs.

    The parts themselves say which lot they belong to, in `result.lot_id`.
    """

    __tablename__ = "lot"

    lot_id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    note: Mapped[str]
    begun_utc_ns: Mapped[int]
    begun_by: Mapped[str]
    ended_utc_ns: Mapped[int | None]
    ended_by: Mapped[str] = mapped_column(server_default=text("''"))

    __table_args__ = (
        Index("ix_lot_name", "name"),
        {"sqlite_autoincrement": True, "sqlite_strict": True},
    )


class LotUseTable(Base):
    """From which part on a journal's parts belong to which lot, until the next row.

    `lot_id` is NULL where no lot runs.
    """

    __tablename__ = "lot_use"

    journal_id: Mapped[int] = mapped_column(primary_key=True)
    trigger_index: Mapped[int] = mapped_column(primary_key=True)
    lot_id: Mapped[int | None] = mapped_column(ForeignKey("lot.lot_id"))

    __table_args__ = ({"sqlite_strict": True, "sqlite_with_rowid": False},)


class LotTallyTable(Base):
    """How many results each lot has by evaluation, kept exact by a trigger.

    A tally counts what was recorded: deleting old results does not lower it. No foreign key: a part
    must be recorded whatever became of its lot.
    """

    __tablename__ = "lot_tally"

    lot_id: Mapped[int] = mapped_column(primary_key=True)
    evaluation: Mapped[int] = mapped_column(primary_key=True)
    results: Mapped[int]

    __table_args__ = ({"sqlite_strict": True, "sqlite_with_rowid": False},)


class LotReadingTable(Base):
    """What gate and PLC had counted when a lot was begun or ended; `edge` says which.

    Counts go on from lot to lot, and only those of one `journal_id` compare. Those of the PLC are
    NULL where nobody counted, or the PLC was away.
    """

    __tablename__ = "lot_reading"

    lot_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    edge: Mapped[str] = mapped_column(primary_key=True)
    utc_ns: Mapped[int]
    journal_id: Mapped[int]
    triggered: Mapped[int]
    passed: Mapped[int]
    rejected: Mapped[int]
    under_way: Mapped[int]
    plc_triggered: Mapped[int | None]
    plc_passed: Mapped[int | None]
    plc_rejected: Mapped[int | None]

    __table_args__ = ({"sqlite_strict": True, "sqlite_with_rowid": False},)


class ResultSpanTable(Base):
    """First and last trigger of each 1,024 results, kept by a trigger.

    Results are stored nearly in the order in which they came; nearly is not enough after a clock
    was set, so a time is looked up here and becomes a range of `result.sequence`.
    """

    __tablename__ = "result_span"

    block: Mapped[int] = mapped_column(primary_key=True)
    first_utc_ns: Mapped[int]
    last_utc_ns: Mapped[int]

    __table_args__ = ({"sqlite_strict": True},)


class PickTable(Base):
    """Named lists of results, from which datasets are made; retention spares what is on one."""

    __tablename__ = "pick"

    name: Mapped[str] = mapped_column(primary_key=True)
    result_id: Mapped[str] = mapped_column(primary_key=True)
    utc_ns: Mapped[int]
    person: Mapped[str]

    __table_args__ = (
        Index("ix_pick_result_id", "result_id"),
        {"sqlite_strict": True, "sqlite_with_rowid": False},
    )
