"""How much of a model's accuracy is left under each disturbance, and what escapes then."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inspector.domain.recipe import DecisionLimits
from inspector.inference.session import ScoringSession
from inspector.training.evaluation.pictures import Pixels
from inspector.training.evaluation.quality import Quality, judge
from inspector.training.evaluation.robustness.disturbances import (
    DISTURBANCES,
    SEVERITIES,
    Disturbance,
)
from inspector.training.evaluation.scoring import Scored, as_image, count_lost
from inspector.training.progress import Progress


@dataclass(frozen=True, slots=True)
class Disturbed:
    """One disturbance at one severity.

    Attributes:
        severity: 1 to 5.
        amount: The parameter of the disturbance.
        accuracy: Share of the disturbed pictures whose most probable class is the true one.
        escapes: Defective parts that pass.
        lost: Good parts that do not pass.
    """

    severity: int
    amount: float
    accuracy: float
    escapes: int
    lost: int


@dataclass(frozen=True, slots=True)
class DisturbanceResult:
    """One disturbance at all severities.

    Attributes:
        name: Of the disturbance.
        parameter: What its amounts are.
        score: Disturbed over clean accuracy, the mean of the severities; ``None`` when no clean
            picture was recognised.
        severities: From the weakest on.
    """

    name: str
    parameter: str
    score: float | None
    severities: tuple[Disturbed, ...]

    @property
    def escapes(self) -> int:
        """Defective parts that pass, over all severities."""
        return sum(each.escapes for each in self.severities)


@dataclass(frozen=True, slots=True)
class Robustness:
    """All disturbances on the same pictures.

    Attributes:
        pictures: How many were disturbed.
        of: Out of how many they were taken, evenly from all classes.
        good: How many of them are good.
        defective: How many of them are defective.
        clean_accuracy: On the same pictures, undisturbed.
        clean_escapes: On the same pictures, undisturbed.
        clean_lost: On the same pictures, undisturbed.
        seed: Of what is random in the disturbances.
        score: Mean of the disturbances' scores; ``None`` when they have none.
        disturbances: In the order of the documentation.
    """

    pictures: int
    of: int
    good: int
    defective: int
    clean_accuracy: float
    clean_escapes: int
    clean_lost: int
    seed: int
    score: float | None
    disturbances: tuple[DisturbanceResult, ...]

    @property
    def scores(self) -> Mapping[str, float]:
        """The score of each disturbance; 0 where it has none."""
        return {each.name: each.score or 0.0 for each in self.disturbances}


def measure_robustness(
    session: ScoringSession,
    scored: Scored,
    limits: DecisionLimits,
    most_pictures: int,
    seed: int,
    progress: Progress,
) -> Robustness:
    """Disturb an even choice of the pictures in every way and judge them again.

    Takes ``60 * most_pictures`` inferences; one picture is in memory at a time.

    Args:
        session: The file that runs.
        scored: The clean pictures; one without tiles is a part of its own.
        limits: When the line rejects and accepts.
        most_pictures: Bounds the time.
        seed: Of the choice and of what is random in the disturbances.
        progress: Told for each picture.

    Raises:
        InferenceError: the runtime failed on a picture.
        TrainingCancelledError: through ``progress``.
    """
    chosen = scored.take(choose_evenly(scored.labels, most_pictures, seed))
    progress.begin("robustness", len(chosen))
    rows = []
    for number, picture in enumerate(chosen.pictures):
        rows.append(_score_disturbed(session, as_image(picture.read()), (seed, number)))
        progress.advance()
    scores = np.stack(rows, axis=2)
    clean = _judge(chosen, chosen.scores, limits)
    results = tuple(
        _result(disturbance, scores[place], chosen, clean, limits)
        for place, disturbance in enumerate(DISTURBANCES)
    )
    known = [each.score for each in results if each.score is not None]
    return Robustness(
        pictures=len(chosen),
        of=len(scored),
        good=clean.good,
        defective=clean.defective,
        clean_accuracy=clean.accuracy,
        clean_escapes=clean.escapes,
        clean_lost=count_lost(chosen, clean),
        seed=seed,
        score=float(np.mean(known)) if known else None,
        disturbances=results,
    )


def choose_evenly(labels: NDArray[np.int64], most: int, seed: int) -> NDArray[np.int64]:
    """Up to ``most`` rows, the same number of each class as far as there are so many."""
    rng = np.random.default_rng(seed)
    turns = np.empty(len(labels))
    for label in np.unique(labels):
        rows = np.flatnonzero(labels == label)
        turns[rows] = rng.permutation(len(rows)) + 0.5 * rng.random()
    return np.sort(np.argsort(turns, kind="stable")[:most])


def _score_disturbed(
    session: ScoringSession, image: Pixels, seed: tuple[int, int]
) -> NDArray[np.float32]:
    """Scores of one picture, shape ``(disturbances, severities, K)``."""
    return np.stack(
        [
            np.stack([session.score(worse) for worse in _all_severities(disturbance, image, seed)])
            for disturbance in DISTURBANCES
        ]
    )


def _all_severities(
    disturbance: Disturbance, image: Pixels, seed: tuple[int, int]
) -> Iterator[Pixels]:
    """What is random is drawn anew for each picture and stays the same for all severities."""
    own = zlib.crc32(disturbance.name.encode())
    for severity in SEVERITIES:
        yield disturbance.apply(image, severity, np.random.default_rng((*seed, own)))


def _result(
    disturbance: Disturbance,
    scores: NDArray[np.float32],
    chosen: Scored,
    clean: Quality,
    limits: DecisionLimits,
) -> DisturbanceResult:
    """Of scores of shape ``(severities, N, K)``."""
    qualities = [_judge(chosen, own, limits) for own in scores]
    ratio = None
    if clean.accuracy:
        ratio = float(np.mean([each.accuracy for each in qualities])) / clean.accuracy
    return DisturbanceResult(
        name=disturbance.name,
        parameter=disturbance.parameter,
        score=ratio,
        severities=tuple(
            Disturbed(severity, amount, each.accuracy, each.escapes, count_lost(chosen, each))
            for severity, amount, each in zip(
                SEVERITIES, disturbance.amounts, qualities, strict=True
            )
        ),
    )


def _judge(chosen: Scored, scores: NDArray[np.float32], limits: DecisionLimits) -> Quality:
    return judge(scores, chosen.labels, chosen.classes, chosen.ok_classes, limits)
