"""What a served station can do with its history: the real services on its real database."""

from __future__ import annotations

import wire_samples
from metal_part import as_png, metal_part

from inspector.domain.errors.history import ReplayImpossibleError
from inspector.domain.evaluation import Evaluation
from inspector.domain.recipe import DecisionLimits
from inspector.domain.record import Provenance
from inspector.engine.record.lots import Lots
from inspector.services.exports.desk import ExportDesk
from inspector.services.history.golden import Golden, GoldenDesk
from inspector.services.history.lots import LotBook
from inspector.services.past import PastServices
from inspector.services.people.audit import AuditTrail
from inspector.services.replay.desk import ReplayDesk
from inspector.services.replay.judge import Judge
from inspector.services.reviews.desk import KnownClasses, ReviewDesk
from inspector.services.reviews.picks import PickDesk
from inspector.services.reviews.quality import QualityServices
from inspector.services.what_if.basis import Basis
from inspector.services.what_if.desk import WhatIfDesk
from inspector.services.what_if.judging import Pictures
from inspector.store.archive import FileImageArchive
from inspector.store.reading.history import SqliteHistory
from inspector.store.result_store import SqliteResultStore
from inspector.wire.evidence import Evidence
from inspector.wire.what_if import WhatIfQuestion

CLASSES = KnownClasses(wire_samples.CLASSES, frozenset({"good"}))


class NoEvidence:
    """A station whose models tell nothing."""

    def of(self, result_id: str, view: int | None) -> Evidence:
        note = "the model is gone"
        return Evidence(result_id=result_id, view=view or 0, class_name="", regions=[], note=note)


class NoJudges:
    """A station whose models are gone."""

    def of(self, cited: Provenance, model: str | None, revision: str | None = None) -> Judge:
        del model, revision
        raise ReplayImpossibleError(f"{cited.model_id} is gone")


class FlangeBases:
    """By what all parts of the served history were decided."""

    cameras = 1

    def of(self, cited: Provenance) -> Basis:
        del cited
        return Basis(tuple(CLASSES.classes), CLASSES.ok_classes, DecisionLimits(0.5, 0.5))

    def require(self, question: WhatIfQuestion) -> None:
        del question


def _golden(sha256: str) -> Golden:
    return Golden(as_png(metal_part(4, Evaluation.OK)), "image/png", "model flange/1.4.0")


def served_past(
    store: SqliteResultStore,
    history: SqliteHistory,
    archive: FileImageArchive,
    audit: AuditTrail,
) -> PastServices:
    pictures = Pictures(history.scored_parts(), history, archive, NoJudges(), lambda: True)
    return PastServices(
        LotBook(store.lots(), Lots(), audit),
        ExportDesk(
            history,
            archive,
            "line-1-cell-3",
            audit,
            history.seal_proofs(),
            store.reviews().of_result,
        ),
        ReplayDesk(history, archive, NoJudges(), lambda: None, lambda: None),
        GoldenDesk(history, archive, _golden),
        PickDesk(store.picks(), audit),
        WhatIfDesk(pictures, FlangeBases(), lambda: None),
        lot_reports=None,  # type: ignore[arg-type] # nobody asks for them
    )


def served_quality(
    store: SqliteResultStore, history: SqliteHistory, audit: AuditTrail
) -> QualityServices:
    return QualityServices(
        reviews=ReviewDesk(store.reviews(), history, lambda: CLASSES, audit),
        labels=None,  # type: ignore[arg-type] # nobody asks for them
        drift=None,  # type: ignore[arg-type]
    )
