"""Seals in the bytes that they are computed of, for those who want to compute them again."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Row, select

from inspector.domain.errors.store import ResultNotFoundError
from inspector.domain.phrases.records import RecordPhrase
from inspector.domain.seal import SealedBlock, SealedResult
from inspector.store.database import Database
from inspector.store.schema.seal_tables import ResultSealTable, SealTable
from inspector.store.schema.tables import ResultTable
from inspector.store.seals.chain import Head, block_content, sealed_hashes
from inspector.store.seals.content import contents


class SqliteSealProofs:
    """Implements :class:`inspector.domain.seal.SealProofs`.

    Args:
        database: Where seals are kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def sealed(self, result_id: str) -> SealedResult:
        """A result beside its seal.

        Raises:
            ResultNotFoundError: no row has this id.
        """
        place = select(ResultTable.sequence).where(ResultTable.result_id == result_id)
        with self._database.reading() as connection:
            sequence = connection.scalar(place)
            if sequence is None:
                raise ResultNotFoundError(RecordPhrase.NO_RESULT(result=result_id))
            ((_, content),) = contents(connection, sequence, sequence)
            seal = select(ResultSealTable.hash).where(ResultSealTable.sequence == sequence)
            sealed = connection.scalar(seal)
        return SealedResult(sequence, content, "" if sealed is None else sealed.hex())

    def blocks(self, first: int, last: int) -> Iterator[SealedBlock]:
        """Those that hold results from one sequence to another, each read by itself."""
        chain = select(SealTable.__table__).where(
            SealTable.last_sequence >= first, SealTable.first_sequence <= last
        )
        older = select(SealTable.digest).where(SealTable.last_sequence < first)
        with self._database.reading() as connection:
            found = connection.execute(chain.order_by(SealTable.seal_id)).all()
            before = connection.scalar(older.order_by(SealTable.seal_id.desc()).limit(1))
        before = before or Head().digest
        for block in found:
            with self._database.reading() as connection:
                yield _block(connection, block, before)
            before = block.digest


def _block(connection: Connection, block: Row[tuple[object, ...]], before: str) -> SealedBlock:
    first, last, sealed_utc_ns = block.first_sequence, block.last_sequence, block.sealed_utc_ns
    hashed = sealed_hashes(connection, first, last)
    content = block_content(before, first, last, sealed_utc_ns, hashed)
    return SealedBlock(block.digest, content, first, last, sealed_utc_ns)
