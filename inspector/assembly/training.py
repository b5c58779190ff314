"""What a station trains with, put together; nothing of it is loaded before somebody trains."""

from __future__ import annotations

import os
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.domain.phrase import phrase_of
from inspector.resources import bundled
from inspector.services.training_jobs.desk import TrainingDesk
from inspector.services.training_jobs.ports import TrainingSite
from inspector.training.cores import training_cores
from inspector.training.extra import missing_packages
from inspector.wire.training import ClassCount, DatasetFinding, DatasetRow

if TYPE_CHECKING:
    from inspector.config.station import StationConfig
    from inspector.paths import DataFolder
    from inspector.services.people.audit import AuditTrail
    from inspector.training.datasets.document import DatasetRevision

RESERVE_BYTES = 2_000_000_000


@dataclass(frozen=True, slots=True)
class StationDatasets:
    """Implements :class:`~inspector.services.training_jobs.ports.Datasets`.

    A revision never changes, so each is read once.
    """

    folder: Path
    _read: dict[tuple[str, str], DatasetRow] = field(default_factory=dict)

    def rows(self) -> list[DatasetRow]:
        """All datasets, in the order of their names."""
        from inspector.training.datasets.dataset_folder import DatasetFolder

        paths = sorted(self.folder.glob("*")) if self.folder.is_dir() else []
        return [self._row(path) for path in paths if DatasetFolder.is_one(path)]

    def _row(self, path: Path) -> DatasetRow:
        from inspector.domain.errors.base import InspectorError
        from inspector.training.datasets.dataset_folder import DatasetFolder

        try:
            folder = DatasetFolder(path)
            key = (path.name, folder.current_id)
            if key not in self._read:
                self._read[key] = _described(folder.revision())
            return self._read[key]
        except (InspectorError, OSError) as error:
            return _faulty(path.name, str(error))


def make_training(
    config: StationConfig,
    data: DataFolder,
    audit: AuditTrail,
    *,
    reserve_bytes: int = RESERVE_BYTES,
) -> TrainingDesk:
    """Where people ask for trainings; begun and stopped with the station.

    Args:
        config: The station file.
        data: The folder of the station.
        audit: Where it is written down who did what.
        reserve_bytes: A training does not start on a disk with less room.
    """
    from inspector.inference.package import find_packages
    from inspector.store.opening import DATABASE_NAME
    from inspector.store.reviews.reviewed_parts import ReviewedParts

    def taken(name: str) -> bool:
        roots = (data.models, bundled("models"))
        return any("/".join(f.parts[-2:]) == name for root in roots for f in find_packages(root))

    cores = os.cpu_count() or 1
    site = TrainingSite(
        data_folder=data.root,
        jobs=data.training,
        archive=data.archive,
        trusted_keys=tuple(config.model.trusted_keys),
        command=_command,
        missing=missing_packages,
        taken=taken,
        cores=(cores, training_cores(cores)),
        reserve_bytes=reserve_bytes,
    )
    reviewed = ReviewedParts(data.database / DATABASE_NAME)
    return TrainingDesk(site, StationDatasets(data.datasets), reviewed.count, audit)


def _command(folder: Path) -> list[str]:
    return [sys.executable, "-P", "-m", "inspector", "model", "train-job", str(folder)]


def _described(revision: DatasetRevision) -> DatasetRow:
    """Counts, and what they alone tell; the other checks are part of a training."""
    from inspector.training.datasets.checks.classes import check_classes

    counts = Counter(item.label for item in revision.items)
    groups: dict[str, list[int]] = {}
    for index, item in enumerate(revision.items):
        groups.setdefault(item.group or f"\0{index}", []).append(index)
    return DatasetRow(
        name=revision.name,
        revision=revision.id,
        pictures=len(revision.items),
        left_out=len(revision.content.left_out),
        classes=[
            ClassCount(name=name, pictures=counts[name], good=name in revision.ok_classes)
            for name in sorted(counts)
        ],
        findings=[
            DatasetFinding(
                severity=finding.severity.value,
                message=phrase_of(finding.reason),
                remedy=phrase_of(finding.advice),
            )
            for finding in check_classes(revision, list(groups.values()))
        ],
        fault="",
    )


def _faulty(name: str, fault: str) -> DatasetRow:
    return DatasetRow(
        name=name, revision="", pictures=0, left_out=0, classes=[], findings=[], fault=fault
    )
