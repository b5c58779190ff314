"""Reads what is new or changed in a station's database, and remembers what was sent.

Results are new behind a sequence. What changes in earlier ones is written down by triggers, from
the moment on in which they are *taken*: that mark is moved before they are read, so that a change
is either read with its row or written down, whatever happens in between.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, literal, select, update

from inspector.domain.forwarding import Backlog, Batch, Rows
from inspector.store.database import Database
from inspector.store.schema.forward_tables import ForwardChangeTable, ForwardMarkTable
from inspector.store.schema.lot_tables import LotTable
from inspector.store.schema.quality_tables import ImageHealthTable, ReviewTable
from inspector.store.schema.tables import ProvenanceTable, ResultTable, ResultViewTable

_CHANGES_MAX = 500
_MARK = select(ForwardMarkTable.__table__)
_RESULT_COLUMNS = [column for column in ResultTable.__table__.columns if column.computed is None]
_FIRST_WAITING = (
    select(ResultTable.sequence, ResultTable.triggered_utc_ns)
    .where(ResultTable.sequence > select(ForwardMarkTable.forwarded).scalar_subquery())
    .order_by(ResultTable.sequence)
    .limit(1)
)
_NEWEST = select(func.max(ResultTable.sequence))
_CHANGES = select(func.count()).select_from(ForwardChangeTable)


class SqliteOutbox:
    """Implements :class:`inspector.domain.forwarding.Outbox`.

    Args:
        database: Where the station's results are kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self) -> str:
        """Begin to write changes down, if that is not done already; the database's lineage."""
        with self._database.writing() as connection:
            mark = connection.execute(_MARK).mappings().one_or_none()
            if mark is not None:
                return str(mark["lineage"])
            lineage = secrets.token_hex(16)
            first = {"only_row": 1, "lineage": lineage, "taken": 0, "forwarded": 0}
            connection.execute(insert(ForwardMarkTable), first)
            _write_all_down(connection)
        return lineage

    def resume(self, at_server: int) -> int:
        """Behind which sequence to send on, given the last one that the server has.

        A server that has less than it once confirmed was put back to an earlier state, or is
        another one: it is sent everything again. One that has more than was ever taken knows a
        later state of this database, which was itself put back.
        """
        with self._database.reading() as connection:
            mark = connection.execute(_MARK).mappings().one()
        return 0 if at_server < mark["forwarded"] else min(at_server, mark["taken"])

    def begin_behind(self, sequence: int) -> None:
        """The server knows that sending goes on there."""
        mark = ForwardMarkTable
        lowered = update(mark).where(mark.forwarded > sequence).values(forwarded=sequence)
        with self._database.writing() as connection:
            if connection.execute(lowered).rowcount:
                _write_all_down(connection)

    def take(self, after: int, limit: int) -> Batch | None:
        """The next results behind ``after`` and the oldest changes; ``None`` for nothing."""
        last = self._taken(after, limit)
        with self._database.reading() as connection:
            changes = connection.execute(
                select(ForwardChangeTable.__table__)
                .order_by(ForwardChangeTable.change_id)
                .limit(_CHANGES_MAX)
            ).all()
            if last == after and not changes:
                return None
            changed = {
                kind: sorted({each.subject for each in changes if each.kind == kind})
                for kind in ("result", "lot", "review")
            }
            return _read(connection, after, last, changes[-1].change_id if changes else 0, changed)

    def confirm(self, batch: Batch, utc_ns: int) -> None:
        """The server has it."""
        mark = ForwardMarkTable
        with self._database.writing() as connection:
            connection.execute(
                update(mark).values(
                    forwarded=func.max(mark.forwarded, batch.last_sequence),
                    forwarded_utc_ns=utc_ns,
                )
            )
            if batch.last_change:
                sent = ForwardChangeTable.change_id <= batch.last_change
                connection.execute(delete(ForwardChangeTable).where(sent))

    def note_fault(self, fault: str, remedy: str, utc_ns: int) -> None:
        """Nothing can be sent; an empty fault ends it."""
        since = utc_ns if fault else None
        with self._database.writing() as connection:
            connection.execute(
                update(ForwardMarkTable).values(fault=fault, remedy=remedy, fault_utc_ns=since)
            )

    def close(self) -> None:
        """Nothing is handed on any more: write no changes down and hold nothing back."""
        if self.backlog() is None:
            return
        with self._database.writing() as connection:
            connection.execute(delete(ForwardMarkTable))
            connection.execute(delete(ForwardChangeTable))

    def backlog(self) -> Backlog | None:
        """How far the station is behind; ``None`` where nothing is handed on.

        What waits is not let go by retention and has no gap, so it is counted by its ends.
        """
        with self._database.reading() as connection:
            mark = connection.execute(_MARK).mappings().one_or_none()
            if mark is None:
                return None
            first = connection.execute(_FIRST_WAITING).one_or_none()
            newest = connection.scalar(_NEWEST) or 0
            changes = connection.scalar(_CHANGES) or 0
        return Backlog(
            results=0 if first is None else newest - first.sequence + 1,
            changes=changes,
            oldest_utc_ns=None if first is None else first.triggered_utc_ns,
            forwarded_utc_ns=mark["forwarded_utc_ns"],
            fault=mark["fault"],
            remedy=mark["remedy"],
            fault_utc_ns=mark["fault_utc_ns"],
        )

    def _taken(self, after: int, limit: int) -> int:
        """Move the mark behind the next results; the last of them."""
        column = ResultTable.sequence
        following = select(column).where(column > after).order_by(column).limit(limit).subquery()
        with self._database.reading() as connection:
            last = connection.scalar(select(func.max(following.c.sequence)))
        if last is None:
            return after
        taken = func.max(ForwardMarkTable.taken, last)
        with self._database.writing() as connection:
            connection.execute(update(ForwardMarkTable).values(taken=taken))
        return int(last)


