"""Lots, exports and the rest of a served station: the real services on its real history."""

from __future__ import annotations

from pathlib import Path

from store_examples import JOURNAL

from inspector.engine.lots import Lots
from inspector.services.exports.desk import ExportDesk
from inspector.services.lots import LotBook
from inspector.services.past import PastServices
from inspector.services.people.audit import AuditTrail
from inspector.store.archive import FileImageArchive
from inspector.store.history import SqliteHistory
from inspector.store.result_store import SqliteResultStore


def bench_past(
    store: SqliteResultStore, history: SqliteHistory, archive: FileImageArchive, folder: Path
) -> PastServices:
    """A gate has told of a hundred parts."""
    audit = AuditTrail(folder / "audit.jsonl")
    lots = Lots()
    book = LotBook(store.lots(), lots, audit)
    lots.restore(JOURNAL, store.lot_uses(JOURNAL), is_new=False)
    lots.note_counted(100)
    return PastServices(book, ExportDesk(history, archive, "line-3", audit))
