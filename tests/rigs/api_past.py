"""Lots, exports and the rest of a served station: the real services on its real history."""

from __future__ import annotations

from pathlib import Path

from store_examples import JOURNAL

from inspector.domain.errors.history import ReplayImpossibleError
from inspector.domain.record import Provenance
from inspector.engine.record.lots import Lots
from inspector.services.exports.desk import ExportDesk
from inspector.services.history.golden import GoldenDesk
from inspector.services.history.lots import LotBook
from inspector.services.lot_report.desk import LotReportDesk
from inspector.services.past import PastServices
from inspector.services.people.audit import AuditTrail
from inspector.services.replay.desk import ReplayDesk
from inspector.services.replay.judge import Judge
from inspector.services.reviews.picks import PickDesk
from inspector.services.what_if.basis import Basis
from inspector.services.what_if.desk import WhatIfDesk
from inspector.services.what_if.judging import Pictures
from inspector.store.archive import FileImageArchive
from inspector.store.lot_record.opening import SqliteLotRecords
from inspector.store.reading.history import SqliteHistory
from inspector.store.result_store import SqliteResultStore
from inspector.wire.what_if import LeftOut, WhatIfQuestion


class NoJudges:
    """A station whose models are gone."""

    def of(self, cited: Provenance, model: str | None, revision: str | None = None) -> Judge:
        del model, revision
        raise ReplayImpossibleError(f"{cited.model_id} is gone")


class NoBases:
    """The same station: its models are gone."""

    cameras = 1

    def of(self, cited: Provenance) -> Basis | LeftOut:
        del cited
        return LeftOut.MODEL_GONE

    def require(self, question: WhatIfQuestion) -> None:
        del question


def bench_past(
    store: SqliteResultStore, history: SqliteHistory, archive: FileImageArchive, folder: Path
) -> PastServices:
    """A gate has told of a hundred parts; the packages are gone."""
    audit = AuditTrail(folder / "audit.jsonl")
    lots = Lots()
    book = LotBook(store.lots(), lots, audit)
    lots.restore(JOURNAL, store.lot_uses(JOURNAL), is_new=False)
    lots.note_counted(100)
    pictures = Pictures(history.scored_parts(), history, archive, NoJudges(), lambda: True)
    return PastServices(
        book,
        ExportDesk(
            history,
            archive,
            "line-3",
            audit,
            history.seal_proofs(),
            store.reviews().of_result,
        ),
        ReplayDesk(history, archive, NoJudges(), lambda: None, lambda: None),
        GoldenDesk(history, archive, lambda _: None),
        PickDesk(store.picks(), audit),
        WhatIfDesk(pictures, NoBases(), lambda: None),
        LotReportDesk(SqliteLotRecords(store.database), archive, audit),
    )
