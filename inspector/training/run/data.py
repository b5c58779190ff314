"""The step that gets the pictures ready, and says what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspector.domain.errors.training import TrainingDatasetError
from inspector.training.datasets.checks.check import check_revision
from inspector.training.datasets.checks.finding import Severity
from inspector.training.datasets.dataset import Dataset, generated_dataset
from inspector.training.datasets.document import DatasetRevision
from inspector.training.datasets.loading import load_dataset
from inspector.training.datasets.revision import open_dataset
from inspector.training.datasets.splitting import (
    DEFAULT_GROUP_BY,
    SplitPlan,
    read_plan,
    split_revision,
    write_plan,
)
from inspector.training.evaluation.pictures import Picture, revision_pictures, sample_pictures
from inspector.training.options import TrainingOptions
from inspector.training.progress import Progress
from inspector.training.run.folder import RunFolder

CACHE_NAME = "pictures"
SPLIT_NAME = "split.json"
_CHECK = "check"


@dataclass(frozen=True, slots=True)
class Pictures:
    """What a network learns from and is measured on.

    Attributes:
        dataset: At the network's size, in memory or mapped into it.
        test: The held-out pictures as the line will see them, at their own size.
        shortcut_auc: How well border or file size alone predict the label; ``None`` for generated
            parts, which have neither.
    """

    dataset: Dataset
    test: Sequence[Picture]
    shortcut_auc: float | None = None


def get_pictures(run: RunFolder, options: TrainingOptions, progress: Progress) -> Pictures:
    """The pictures, checked and split; those of a resumed training are the same to the bit.

    Raises:
        TrainingDatasetError: they cannot be trained on.
    """
    if options.source is None:
        return _generated(options, progress)
    revision = open_dataset(options.source, options.good, progress, derived=run.path)
    given = None if options.split is None else read_plan(options.split)
    group_by = DEFAULT_GROUP_BY if given is None else given.group_by
    shortcut_auc = _checked(run, revision, group_by, progress)
    plan = _plan(run, revision, given, options.seed, progress)
    dataset = load_dataset(revision, plan, options.size_px, run.file(CACHE_NAME), progress)
    test = revision_pictures(revision, plan.parts["test"])
    return Pictures(dataset, test, shortcut_auc)


def _generated(options: TrainingOptions, progress: Progress) -> Pictures:
    dataset = generated_dataset(
        options.seed,
        options.generated,
        options.size_px,
        progress,
        with_close_ups=options.close_up_epochs > 0 and options.weights is None,
    )
    return Pictures(dataset, sample_pictures(dataset.split.test))


def _checked(
    run: RunFolder, revision: DatasetRevision, group_by: Sequence[str], progress: Progress
) -> float:
    """The strongest shortcut; findings are told once, and again when training is refused.

    Raises:
        TrainingDatasetError: a finding forbids training.
    """
    known = run.found(_CHECK)
    if known is not None and known["revision"] == revision.id:
        return float(known["shortcut_auc"])
    report = check_revision(revision, progress, group_by)
    for finding in report.findings:
        progress.tell(f"{finding.severity}: {finding.message}. {finding.remedy}")
    if report.refused:
        wrong = [f for f in report.findings if f.severity is Severity.REFUSED]
        raise TrainingDatasetError(*(finding.reason for finding in wrong), remedy=wrong[0].advice)
    shortcut_auc = max((score.auc for score in report.shortcuts), default=0.5)
    run.finish(_CHECK, {"revision": revision.id, "shortcut_auc": shortcut_auc})
    return shortcut_auc


def _plan(
    run: RunFolder,
    revision: DatasetRevision,
    given: SplitPlan | None,
    seed: int,
    progress: Progress,
) -> SplitPlan:
    file = run.file(SPLIT_NAME)
    if file.exists():
        return read_plan(file)
    plan = given or split_revision(revision, seed, progress=progress)
    write_plan(plan, file)
    return plan
