"""Named lists of results, from which datasets are made."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert

from inspector.domain.errors.store import ResultNotFoundError
from inspector.domain.phrases.records import RecordPhrase
from inspector.domain.picks import Pick
from inspector.store.database import Database
from inspector.store.rows.values import storable
from inspector.store.schema.lot_tables import PickTable
from inspector.store.schema.tables import ResultTable

_ADD = insert(PickTable).on_conflict_do_nothing()
_LISTS = (
    select(
        PickTable.name,
        func.count(),
        func.min(PickTable.utc_ns),
        func.max(PickTable.utc_ns).label("last"),
    )
    .group_by(PickTable.name)
    .order_by(func.max(PickTable.utc_ns).desc(), PickTable.name)
)


class SqlitePicks:
    """Implements :class:`inspector.domain.picks.PickStore`.

    Args:
        database: Where they are kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, name: str, result_ids: Sequence[str], utc_ns: int, person: str) -> int:
        """Put results on a list; how many of them were new there.

        Raises:
            ResultNotFoundError: one does not exist; none was put there.
        """
        wanted = list(dict.fromkeys(result_ids))
        known = select(ResultTable.result_id).where(ResultTable.result_id.in_(wanted))
        rows = [
            {"name": storable(name), "result_id": each, "utc_ns": utc_ns, "person": person}
            for each in wanted
        ]
        with self._database.writing() as connection:
            missing = set(wanted) - set(connection.scalars(known))
            if missing:
                raise ResultNotFoundError(RecordPhrase.NO_RESULT(result=min(missing)))
            return connection.execute(_ADD, rows).rowcount

    def all(self) -> list[Pick]:
        """All lists, the one that was added to last first."""
        with self._database.reading() as connection:
            return [Pick(*row) for row in connection.execute(_LISTS)]

    def result_ids(self, name: str) -> list[str]:
        """What stands on a list, in the order of the ids."""
        query = select(PickTable.result_id).where(PickTable.name == name)
        with self._database.reading() as connection:
            return list(connection.scalars(query.order_by(PickTable.result_id)))
