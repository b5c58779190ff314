"""Whether the chain of seals is whole up to the last result of a lot."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from inspector.domain.lot_record import SealState, Stretch
from inspector.domain.phrase import Phrase
from inspector.domain.phrases.records import SealPhrase
from inspector.store.schema.seal_tables import ResultSealTable, SealTable
from inspector.store.schema.tables import ResultTable
from inspector.store.seals.chain import Head
from inspector.store.seals.proof import SealProof, prove_block

_SHOWN = 5


def seal_state(connection: Connection, stretch: Stretch, lot_id: int, until: int) -> SealState:
    """Follow the chain from its beginning; blocks with results of the lot are read row by row."""
    last = stretch.last_sequence
    proof, before, digests = SealProof(), Head(), {}
    chain = select(SealTable.__table__).where(SealTable.first_sequence <= until)
    for block in connection.execute(chain.order_by(SealTable.seal_id)).all():
        of_lot = block.first_sequence <= last and block.last_sequence >= stretch.first_sequence
        prove_block(connection, block, before, proof, rows=of_lot)
        before = Head(block.last_sequence, block.digest)
        digests[block.last_sequence] = block.digest
    sealed = _sealed(connection, lot_id)
    total = select(func.count()).where(ResultTable.lot_id == lot_id)
    return SealState(
        sealed=sealed,
        unsealed=(connection.scalar(total) or 0) - sealed,
        let_go=proof.let_go,
        faults=_faults(proof),
        blocks=proof.blocks,
        head=before.digest,
        digests=digests,
    )


def _sealed(connection: Connection, lot_id: int) -> int:
    query = (
        select(func.count())
        .join_from(ResultTable, ResultSealTable, ResultTable.sequence == ResultSealTable.sequence)
        .where(ResultTable.lot_id == lot_id)
    )
    return connection.scalar(query) or 0


def _faults(proof: SealProof) -> list[Phrase]:
    told = list(proof.broken[:_SHOWN])
    for found, one, all_of_them in (
        (proof.changed, SealPhrase.SEALED_CHANGED, SealPhrase.SEALED_CHANGED_IN_ALL),
        (proof.inserted, SealPhrase.SEALED_INSERTED, SealPhrase.SEALED_INSERTED_IN_ALL),
    ):
        told += [one(sequence=each) for each in found[:_SHOWN]]
        if len(found) > _SHOWN:
            told.append(all_of_them(count=len(found)))
    return told
