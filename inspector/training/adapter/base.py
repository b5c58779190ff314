"""The dataset that the package was trained on, as far as it is needed to keep what it knows."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from inspector.domain.errors.adapter import AdapterClassesError
from inspector.inference.manifest import Manifest
from inspector.training.datasets.document import DatasetRevision
from inspector.training.datasets.loading import load_dataset
from inspector.training.datasets.recorded_split import split_again
from inspector.training.datasets.revision import open_dataset
from inspector.training.datasets.samples import Samples
from inspector.training.datasets.splitting import SplitPlan
from inspector.training.progress import Progress

MOST_PER_CLASS = 60
"""Pictures of each class in each part; more cost time and add little."""


@dataclass(frozen=True, slots=True)
class BasePictures:
    """Some of the pictures that the package was made with, in its own order of classes.

    Attributes:
        train: To rehearse.
        validation: To choose temperature and limits.
        test: To measure; they took part in nothing.
        revision: Id of the dataset's revision.
        same: Whether it is the revision that the package names, so that ``test`` was really never
            trained on.
        description: For the card.
    """

    train: Samples
    validation: Samples
    test: Samples
    revision: str
    same: bool
    description: str


def load_base(source: Path, manifest: Manifest, progress: Progress) -> BasePictures:
    """Open the base dataset, split as it was for the training, and take a share of each class.

    Raises:
        TrainingDatasetError: it cannot be used.
        AdapterClassesError: it has a class that the package does not know, or lacks one.
    """
    revision = open_dataset(source, manifest.ok_classes, progress)
    names = {item.label for item in revision.items}
    strangers, missing = names - {*manifest.classes}, {*manifest.classes} - names
    if strangers or missing:
        raise AdapterClassesError(
            f"{source} is not what {manifest.model_id} {manifest.version} was trained on: "
            + "; ".join(
                f"{title} {', '.join(sorted(some))}"
                for title, some in (("it adds", strangers), ("it lacks", missing))
                if some
            )
        )
    plan = _bounded(split_again(revision, manifest.training, progress), revision)
    with tempfile.TemporaryDirectory() as cache:
        dataset = load_dataset(revision, plan, manifest.input.size_px, Path(cache), progress)
        train, validation, test = (
            _in_memory(part, manifest.classes)
            for part in (dataset.split.train, dataset.split.validation, dataset.split.test)
        )
    return BasePictures(
        train,
        validation,
        test,
        revision.id,
        same=revision.id == manifest.dataset_revision,
        description=dataset.description,
    )


def _bounded(plan: SplitPlan, revision: DatasetRevision) -> SplitPlan:
    """The same plan with fewer pictures, spread evenly over each class of each part."""
    label_by_key = {item.key: item.label for item in revision.items}
    parts = {}
    for part, keys in plan.parts.items():
        by_label: dict[str, list[str]] = defaultdict(list)
        for key in keys:
            by_label[label_by_key[key]].append(key)
        parts[part] = tuple(key for own in by_label.values() for key in _spread(own))
    return replace(plan, parts=parts)


def _spread(keys: list[str]) -> list[str]:
    places = np.linspace(0, len(keys) - 1, min(len(keys), MOST_PER_CLASS))
    return [keys[int(place)] for place in places.round()]


def _in_memory(samples: Samples, classes: tuple[str, ...]) -> Samples:
    """Away from the files that are about to go, and in the package's order of classes."""
    places = np.array([classes.index(name) for name in samples.classes], np.int64)
    return Samples(np.array(samples.images), places[samples.labels], classes, samples.names)
