"""Scores, verdicts and times of a file on this machine."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inspector.clock import monotonic_ns
from inspector.domain.evaluation import Evaluation
from inspector.domain.recipe import DecisionLimits
from inspector.inference.providers import ProviderChoice
from inspector.inference.session import ScoringSession
from inspector.training.cores import usable_cores
from inspector.training.datasets.dataset import Dataset
from inspector.training.datasets.samples import Samples
from inspector.training.evaluation.limits import choose_limits
from inspector.training.evaluation.quality import Quality, judge
from inspector.training.progress import Progress

CPU_PROVIDER = "CPUExecutionProvider"
_WARM_UP_ROUNDS = 5
_FEWEST_ROUNDS = 25
_PICTURES_PER_STEP = 16


@dataclass(frozen=True, slots=True)
class Scores:
    """Probabilities of a file on both held-out splits, each of shape ``(N, classes)``."""

    validation: NDArray[np.float32]
    test: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What the line would decide from scores.

    Attributes:
        limits: Chosen on the validation split.
        quality: On the test split.
        evaluations: Of the validation split, then of the test split.
        good: Whether each of them is truly good.
    """

    limits: DecisionLimits
    quality: Quality
    evaluations: tuple[Evaluation, ...]
    good: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Latency:
    """Times of one picture, from the call to the scores.

    Attributes:
        p50_ms: Median.
        p99_ms: 99th percentile.
        work_ms: Mean processor time, which hardly depends on what else the computer does; where a
            GPU or several threads do the work, the median.
        provider: The ONNX Runtime name of what ran it.
    """

    p50_ms: float
    p99_ms: float
    work_ms: float
    provider: str


def score_splits(
    model: bytes, dataset: Dataset, provider: ProviderChoice, progress: Progress
) -> Scores:
    """Score every held-out picture with all cores.

    Raises:
        ModelPackageError: the runtime refuses the file.
        InferenceError: it fails on a picture or returns no probabilities.
        TrainingCancelledError: from ``progress``.
    """
    split = dataset.split
    session = ScoringSession(
        model, len(split.train.classes), provider=provider, threads=usable_cores()
    )
    return Scores(
        _score(session, split.validation, progress), _score(session, split.test, progress)
    )


def score_steps(dataset: Dataset) -> int:
    """How often :func:`score_splits` tells its progress."""
    parts = (dataset.split.validation, dataset.split.test)
    return sum(-(-len(part) // _PICTURES_PER_STEP) for part in parts)


def decide_all(scores: Scores, dataset: Dataset, max_escape_rate: float) -> Verdicts:
    """Choose limits on the validation scores and decide both splits with them."""
    split, ok_classes = dataset.split, dataset.ok_classes
    classes = split.train.classes
    limits = choose_limits(
        scores.validation,
        split.validation.labels,
        classes,
        ok_classes,
        max_escape_rate=max_escape_rate,
    )
    checked = judge(scores.validation, split.validation.labels, classes, ok_classes, limits)
    quality = judge(scores.test, split.test.labels, classes, ok_classes, limits)
    labels = np.concatenate([split.validation.labels, split.test.labels])
    return Verdicts(
        limits=limits,
        quality=quality,
        evaluations=(*checked.evaluations, *quality.evaluations),
        good=tuple(classes[label] in ok_classes for label in labels),
    )


def measure_latency(
    models: Sequence[bytes],
    classes: int,
    images: Sequence[NDArray[np.uint8]],
    *,
    provider: ProviderChoice,
    threads: int,
    rounds: int,
    seconds: float,
    progress: Progress,
) -> list[Latency]:
    """Time all files in turns, so that a noisy machine is unfair to none.

    Raises:
        ModelPackageError: the runtime refuses a file.
        TrainingCancelledError: from ``progress``.
    """
    sessions = [
        ScoringSession(model, classes, provider=provider, threads=threads) for model in models
    ]
    times: list[list[float]] = [[] for _ in sessions]
    work: list[list[float]] = [[] for _ in sessions]
    progress.begin("latency", rounds)
    started = monotonic_ns()
    for turn in range(_WARM_UP_ROUNDS + rounds):
        if turn >= _FEWEST_ROUNDS and monotonic_ns() - started > 1e9 * seconds:
            break
        image = images[turn % len(images)]
        for session, own, busy in zip(sessions, times, work, strict=True):
            begin, busy_begin = monotonic_ns(), time.thread_time_ns()
            session.score(image)
            own.append((monotonic_ns() - begin) / 1e6)
            busy.append((time.thread_time_ns() - busy_begin) / 1e6)
        if turn >= _WARM_UP_ROUNDS:
            progress.advance()
    return [
        _latency(own[_WARM_UP_ROUNDS:], busy[_WARM_UP_ROUNDS:], session.provider, threads)
        for session, own, busy in zip(sessions, times, work, strict=True)
    ]


def _latency(times: Sequence[float], work: Sequence[float], provider: str, threads: int) -> Latency:
    p50, p99 = (float(value) for value in np.percentile(times, [50, 99]))
    alone = provider == CPU_PROVIDER and threads == 1 and sum(work) > 0
    return Latency(p50, p99, float(np.mean(work)) if alone else p50, provider)


def _score(session: ScoringSession, samples: Samples, progress: Progress) -> NDArray[np.float32]:
    rows: list[NDArray[np.float32]] = []
    for start in range(0, len(samples), _PICTURES_PER_STEP):
        chunk = samples.images[start : start + _PICTURES_PER_STEP]
        rows.extend(session.score(image) for image in chunk)
        progress.advance()
    return np.stack(rows)
