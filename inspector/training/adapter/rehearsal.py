"""What keeps the old classes alive while new ones are learned."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inspector.inference.golden import golden_images
from inspector.inference.package import ModelPackage
from inspector.training.adapter.augmentation import varied
from inspector.training.adapter.base import BasePictures
from inspector.training.datasets.dataset import resize
from inspector.training.export.features import FeatureReader
from inspector.training.export.statistics import FeatureStatistics, fit_statistics
from inspector.training.progress import Progress

SAMPLED_PER_CLASS = 60
_GOLDEN_COPIES = 12


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Features of the old classes.

    Attributes:
        origin: Where they come from, in words.
        features: To learn from, shape ``(N, D)``.
        labels: Their classes, shape ``(N,)``.
        check_features: To choose temperature and limits, shape ``(M, D)``.
        check_labels: Their classes, shape ``(M,)``.
        statistics: For the measure of novelty; ``None`` where nothing is known.
        real: Whether ``check_features`` are of pictures that took no part in the learning.
        drawn: Whether all features were drawn from the statistics, and are of no picture.
    """

    origin: str
    features: NDArray[np.float32]
    labels: NDArray[np.int64]
    check_features: NDArray[np.float32]
    check_labels: NDArray[np.int64]
    statistics: FeatureStatistics | None
    real: bool
    drawn: bool = False


def rehearse_pictures(
    reader: FeatureReader,
    base: BasePictures,
    statistics: FeatureStatistics | None,
    progress: Progress,
) -> Rehearsal:
    """From the base dataset: the best there is.

    Args:
        reader: Of the package's file.
        base: Its pictures.
        statistics: Those of the file, if it has some; else they are taken from these pictures.
        progress: Told how far it is.
    """
    learned = reader.read(base.train.images, progress, "rehearse").features
    checked = reader.read(base.validation.images, progress, "check").features
    if statistics is None:
        statistics = fit_statistics(learned, base.train.labels, base.train.classes)
    return Rehearsal(
        f"{len(base.train)} pictures of {base.description}",
        learned,
        base.train.labels,
        checked,
        base.validation.labels,
        statistics,
        real=True,
    )


def rehearse_statistics(statistics: FeatureStatistics, seed: int) -> Rehearsal:
    """From the statistics that the file carries: features as its pictures may have had."""
    rng = np.random.default_rng(seed)
    features, labels = statistics.sampled(SAMPLED_PER_CLASS, rng)
    checked, check_labels = statistics.sampled(SAMPLED_PER_CLASS, rng)
    return Rehearsal(
        f"{len(labels)} feature vectors drawn from the class statistics in the package",
        features,
        labels,
        checked,
        check_labels,
        statistics,
        real=False,
        drawn=True,
    )


def rehearse_golden(
    reader: FeatureReader, package: ModelPackage, seed: int, progress: Progress
) -> Rehearsal:
    """From the golden pictures alone, the last resort for a file without statistics."""
    manifest = package.manifest
    rng = np.random.default_rng(seed)
    images, labels = [], []
    for entry, image in golden_images(package):
        images += varied(resize(image, manifest.input.size_px), _GOLDEN_COPIES, rng)
        labels += [manifest.classes.index(entry.label)] * _GOLDEN_COPIES
    features = reader.read(images, progress, "rehearse").features
    own = np.array(labels, np.int64)
    return Rehearsal(
        f"{len(manifest.golden)} golden pictures of the package, each in {_GOLDEN_COPIES} versions",
        features,
        own,
        features[::_GOLDEN_COPIES],
        own[::_GOLDEN_COPIES],
        statistics=None,
        real=False,
    )
