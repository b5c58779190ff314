"""The tables of the shared history as rows are written to them; they are read as a station's."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, MetaData, Table, Text

from inspector.store.schema.lot_tables import LotTable, ResultSpanTable
from inspector.store.schema.quality_tables import ImageHealthTable, ReviewTable
from inspector.store.schema.tables import Base, ProvenanceTable, ResultTable, ResultViewTable

_METADATA = MetaData()


def _table(station: type[Base], *own: Column[Any]) -> Table:
    """The columns of a station's table but for computed ones, and those that the server adds."""
    columns = [
        Column(each.name, each.type) for each in station.__table__.columns if each.computed is None
    ]
    return Table(station.__tablename__, _METADATA, *own, *columns)


SOURCE = Table(
    "source",
    _METADATA,
    Column("source_id", BigInteger, primary_key=True),
    Column("station_id", Text),
    Column("lineage", Text),
    Column("session", Text),
    Column("forwarded", BigInteger),
    Column("forwarded_utc_ns", BigInteger),
)
"""The databases that send, each with the last of its sequences that is there."""

PROVENANCE = _table(ProvenanceTable)
LOT = _table(
    LotTable,
    Column("station_id", Text),
    Column("lineage", Text),
    Column("source_lot_id", BigInteger),
)
REVIEW = _table(
    ReviewTable,
    Column("station_id", Text),
    Column("lineage", Text),
    Column("source_review_id", BigInteger),
)
RESULT = _table(
    ResultTable,
    Column("station_id", Text),
    Column("source_id", BigInteger),
    Column("source_sequence", BigInteger),
)
RESULT_VIEW = _table(ResultViewTable, Column("triggered_utc_ns", BigInteger))
IMAGE_HEALTH = _table(ImageHealthTable, Column("triggered_utc_ns", BigInteger))
RESULT_SPAN = _table(ResultSpanTable)
