"""What the new head does: to the old pictures, to the new ones, and to the golden ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import onnx
from numpy.typing import NDArray

from inspector.domain.evaluation import Evaluation
from inspector.domain.recipe import DecisionLimits
from inspector.engine.judging.decision import decide
from inspector.inference.golden import golden_images
from inspector.inference.package import ModelPackage
from inspector.training.adapter.pictures import NewPictures
from inspector.training.datasets.samples import Samples
from inspector.training.evaluation.quality import Quality, judge
from inspector.training.export.features import FeatureReader, Responses
from inspector.training.progress import Progress


@dataclass(frozen=True, slots=True)
class Judge:
    """A file with the rule that makes verdicts of its scores."""

    model: onnx.ModelProto
    features: str
    classes: tuple[str, ...]
    ok_classes: tuple[str, ...]
    limits: DecisionLimits

    def respond(
        self, images: Sequence[NDArray[np.uint8]] | NDArray[np.uint8], progress: Progress, step: str
    ) -> Responses:
        """Run the file."""
        return FeatureReader(self.model, self.features).read(images, progress, step)

    def quality(self, scores: NDArray[np.float32], labels: NDArray[np.int64]) -> Quality:
        """Hold scores against the truth."""
        return judge(scores, labels, self.classes, self.ok_classes, self.limits)

    def verdict(self, scores: Sequence[float]) -> Evaluation:
        """Of one picture."""
        return decide(scores, self.classes, self.ok_classes, self.limits).evaluation


@dataclass(frozen=True, slots=True)
class OldPictures:
    """Pictures of the old classes that took part in nothing, before and after.

    Attributes:
        before: By the package that was adapted.
        after: By the new one.
        flips: Verdicts that are not the same any more.
    """

    before: Quality
    after: Quality
    flips: int


@dataclass(frozen=True, slots=True)
class Recognised:
    """How many of some pictures got their own class as the most probable one."""

    right: int
    total: int


@dataclass(frozen=True, slots=True)
class GoldenParity:
    """The golden pictures of the old package, judged by the new one.

    Attributes:
        same_verdict: How many keep theirs.
        total: How many there are.
        good_lost: Good ones that passed and do not pass any more.
        largest_difference: Of a score.
        scores: The new ones.
    """

    same_verdict: int
    total: int
    good_lost: int
    largest_difference: float
    scores: tuple[tuple[float, ...], ...]


def compare_old(before: Judge, after: Judge, test: Samples, progress: Progress) -> OldPictures:
    """Judge the same pictures twice."""
    qualities = [
        each.quality(each.respond(test.images, progress, step).scores, test.labels)
        for each, step in ((before, "before"), (after, "after"))
    ]
    pairs = zip(qualities[0].evaluations, qualities[1].evaluations, strict=True)
    return OldPictures(qualities[0], qualities[1], sum(one != two for one, two in pairs))


def recognise_held_out(after: Judge, pictures: NewPictures, progress: Progress) -> Recognised:
    """The new pictures that nothing was learned from."""
    rows = np.flatnonzero(pictures.held_out)
    if not len(rows):
        return Recognised(0, 0)
    scores = after.respond([pictures.images[row] for row in rows], progress, "held out").scores
    return Recognised(int((scores.argmax(axis=1) == pictures.labels[rows]).sum()), len(rows))


def compare_golden(
    package: ModelPackage, before: Judge, after: Judge, progress: Progress
) -> GoldenParity:
    """Judge the golden pictures again; ``before`` is known from the manifest."""
    pairs = list(golden_images(package))
    scores = after.respond([image for _, image in pairs], progress, "golden").scores
    same, lost, largest = 0, 0, 0.0
    for (entry, _), row in zip(pairs, scores, strict=True):
        was, is_now = before.verdict(entry.scores), after.verdict(row.tolist())
        same += was is is_now
        passed = was is Evaluation.OK and entry.label in before.ok_classes
        lost += passed and is_now is not Evaluation.OK
        difference = np.abs(row[: len(entry.scores)] - np.array(entry.scores)).max()
        largest = max(largest, float(difference))
    return GoldenParity(
        same, len(pairs), lost, largest, tuple(tuple(row.tolist()) for row in scores)
    )
