"""Tables as Apache Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from inspector.services.exports.columns import COLUMNS, Kind
from inspector.services.exports.text_files import Pages

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS_TOGETHER = 10_000
"""Rows of one row group: what is held in memory at a time."""


class _Drain:
    """A file that forgets what was taken from it."""

    closed = False

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._length = 0

    def write(self, content: bytes) -> int:
        self._pieces.append(bytes(content))
        self._length += len(content)
        return len(content)

    def tell(self) -> int:
        return self._length

    def flush(self) -> None: ...

    def close(self) -> None:
        self.closed = True

    def readable(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def taken(self) -> bytes:
        """What was written since the last time."""
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


def parquet_pieces(pages: Pages) -> Iterator[bytes]:
    """The columns with their own types, compressed by Zstandard; instants in microseconds."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    drain = _Drain()
    schema = pa.schema([(column.name, _type(column.kind)) for column in COLUMNS])
    with pq.ParquetWriter(pa.PythonFile(drain, mode="w"), schema, compression="zstd") as writer:
        columns: dict[str, list[object]] = {column.name: [] for column in COLUMNS}
        for page in pages:
            for column in COLUMNS:
                columns[column.name] += (column.value(each) for each in page)
            if len(columns[COLUMNS[0].name]) >= _ROWS_TOGETHER:
                writer.write_table(pa.table(columns, schema=schema))
                for cells in columns.values():
                    cells.clear()
                yield drain.taken()
        if columns[COLUMNS[0].name]:
            writer.write_table(pa.table(columns, schema=schema))
    yield drain.taken()


def _type(kind: Kind) -> pa.DataType:
    import pyarrow as arrow

    return {
        Kind.TEXT: arrow.string(),
        Kind.INTEGER: arrow.int64(),
        Kind.NUMBER: arrow.float64(),
        Kind.FLAG: arrow.bool_(),
        Kind.TIME: arrow.timestamp("us", tz="UTC"),
    }[kind]
