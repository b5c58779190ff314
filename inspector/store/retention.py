"""Taking old results and pictures out of the history, a few at a time."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Select, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from inspector.domain.evaluation import Evaluation
from inspector.domain.retention import PictureKind
from inspector.store.database import Database
from inspector.store.schema.forward_tables import ForwardChangeTable, ForwardMarkTable
from inspector.store.schema.lot_tables import PickTable
from inspector.store.schema.retention_tables import PictureRemovalTable
from inspector.store.schema.tables import ResultTable, ResultViewTable

_PINNED = (
    ResultTable.review != 0,
    ResultTable.challenge != 0,
    select(PickTable.name).where(PickTable.result_id == ResultTable.result_id).exists(),
)
_FREE = tuple(~pinned for pinned in _PINNED)
_FORWARDED = (
    ~select(ForwardMarkTable.only_row)
    .where(ForwardMarkTable.forwarded < ResultTable.sequence)
    .exists(),
    ResultTable.sequence.not_in(
        select(ForwardChangeTable.subject).where(ForwardChangeTable.kind == "result")
    ),
)
"""A row is never deleted before the shared history has it as it is, where there is one."""
_KINDS = {
    PictureKind.GOOD: ResultTable.evaluation == Evaluation.OK,
    PictureKind.OTHER: ResultTable.evaluation != Evaluation.OK,
}


class SqliteRetention:
    """Implements :class:`inspector.domain.retention.RetentionStore`.

    Args:
        database: Where they are kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def old_pictures(self, kind: PictureKind, before_utc_ns: int, limit: int) -> Sequence[int]:
        """The oldest results with pictures, triggered before a time, at most ``limit``."""
        table = ResultTable
        pictured = (
            select(table.sequence)
            .where(table.image_path != "", _KINDS[kind], table.triggered_utc_ns < before_utc_ns)
            .where(*_FREE)
            .order_by(table.triggered_utc_ns)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return connection.scalars(pictured).all()

    def let_go(self, sequences: Sequence[int], note: str) -> int:
        """Let the rows say ``note`` in place of their pictures, and remember the files.

        A result that somebody pinned since :meth:`old_pictures` keeps its pictures.
        """
        still_free = select(ResultTable.sequence).where(ResultTable.sequence.in_(sequences), *_FREE)
        with self._database.writing() as connection:
            free = connection.scalars(still_free).all()
            paths: set[str] = set()
            for table in (ResultTable, ResultViewTable):
                pictured = (table.sequence.in_(free), table.image_path != "")
                paths.update(connection.scalars(select(table.image_path).where(*pictured)))
                connection.execute(
                    update(table).where(*pictured).values(image_path="", image_note=note)
                )
            if paths:
                rows = [{"path": path} for path in sorted(paths)]
                connection.execute(insert(PictureRemovalTable).on_conflict_do_nothing(), rows)
        return len(paths)

    def removals(self, limit: int) -> Sequence[str]:
        """Files that no row names any more and that may still be on the disk."""
        with self._database.reading() as connection:
            return connection.scalars(select(PictureRemovalTable.path).limit(limit)).all()

    def forget_removals(self, paths: Sequence[str]) -> None:
        """These files are gone."""
        with self._database.writing() as connection:
            connection.execute(
                delete(PictureRemovalTable).where(PictureRemovalTable.path.in_(paths))
            )

    def drop_results(self, before_utc_ns: int, limit: int) -> int:
        """Delete the oldest results, triggered before a time and without pictures; how many."""
        table = ResultTable
        oldest = (
            select(table.sequence)
            .where(table.triggered_utc_ns < before_utc_ns, *_FREE, *_FORWARDED)
            .order_by(table.triggered_utc_ns)
            .limit(limit)
        )
        with self._database.writing() as connection:
            dropped = _without_pictures(connection, oldest)
            connection.execute(delete(table).where(table.sequence.in_(dropped)))
        return len(dropped)


def _without_pictures(connection: Connection, oldest: Select[int]) -> list[int]:
    """Those whose files are gone: a row is never deleted before its pictures."""
    sequences = list(connection.scalars(oldest))
    held = set(
        connection.scalars(
            select(ResultTable.sequence).where(
                ResultTable.sequence.in_(sequences), ResultTable.image_path != ""
            )
        )
    )
    held.update(
        connection.scalars(
            select(ResultViewTable.sequence).where(
                ResultViewTable.sequence.in_(sequences), ResultViewTable.image_path != ""
            )
        )
    )
    return [sequence for sequence in sequences if sequence not in held]
