"""Holds results against their seals and the seals against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, Row, func, select

from inspector.domain.phrase import Phrase
from inspector.domain.phrases.records import SealPhrase
from inspector.store.connections import reader_engine
from inspector.store.faults import translated
from inspector.store.schema.seal_tables import SealTable
from inspector.store.schema.tables import ResultTable
from inspector.store.seals.chain import Head, block_digest, sealed_hashes
from inspector.store.seals.content import hashes

NAMED_MAX = 100


@dataclass(slots=True)
class SealProof:
    """What the seals say.

    Attributes:
        blocks: Blocks of the chain.
        sealed: Results that they cover.
        let_go: Those of them that are not there any more.
        unsealed: Results behind the last block.
        changed: Sequences of results that are not what was sealed, some of them.
        inserted: Sequences that came to be inside of a block after it was sealed, some of them.
        broken: What is wrong with the chain itself; empty when nothing.
        digests: Of each block, by the sequence of its last result; comparing them with heads that
            were noted elsewhere proves that nobody made a new chain.
        head: The newest of them, which vouches for all.
    """

    blocks: int = 0
    sealed: int = 0
    let_go: int = 0
    unsealed: int = 0
    changed: list[int] = field(default_factory=list)
    inserted: list[int] = field(default_factory=list)
    broken: list[Phrase] = field(default_factory=list)
    digests: dict[int, str] = field(default_factory=dict)
    head: str = Head().digest

    @property
    def holds(self) -> bool:
        """Whether everything that is sealed is as it was."""
        return not (self.changed or self.inserted or self.broken)


def prove(path: Path, advance: Callable[[], object]) -> SealProof:
    """Read every sealed result once.

    Args:
        path: The database.
        advance: Called after each block.

    Raises:
        StoreError: it cannot be read.
    """
    proof, before = SealProof(), Head()
    engine = reader_engine(path)
    try:
        with translated(path), engine.connect() as connection:
            for block in connection.execute(select(SealTable.__table__).order_by("seal_id")).all():
                prove_block(connection, block, before, proof)
                before = Head(block.last_sequence, block.digest)
                proof.digests[block.last_sequence] = block.digest
                advance()
            behind = select(func.count()).where(ResultTable.sequence > before.last_sequence)
            proof.unsealed = connection.scalar(behind) or 0
    finally:
        engine.dispose()
    proof.head = before.digest
    return proof


def count_blocks(path: Path) -> int:
    """Blocks of a database's chain."""
    engine = reader_engine(path)
    try:
        with translated(path), engine.connect() as connection:
            return connection.scalar(select(func.count()).select_from(SealTable)) or 0
    finally:
        engine.dispose()


def prove_block(
    connection: Connection,
    block: Row[tuple[object, ...]],
    before: Head,
    proof: SealProof,
    *,
    rows: bool = True,
) -> None:
    """Hold one block against the one before it, and unless told otherwise its results too.

    Args:
        connection: Where to read.
        block: A row of `seal`.
        before: The block before it.
        proof: Takes what is found.
        rows: Whether to read the results themselves.
    """
    first, last = block.first_sequence, block.last_sequence
    sealed = sealed_hashes(connection, first, last)
    proof.blocks += 1
    proof.sealed += len(sealed)
    if first <= before.last_sequence:
        proof.broken.append(SealPhrase.SEAL_OVERLAPS(seal=block.seal_id))
    if block_digest(before.digest, first, last, block.sealed_utc_ns, sealed) != block.digest:
        proof.broken.append(SealPhrase.SEAL_DIFFERS(seal=block.seal_id))
    if rows:
        _prove_rows(connection, (before.last_sequence, first, last), dict(sealed), proof)


def _prove_rows(
    connection: Connection, bounds: tuple[int, int, int], known: dict[int, bytes], proof: SealProof
) -> None:
    before, first, last = bounds
    present = dict(hashes(connection, first, last))
    proof.let_go += len(known.keys() - present.keys())
    _name(proof.changed, (key for key, value in known.items() if present.get(key, value) != value))
    _name(proof.inserted, sorted(present.keys() - known.keys()))
    between = select(ResultTable.sequence).where(
        ResultTable.sequence > before, ResultTable.sequence < first
    )
    _name(proof.inserted, connection.scalars(between.limit(NAMED_MAX)))


def _name(into: list[int], sequences: Iterator[int] | list[int]) -> None:
    into.extend(islice(sequences, max(0, NAMED_MAX - len(into))))
