"""Statistics and unit of novelty from the very file that will run."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import onnx
from numpy.typing import NDArray

from inspector.training.datasets.samples import Samples
from inspector.training.export.features import FeatureReader
from inspector.training.export.novelty import read_statistics, set_unit
from inspector.training.export.statistics import FeatureStatistics, fit_statistics
from inspector.training.progress import Progress

MOST_PICTURES = 2000
"""More pictures hardly move the mean of a class."""


def learn_statistics(
    model: onnx.ModelProto, train: Samples, progress: Progress
) -> FeatureStatistics:
    """Statistics of the features that a finished file gives the training pictures.

    Args:
        model: With the tensor ``features``; with or without novelty.
        train: What it was trained on; of many, every class gives the same share.
        progress: Told how far it is.

    Raises:
        FeatureStatisticsError: the features do not vary.
        TrainingCancelledError: somebody cancelled.
    """
    order = np.argsort(train.labels, kind="stable")
    rows = np.linspace(0, len(order) - 1, min(len(order), MOST_PICTURES)).astype(np.int64)
    chosen = train.take(order[rows])
    features = FeatureReader(model).read(chosen.images, progress, "features").features
    return fit_statistics(features, chosen.labels, train.classes)


def unit_pictures(samples: Samples, ok_classes: Collection[str]) -> NDArray[np.uint8]:
    """Those of good parts; all of them where no class is good."""
    good = np.array([name in ok_classes for name in samples.classes])[samples.labels]
    return samples.images[good] if good.any() else samples.images


def calibrate_unit(
    model: onnx.ModelProto,
    good: Sequence[NDArray[np.uint8]] | NDArray[np.uint8],
    progress: Progress,
) -> None:
    """Make novelty 1 the 99 % quantile of good validation pictures, for this very file.

    A quantized file sees other features than its float twin, so each has a unit of its own.

    Args:
        model: With novelty; changed in place.
        good: :func:`unit_pictures` of samples that it was not trained on.
        progress: Told how far it is.

    Raises:
        TrainingCancelledError: somebody cancelled.
    """
    statistics = read_statistics(model.graph)
    if statistics is None:
        raise ValueError("the graph has no novelty")
    features = FeatureReader(model).read(good, progress, "unit of novelty").features
    set_unit(model.graph, statistics.with_unit(features).unit)
