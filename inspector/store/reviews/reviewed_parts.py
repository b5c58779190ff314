"""How many parts people have said something of."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import distinct, func, select
from sqlalchemy.exc import DatabaseError

from inspector.store.connections import reader_engine
from inspector.store.schema.quality_tables import ReviewTable


@dataclass(frozen=True, slots=True)
class ReviewedParts:
    """Counts them when it is asked.

    Args:
        database: The file.
    """

    database: Path

    def count(self) -> int:
        """The number of parts; 0 where the database cannot be read."""
        engine = reader_engine(self.database)
        try:
            with engine.connect() as connection:
                query = select(func.count(distinct(ReviewTable.result_id)))
                return int(connection.execute(query).scalar_one())
        except DatabaseError:
            return 0
        finally:
            engine.dispose()
