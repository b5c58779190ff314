"""The split of a training, as the manifest of its package records it."""

from __future__ import annotations

from typing import Any

from inspector.inference.manifest import SplitEntry, TrainingEntry
from inspector.training.datasets.document import DatasetRevision
from inspector.training.datasets.splitting import (
    DEFAULT_GROUP_BY,
    DEFAULT_SHARES,
    SplitPlan,
    split_revision,
)
from inspector.training.progress import Progress


def split_entry(plan: SplitPlan) -> SplitEntry:
    """What makes the same plan of the same revision again."""
    return SplitEntry(seed=plan.seed, shares=plan.shares, group_by=plan.group_by)


def split_of(training: TrainingEntry) -> SplitEntry:
    """The split of a training, recorded or usual."""
    return training.split or _usual(training.seed)


def split_table(split: SplitEntry, seed: int) -> dict[str, Any]:
    """What the manifest of a training with this seed says of it: nothing, where it is the usual."""
    return {} if split == _usual(seed) else {"split": split.model_dump(mode="json")}


def split_again(
    revision: DatasetRevision, training: TrainingEntry, progress: Progress
) -> SplitPlan:
    """Part a revision as the training of a package did; what it held out is held out again.

    Raises:
        SplitImpossibleError: this revision cannot be parted so.
    """
    known = split_of(training)
    return split_revision(revision, known.seed, known.shares, known.group_by, progress)


def _usual(seed: int) -> SplitEntry:
    return SplitEntry(seed=seed, shares=DEFAULT_SHARES, group_by=tuple(sorted(DEFAULT_GROUP_BY)))
