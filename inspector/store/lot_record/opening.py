"""Where the record of a lot is read: one read transaction for all of a report."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from inspector.store.database import Database
from inspector.store.lot_record.record import SqliteLotRecord
from inspector.store.opening import open_history


class SqliteLotRecords:
    """Implements :class:`inspector.domain.lot_record.LotRecords`.

    Args:
        database: Where it is kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def opened(self) -> Iterator[SqliteLotRecord]:
        """The record as it is now; what is stored meanwhile is not seen."""
        with self._database.reading() as connection:
            yield SqliteLotRecord(connection)


@contextmanager
def lot_records(folder: Path) -> Iterator[SqliteLotRecords]:
    """The record of a data folder, whether its station runs or not.

    Raises:
        DatabaseDamagedError: there is no database of the present schema.
    """
    with closing(open_history(folder)) as history:
        yield SqliteLotRecords(history.database)
