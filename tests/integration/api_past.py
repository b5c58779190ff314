"""Lots, exports and the rest of a served station: the real services on its real history."""

from __future__ import annotations

from pathlib import Path

from store_examples import JOURNAL

from inspector.domain.errors.history import ReplayImpossibleError
from inspector.domain.record import Provenance
from inspector.engine.lots import Lots
from inspector.services.exports.desk import ExportDesk
from inspector.services.golden import GoldenDesk
from inspector.services.lots import LotBook
from inspector.services.past import PastServices
from inspector.services.people.audit import AuditTrail
from inspector.services.picks import PickDesk
from inspector.services.replay.desk import ReplayDesk
from inspector.services.replay.judge import Judge
from inspector.store.archive import FileImageArchive
from inspector.store.history import SqliteHistory
from inspector.store.result_store import SqliteResultStore


class NoJudges:
    """A station whose models are gone."""

    def of(self, cited: Provenance, model: str | None) -> Judge:
        raise ReplayImpossibleError(f"{cited.model_id} is gone")


def bench_past(
    store: SqliteResultStore, history: SqliteHistory, archive: FileImageArchive, folder: Path
) -> PastServices:
    """A gate has told of a hundred parts; the packages are gone."""
    audit = AuditTrail(folder / "audit.jsonl")
    lots = Lots()
    book = LotBook(store.lots(), lots, audit)
    lots.restore(JOURNAL, store.lot_uses(JOURNAL), is_new=False)
    lots.note_counted(100)
    return PastServices(
        book,
        ExportDesk(history, archive, "line-3", audit),
        ReplayDesk(history, archive, NoJudges(), lambda: None, lambda: None),
        GoldenDesk(history, archive, lambda _: None),
        PickDesk(store.picks(), audit),
    )