def _write_all_down(connection: Connection) -> None:
    """Lots and reviews are few: all of them count as changed."""
    for kind, column in (("lot", LotTable.lot_id), ("review", ReviewTable.review_id)):
        connection.execute(
            insert(ForwardChangeTable).from_select(
                ["kind", "subject"], select(literal(kind), column).order_by(column)
            )
        )


def _read(
    connection: Connection,
    after: int,
    last: int,
    last_change: int,
    changed: Mapping[str, Sequence[int]],
) -> Batch:
    def rows(query: Select[Any]) -> Rows:
        return [dict(row) for row in connection.execute(query).mappings()]

    column, of_view, of_health = (
        ResultTable.sequence,
        ResultViewTable.sequence,
        ImageHealthTable.sequence,
    )
    results = [
        *rows(select(*_RESULT_COLUMNS).where(column > after, column <= last).order_by(column)),
        *rows(
            select(*_RESULT_COLUMNS)
            .where(column.in_(changed["result"]), (column <= after) | (column > last))
            .order_by(column)
        ),
    ]
    sequences = [row["sequence"] for row in results]
    lots = {row["lot_id"] for row in results} | set(changed["lot"])
    cited = {row["provenance_id"] for row in results}
    return Batch(
        last_sequence=last,
        last_change=last_change,
        results=results,
        views=rows(select(ResultViewTable.__table__).where(of_view.in_(sequences))),
        health=rows(select(ImageHealthTable.__table__).where(of_health.in_(sequences))),
        provenances=rows(
            select(ProvenanceTable.__table__).where(
                ProvenanceTable.provenance_id.in_(_numbers(cited))
            )
        ),
        lots=rows(select(LotTable.__table__).where(LotTable.lot_id.in_(_numbers(lots)))),
        reviews=rows(
            select(ReviewTable.__table__)
            .where(ReviewTable.review_id.in_(changed["review"]))
            .order_by(ReviewTable.review_id)
        ),
    )


def _numbers(found: Iterable[int | None]) -> list[int]:
    return sorted(each for each in found if each is not None)
