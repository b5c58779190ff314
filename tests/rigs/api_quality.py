"""Reviews, label queue and drift of a served station: the real services on its real history."""

from __future__ import annotations

from pathlib import Path

from inspector.config.drift import DriftConfig
from inspector.services.drift.service import DriftService, PictureCounts
from inspector.services.drift.values import ModelReference
from inspector.services.drift.watch import DriftWatch
from inspector.services.people.audit import AuditTrail
from inspector.services.reviews.desk import KnownClasses, ReviewDesk
from inspector.services.reviews.label_queue import LabelQueue
from inspector.services.reviews.quality import QualityServices
from inspector.store.reading.history import SqliteHistory
from inspector.store.result_store import SqliteResultStore

CLASSES = KnownClasses(("good", "scratch"), frozenset({"good"}))
CHALLENGER = "a" * 64
"""The model on trial."""
CONFIG = DriftConfig(window_parts=50, baseline_parts=50)


def bench_quality(
    store: SqliteResultStore, history: SqliteHistory, folder: Path
) -> QualityServices:
    """Nothing looks by itself: a test asks the watch to."""
    audit = AuditTrail(folder / "audit.jsonl")
    observations = store.observations()
    model = ModelReference(CLASSES.ok_classes)
    watch = DriftWatch(CONFIG, observations, lambda _: model)
    return QualityServices(
        reviews=ReviewDesk(store.reviews(), history, lambda: CLASSES, audit),
        labels=LabelQueue(history.label_candidates(), lambda: CHALLENGER),
        drift=DriftService(watch, observations, lambda: PictureCounts(7, 3), audit),
    )
