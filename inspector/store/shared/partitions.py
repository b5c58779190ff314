"""One partition for each month of triggers, in UTC."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, func, select, text

from inspector.clock import utc_ns_of
from inspector.store.shared.connections import SCHEMA

PARTITIONED = ("result", "result_view", "image_health")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One month of a year."""

    year: int
    month: int

    @property
    def following(self) -> Month:
        """The next one."""
        return Month(self.year + self.month // 12, self.month % 12 + 1)

    @property
    def begin_utc_ns(self) -> int:
        """Its first moment."""
        return utc_ns_of(datetime(self.year, self.month, 1, tzinfo=UTC))

    def partition(self, table: str) -> str:
        """What the part of a table for this month is called."""
        return f"{table}_{self.year:04}_{self.month:02}"


def month_of(utc_ns: int) -> Month:
    """In which a moment lies."""
    moment = datetime.fromtimestamp(utc_ns // 10**9, tz=UTC)
    return Month(moment.year, moment.month)


def make_partitions(connection: Connection, months: Iterable[Month]) -> None:
    """Make those that are not there; the caller holds the lock of those who write."""
    for month in sorted(months):
        for table in PARTITIONED:
            name = f"{SCHEMA}.{month.partition(table)}"
            if connection.scalar(select(func.to_regclass(name))) is None:
                connection.execute(
                    text(
                        f"CREATE TABLE {name} PARTITION OF {SCHEMA}.{table} FOR VALUES FROM "
                        f"({month.begin_utc_ns}) TO ({month.following.begin_utc_ns})"
                    )
                )
