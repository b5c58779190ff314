"""How well a model judges: what escapes, what is lost, and what it confuses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inspector.domain.evaluation import Evaluation
from inspector.domain.recipe import DecisionLimits
from inspector.engine.judging.decision import decide


@dataclass(frozen=True, slots=True)
class Quality:
    """Counts over labelled images.

    Attributes:
        samples: Images judged.
        correct: Images whose most probable class is the true one.
        confusion: Rows are true classes, columns most probable ones.
        defective: Images of a class that is not good.
        good: Images of a good class.
        escapes: Defective parts evaluated as OK.
        false_rejects: Good parts evaluated as NOT_OK.
        not_decidable: Parts, good or not, that were not decided.
        evaluations: Verdict of each image in order.
    """

    samples: int
    correct: int
    confusion: tuple[tuple[int, ...], ...]
    defective: int
    good: int
    escapes: int
    false_rejects: int
    not_decidable: int
    evaluations: tuple[Evaluation, ...]

    @property
    def accuracy(self) -> float:
        """Share of correct images."""
        return self.correct / self.samples

    @property
    def escape_rate(self) -> float:
        """Share of the defective parts that would pass; 0 when there are none."""
        return self.escapes / self.defective if self.defective else 0.0

    @property
    def false_reject_rate(self) -> float:
        """Share of the good parts that would be rejected; 0 when there are none."""
        return self.false_rejects / self.good if self.good else 0.0

    def recall(self, classes: Sequence[str]) -> dict[str, float | None]:
        """Share of each class that was recognised, ``None`` for a class without images."""
        rows = zip(classes, self.confusion, strict=True)
        return {
            name: row[index] / sum(row) if sum(row) else None
            for index, (name, row) in enumerate(rows)
        }


def judge(
    scores: NDArray[np.float32],
    labels: NDArray[np.int64],
    classes: Sequence[str],
    ok_classes: Collection[str],
    limits: DecisionLimits,
) -> Quality:
    """Hold the scores against the truth with the decision rule of the line.

    Args:
        scores: Probabilities, shape ``(N, len(classes))``.
        labels: True classes, shape ``(N,)``.
        classes: Class names in the order of the scores.
        ok_classes: Those that a good part may have.
        limits: When to reject and to accept.
    """
    confusion = np.zeros((len(classes), len(classes)), np.int64)
    np.add.at(confusion, (labels, scores.argmax(axis=1)), 1)
    verdicts = [decide(row.tolist(), classes, ok_classes, limits).evaluation for row in scores]
    truth = [classes[label] in ok_classes for label in labels]
    counts = Counter(zip(truth, verdicts, strict=True))
    return Quality(
        samples=len(labels),
        correct=int(np.trace(confusion)),
        confusion=tuple(tuple(int(count) for count in row) for row in confusion),
        defective=truth.count(False),
        good=truth.count(True),
        escapes=counts[False, Evaluation.OK],
        false_rejects=counts[True, Evaluation.NOT_OK],
        not_decidable=counts[True, Evaluation.NOT_DECIDABLE]
        + counts[False, Evaluation.NOT_DECIDABLE],
        evaluations=tuple(verdicts),
    )
