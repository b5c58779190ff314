"""Blocks of sealed results, each of which vouches for the one before."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select

from inspector.store.database import Database
from inspector.store.schema.seal_tables import ResultSealTable, SealTable
from inspector.store.schema.tables import ResultTable
from inspector.store.seals.content import hashes

BLOCK = 2000
_BEGINNING = "0" * 64
_NEWEST = (
    select(SealTable.last_sequence, SealTable.digest).order_by(SealTable.seal_id.desc()).limit(1)
)


@dataclass(frozen=True, slots=True)
class Head:
    """The newest block.

    Attributes:
        last_sequence: Of the newest sealed result; 0 before the first.
        digest: Vouches for everything up to it; 64 hex digits.
    """

    last_sequence: int = 0
    digest: str = _BEGINNING


Sealed = Sequence[tuple[int, bytes]]
"""Sequences of results, each with its hash."""


def block_digest(before: str, first: int, last: int, sealed_utc_ns: int, sealed: Sealed) -> str:
    """SHA-256 over all that a block vouches for."""
    content = block_content(before, first, last, sealed_utc_ns, sealed)
    return hashlib.sha256(content).hexdigest()


def block_content(before: str, first: int, last: int, sealed_utc_ns: int, sealed: Sealed) -> bytes:
    """The digest before, the block's bounds and time, and its results' hashes."""
    begun = f"{before} {first} {last} {sealed_utc_ns}\n".encode()
    return begun + b"".join(b"%d %s" % (sequence, value) for sequence, value in sealed)


def sealed_hashes(connection: Connection, first: int, last: int) -> Sealed:
    """The hashes of a block, as they were when it was sealed."""
    table = ResultSealTable
    query = select(table.sequence, table.hash).where(table.sequence.between(first, last))
    return [(row.sequence, row.hash) for row in connection.execute(query.order_by(table.sequence))]


class SealChain:
    """Adds blocks. All methods may be called from several threads.

    Args:
        database: Where they are kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def head(self) -> Head:
        """The newest block."""
        with self._database.reading() as connection:
            return _head(connection)

    def newest(self) -> int:
        """The sequence of the newest result, 0 for none."""
        with self._database.reading() as connection:
            return connection.scalar(select(func.max(ResultTable.sequence))) or 0

    def seal(self, settled: int, now_utc_ns: int) -> int:
        """Seal the next results up to a sequence, at most a block of them; how many."""
        with self._database.writing() as connection:
            head = _head(connection)
            first, last = _range(connection, head.last_sequence, settled)
            if last < first:
                return 0
            sealed = list(hashes(connection, first, last))
            connection.execute(
                insert(ResultSealTable),
                [{"sequence": sequence, "hash": value} for sequence, value in sealed],
            )
            connection.execute(
                insert(SealTable).values(
                    first_sequence=first,
                    last_sequence=last,
                    results=len(sealed),
                    sealed_utc_ns=now_utc_ns,
                    digest=block_digest(head.digest, first, last, now_utc_ns, sealed),
                )
            )
        return len(sealed)


def _head(connection: Connection) -> Head:
    row = connection.execute(_NEWEST).one_or_none()
    return Head() if row is None else Head(row.last_sequence, row.digest)


def _range(connection: Connection, sealed: int, settled: int) -> tuple[int, int]:
    """First and last sequence of the next block; the last is smaller when there is none."""
    column = ResultTable.sequence
    block = (
        select(column)
        .where(column > sealed, column <= settled)
        .order_by(column)
        .limit(BLOCK)
        .subquery()
    )
    ends = select(func.min(block.c.sequence), func.max(block.c.sequence))
    first, last = connection.execute(ends).one()
    return (1, 0) if first is None else (first, last)
