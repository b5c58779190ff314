"""The step that gets the pictures ready."""

from __future__ import annotations

from inspector.training.datasets.dataset import Dataset, generated_dataset
from inspector.training.datasets.loading import load_dataset
from inspector.training.datasets.revision import open_dataset
from inspector.training.datasets.splitting import read_plan, split_revision, write_plan
from inspector.training.progress import Progress
from inspector.training.run.folder import RunFolder
from inspector.training.run.options import TrainingOptions

CACHE_NAME = "pictures"
SPLIT_NAME = "split.json"


def get_pictures(run: RunFolder, options: TrainingOptions, progress: Progress) -> Dataset:
    """The pictures, split; those of a training that is gone on with are the same to the bit.

    Raises:
        TrainingDatasetError: they cannot be trained on.
    """
    if options.source is None:
        return generated_dataset(
            options.seed,
            options.generated,
            options.size_px,
            progress.tell,
            with_close_ups=options.close_up_epochs > 0 and options.weights is None,
        )
    revision = open_dataset(options.source, options.good, progress)
    plan_file = run.file(SPLIT_NAME)
    if plan_file.exists():
        plan = read_plan(plan_file)
    else:
        plan = split_revision(revision, options.seed, progress=progress)
        write_plan(plan, plan_file)
    progress.tell(
        f"{len(revision.items)} pictures in {len(revision.classes)} classes: "
        + ", ".join(revision.classes)
    )
    return load_dataset(revision, plan, options.size_px, run.file(CACHE_NAME), progress)
