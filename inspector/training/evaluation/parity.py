"""Whether the file that runs says what its FP32 twin says, picture by picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from inspector.domain.evaluation import Evaluation
from inspector.domain.recipe import DecisionLimits
from inspector.training.evaluation.quality import Quality, judge
from inspector.training.evaluation.scoring import Scored


@dataclass(frozen=True, slots=True)
class Flip:
    """A picture on which the two verdicts differ.

    Attributes:
        name: Of the picture.
        label: Its true class.
        good_score: Summed good probability by the file that runs.
        twin_good_score: The same by the twin.
        evaluation: Verdict of the file that runs.
        twin_evaluation: Verdict of the twin.
    """

    name: str
    label: str
    good_score: float
    twin_good_score: float
    evaluation: Evaluation
    twin_evaluation: Evaluation

    def __str__(self) -> str:
        return (
            f"{self.name} ({self.label}): {self.twin_evaluation.name} at "
            f"{self.twin_good_score:.4f} became {self.evaluation.name} at {self.good_score:.4f}"
        )


@dataclass(frozen=True, slots=True)
class Parity:
    """The file that runs against its FP32 twin, both with the same limits.

    Attributes:
        quality: Of the twin.
        differences: Largest difference of a score, for each picture.
        flips: Where the verdicts differ; each is named.
    """

    quality: Quality
    differences: tuple[float, ...]
    flips: tuple[Flip, ...]

    @property
    def largest(self) -> float:
        """The largest difference of any score."""
        return max(self.differences)

    @property
    def mean(self) -> float:
        """Mean over the pictures of their largest difference."""
        return float(np.mean(self.differences))


def compare_with_twin(scored: Scored, quality: Quality, limits: DecisionLimits) -> Parity | None:
    """Score differences and flips; ``None`` when there is no twin.

    Args:
        scored: Scores of both.
        quality: Of the file that runs, on these pictures with these limits.
        limits: When the line rejects and accepts.
    """
    twin = scored.twin_scores
    if twin is None:
        return None
    twin_quality = judge(twin, scored.labels, scored.classes, scored.ok_classes, limits)
    good, twin_good = scored.good_scores, twin[:, scored.good_columns].sum(axis=1)
    flips = [
        Flip(
            name=scored.pictures[row].name,
            label=scored.classes[scored.labels[row]],
            good_score=float(good[row]),
            twin_good_score=float(twin_good[row]),
            evaluation=own,
            twin_evaluation=other,
        )
        for row, (own, other) in enumerate(
            zip(quality.evaluations, twin_quality.evaluations, strict=True)
        )
        if own is not other
    ]
    differences = np.abs(scored.scores - twin).max(axis=1)
    return Parity(twin_quality, tuple(differences.tolist()), tuple(flips))
