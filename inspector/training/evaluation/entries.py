"""What a package says of its own evaluation."""

from __future__ import annotations

import json

import numpy as np
from numpy.typing import NDArray

from inspector.inference.manifest import EvaluationEntry, ValidationEntry
from inspector.training.evaluation.evaluation import ModelEvaluation
from inspector.training.evaluation.scoring import Scored

SCORE_BINS = 50
_PLACES = 5
NOVELTY_BINS = 40
MOST_NOVELTY = 4.0


def evaluation_entry(evaluation: ModelEvaluation) -> EvaluationEntry:
    """The figures that the release gate reads."""
    quality, parity, robustness = evaluation.quality, evaluation.parity, evaluation.robustness
    return EvaluationEntry(
        samples=quality.samples,
        accuracy=quality.accuracy,
        accuracy_low=evaluation.accuracy.low,
        accuracy_high=evaluation.accuracy.high,
        good=quality.good,
        defective=quality.defective,
        escapes=quality.escapes,
        false_rejects=quality.false_rejects,
        not_decidable=quality.not_decidable,
        flips=0 if parity is None else len(parity.flips),
        calibration_error=min(1.0, evaluation.calibration.expected_error),
        robustness={} if robustness is None else dict(robustness.scores),
        shortcut_auc=evaluation.shortcut_auc,
    )


def validation_entry(validation: Scored) -> ValidationEntry:
    """Histograms of the good validation pictures, against which drift is told.

    Args:
        validation: The pictures that limits were chosen on, scored by the file that runs.
    """
    good = validation.truly_good
    novelty = None if validation.novelty is None else validation.novelty[good]
    return ValidationEntry(
        good_score_counts=_counts(validation.good_scores[good], SCORE_BINS, 1.0),
        novelty_counts=() if novelty is None else _counts(novelty, NOVELTY_BINS, MOST_NOVELTY),
    )


def validation_scores(validation: Scored) -> str:
    """What the file said of each validation picture, as JSON; costs of thresholds rest on it.

    Args:
        validation: The pictures that limits were chosen on, scored by the file that runs.
    """
    content = {
        "classes": list(validation.classes),
        "labels": [int(label) for label in validation.labels],
        "scores": [[round(float(score), _PLACES) for score in row] for row in validation.scores],
    }
    return json.dumps(content, separators=(",", ":")) + "\n"


def _counts(values: NDArray[np.floating], bins: int, most: float) -> tuple[int, ...]:
    """In equal bins from 0 to ``most``; what lies beyond is counted in the last."""
    counts, _ = np.histogram(np.clip(values, 0, most), bins, (0, most))
    return tuple(int(count) for count in counts)
