"""How well a packaged model judges images that it never saw; needs no torch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from inspector.domain.errors.training import TrainingDatasetError
from inspector.inference.classifier import OnnxClassifier
from inspector.inference.package import ModelPackage
from inspector.sim.parts import CLASSES, render_part
from inspector.training.datasets.folder import open_source
from inspector.training.datasets.generated import BALANCED_DEFECT_RATE
from inspector.training.evaluation.quality import Quality, judge

UNSEEN_SEED = 20_000
"""A series far from those that training uses."""
Labelled = tuple[NDArray[np.uint8], str]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """Quality of the packaged file and, where the package carries it, of its FP32 twin."""

    quality: Quality
    reference: Quality | None

    @property
    def loss_points(self) -> float | None:
        """Percentage points of accuracy lost to quantization; negative when it gained."""
        if self.reference is None:
            return None
        return 100 * (self.reference.accuracy - self.quality.accuracy)


def evaluate_package(package: ModelPackage, images: Iterable[Labelled]) -> Evaluated:
    """Score each image with the packaged file and its twin, then judge with the package's limits.

    Raises:
        TrainingDatasetError: there is no image.
    """
    manifest = package.manifest
    classifiers = [OnnxClassifier(package, provider="cpu")]
    if manifest.reference_file:
        classifiers.append(OnnxClassifier(package, provider="cpu", reference=True))
    scores: list[list[NDArray[np.float32]]] = [[] for _ in classifiers]
    labels = []
    for image, label in images:
        labels.append(manifest.classes.index(label))
        for classifier, own in zip(classifiers, scores, strict=True):
            own.append(classifier.classify(image).scores)
    if not labels:
        raise TrainingDatasetError("no usable image to evaluate on")
    truth = np.array(labels, np.int64)
    qualities = [
        judge(np.stack(own), truth, manifest.classes, manifest.ok_classes, package.limits)
        for own in scores
    ]
    return Evaluated(qualities[0], qualities[1] if len(qualities) > 1 else None)


def generated_images(package: ModelPackage, seed: int, count: int) -> Iterator[Labelled]:
    """Parts of a series, every class equally likely.

    Raises:
        TrainingDatasetError: the model was not made for generated parts.
    """
    if set(package.manifest.classes) != set(CLASSES):
        raise TrainingDatasetError(
            "the model's classes are not those of the part generator",
            remedy="Name the images to evaluate on with --dataset.",
        )
    for index in range(count):
        part = render_part(seed, index, defect_rate=BALANCED_DEFECT_RATE)
        yield part.image, part.class_name


def folder_images(
    package: ModelPackage, source: Path, tell: Callable[[str], None]
) -> Iterator[Labelled]:
    """Labelled images of class folders or a CSV list; what is left out is told at the end.

    Raises:
        TrainingDatasetError: no image, or a label that the model does not know.
    """
    reader = open_source(source, package.manifest.classes)
    for item in reader.read():
        yield item.image, item.label
    for line in [*reader.refused, *reader.duplicates]:
        tell(f"left out: {line}")
