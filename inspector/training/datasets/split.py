"""Stratified split of samples."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from inspector.domain.errors.training import TrainingDatasetError
from inspector.training.datasets.samples import Samples

FEWEST_PER_CLASS = 3
_VALIDATION_SHARE = 0.15
_TEST_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class Split:
    """Three parts that share no picture."""

    train: Samples
    validation: Samples
    test: Samples


def split_samples(samples: Samples, seed: int) -> Split:
    """70 % to train, 15 % to choose limits, 15 % held out; each class in these shares.

    Raises:
        TrainingDatasetError: fewer than two classes, or a class too small to be in each part.
    """
    counts = Counter(samples.classes[label] for label in samples.labels)
    if len(counts) < 2:
        raise TrainingDatasetError(f"one class ({next(iter(counts))}); at least two are needed")
    small = [
        f"{name}: {count}" for name, count in sorted(counts.items()) if count < FEWEST_PER_CLASS
    ]
    if small:
        raise TrainingDatasetError(
            f"fewer than {FEWEST_PER_CLASS} images in a class ({', '.join(small)})"
        )
    rng = np.random.default_rng(seed)
    parts: tuple[list[int], list[int], list[int]] = ([], [], [])
    for label in np.unique(samples.labels):
        rows = rng.permutation(np.flatnonzero(samples.labels == label))
        validation = max(1, round(_VALIDATION_SHARE * len(rows)))
        test = max(1, round(_TEST_SHARE * len(rows)))
        parts[1].extend(rows[:validation])
        parts[2].extend(rows[validation : validation + test])
        parts[0].extend(rows[validation + test :])
    return Split(*(samples.take(sorted(part)) for part in parts))
