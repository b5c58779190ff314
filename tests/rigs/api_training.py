"""The trainings of a station that starts none."""

from __future__ import annotations

from pathlib import Path

from inspector.assembly.training import StationDatasets
from inspector.services.people.audit import AuditTrail
from inspector.services.training_jobs.desk import TrainingDesk
from inspector.services.training_jobs.ports import TrainingSite


def bench_training(folder: Path) -> TrainingDesk:
    """Real jobs in a queue that nobody looks at."""
    site = TrainingSite(
        data_folder=folder,
        jobs=folder / "training",
        archive=folder / "archive",
        trusted_keys=(),
        command=lambda job: ["nobody", str(job)],
        missing=lambda: (),
        taken=lambda name: name == "part/1.0.0",
        cores=(4, 3),
        reserve_bytes=0,
    )
    audit = AuditTrail(folder / "audit.jsonl")
    return TrainingDesk(site, StationDatasets(folder / "datasets"), lambda: 7, audit)
