"""Whether a package may judge: what it was evaluated at, and what this station measures on it."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

import numpy as np

from inspector.clock import monotonic_ns
from inspector.domain.phrases.models import ReleasePhrase
from inspector.domain.release import (
    ReleaseFigure,
    ReleaseLimits,
    StationMeasurement,
)
from inspector.inference.classifier import OnnxClassifier
from inspector.inference.golden import golden_images
from inspector.inference.manifest import EvaluationEntry
from inspector.inference.package import ModelPackage
from inspector.inference.providers import ProviderChoice

_ROUNDS = 300
_WARM_UP_ROUNDS = 10
_DOUBT = 0.05
_BISECTIONS = 60


def measure_on_station(
    package: ModelPackage,
    *,
    provider: ProviderChoice = "auto",
    threads: int = 1,
    rounds: int = _ROUNDS,
) -> StationMeasurement:
    """Replay the golden pictures and time the model, as it would run here.

    Raises:
        ModelError: the model cannot be run on this machine.
    """
    classifier = OnnxClassifier(package, provider=provider, threads=threads)
    return measure_classifier(package, classifier, rounds=rounds)


def measure_classifier(
    package: ModelPackage,
    classifier: OnnxClassifier,
    *,
    rounds: int = _ROUNDS,
    rest: Callable[[int], None] = lambda _: None,
) -> StationMeasurement:
    """As :func:`measure_on_station`, of a model that is loaded already.

    Args:
        package: What the classifier was made of.
        classifier: Runs as it would on the line.
        rounds: How many inferences are timed.
        rest: Called after each of them with the nanoseconds that it took, where a line is running.
    """
    golden = list(golden_images(package))
    differences = [
        float(np.abs(classifier.classify(image).scores - np.array(entry.scores)).max())
        for entry, image in golden
    ]
    pictures = [image for _, image in golden]
    times_ms = []
    for turn in range(_WARM_UP_ROUNDS + rounds):
        began = monotonic_ns()
        classifier.classify(pictures[turn % len(pictures)])
        took_ns = monotonic_ns() - began
        times_ms.append(took_ns / 1e6)
        rest(took_ns)
    p50, p99 = np.percentile(times_ms[_WARM_UP_ROUNDS:], [50, 99])
    return StationMeasurement(
        classifier.provider,
        float(p50),
        float(p99),
        max(differences),
        package.manifest.golden_tolerance,
    )


def release_figures(
    package: ModelPackage, limits: ReleaseLimits, measured: StationMeasurement
) -> tuple[ReleaseFigure, ...]:
    """All figures that the gate looks at; a package may judge when none of them is refused.

    Args:
        package: Checked by :func:`~inspector.inference.package.load_package`.
        limits: Of the recipe.
        measured: On the station that is to run it.
    """
    evaluation = package.manifest.evaluation
    if evaluation is None:
        never = ReleaseFigure("evaluation", None, None, True, ReleasePhrase.NO_EVALUATION())
        return (never, *_on_station(limits, measured))
    return (*_on_pictures(evaluation, limits), *_on_station(limits, measured))


def turned_good(package: ModelPackage, rejected: Collection[str]) -> Iterator[ReleaseFigure]:
    """Refuses a package that lets classes pass of which the model in force rejects all parts.

    No figure of its own evaluation can tell: there such a part that passes is no escape.

    Args:
        package: Would take the place of the model in force.
        rejected: The defect classes of that one.
    """
    turned = sorted(set(rejected) & set(package.manifest.ok_classes))
    if turned:
        reason = ReleasePhrase.RELEASE_TURNED_GOOD(classes=", ".join(turned))
        yield ReleaseFigure("turned_good", 0, len(turned), True, reason)


def escape_upper_bound(escapes: int, defective: int) -> float:
    """Upper end of the one-sided 95 % interval of a share (Clopper and Pearson, 1934).

    The share at which ``escapes`` or fewer of ``defective`` would be seen in 5 % of all tests; for
    none seen that is about 3 / ``defective``.
    """
    if escapes >= defective:
        return 1.0
    low, high = escapes / defective, 1.0
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        if _at_most(escapes, defective, middle) > _DOUBT:
            low = middle
        else:
            high = middle
    return high


def _at_most(count: int, of: int, share: float) -> float:
    """The probability of ``count`` or fewer in ``of`` trials."""
    logs = (
        math.lgamma(of + 1)
        - math.lgamma(k + 1)
        - math.lgamma(of - k + 1)
        + k * math.log(share)
        + (of - k) * math.log1p(-share)
        for k in range(count + 1)
    )
    return math.fsum(map(math.exp, logs))


def _on_pictures(evaluation: EvaluationEntry, limits: ReleaseLimits) -> Iterator[ReleaseFigure]:
    yield ReleaseFigure(
        "accuracy",
        limits.min_accuracy,
        evaluation.accuracy,
        evaluation.accuracy < limits.min_accuracy,
        ReleasePhrase.RELEASE_ACCURACY(
            percent=f"{100 * evaluation.accuracy:.2f}", limit=100 * limits.min_accuracy
        ),
    )
    yield _escapes(evaluation, limits)
    yield _false_rejects(evaluation, limits)
    yield _share(
        "not_decidable_percent",
        limits.max_not_decidable_percent,
        evaluation.not_decidable,
        evaluation.samples,
        ReleasePhrase.RELEASE_NOT_DECIDABLE,
    )
    yield _flips(evaluation, limits)
    yield _robustness(evaluation, limits)


def _escapes(evaluation: EvaluationEntry, limits: ReleaseLimits) -> ReleaseFigure:
    name, limit = "escape_percent", limits.max_escape_percent
    count, of = evaluation.escapes, evaluation.defective
    if of == 0:
        return ReleaseFigure(name, limit, None, True, ReleasePhrase.NO_DEFECTS_HELD_OUT())
    if limits.escapes_by == "rate":
        return _share(name, limit, count, of, ReleasePhrase.RELEASE_ESCAPES)
    bound = 100 * escape_upper_bound(count, of)
    return ReleaseFigure(
        name,
        limit,
        bound,
        bound > limit,
        ReleasePhrase.RELEASE_ESCAPES_BOUND(
            count=count, of=of, percent=f"{bound:.2f}", limit=limit
        ),
    )


def _false_rejects(evaluation: EvaluationEntry, limits: ReleaseLimits) -> ReleaseFigure:
    name, limit, of = "false_reject_percent", limits.max_false_reject_percent, evaluation.good
    if of == 0:
        return ReleaseFigure(name, limit, None, True, ReleasePhrase.NO_GOOD_HELD_OUT())
    return _share(name, limit, evaluation.false_rejects, of, ReleasePhrase.RELEASE_FALSE_REJECTS)


def _flips(evaluation: EvaluationEntry, limits: ReleaseLimits) -> ReleaseFigure:
    """One flip is allowed where the pictures are too few to measure so small a share."""
    limit, flips = limits.max_flip_percent, evaluation.flips
    figure = _share("flip_percent", limit, flips, evaluation.samples, ReleasePhrase.RELEASE_FLIPS)
    if flips == 1 and limit > 0 and figure.is_refused:
        few = ReleasePhrase.RELEASE_ONE_FLIP(fault=figure.reason, samples=evaluation.samples)
        return replace(figure, is_refused=False, reason=few)
    return figure


def _share(name: str, limit: float, count: int, of: int, words: ReleasePhrase) -> ReleaseFigure:
    percent = 100 * count / of
    return ReleaseFigure(
        name,
        limit,
        percent,
        percent > limit,
        words(count=count, of=of, percent=f"{percent:.2f}", limit=limit),
    )


def _robustness(evaluation: EvaluationEntry, limits: ReleaseLimits) -> ReleaseFigure:
    limit = limits.min_robustness
    if not evaluation.robustness:
        return ReleaseFigure("robustness", limit, None, limit > 0, ReleasePhrase.NO_ROBUSTNESS())
    name, worst = min(evaluation.robustness.items(), key=lambda item: item[1])
    return ReleaseFigure(
        "robustness",
        limit,
        worst,
        worst < limit,
        ReleasePhrase.RELEASE_ROBUSTNESS(
            disturbance=name, percent=round(100 * worst), limit=100 * limit
        ),
    )


def _on_station(limits: ReleaseLimits, measured: StationMeasurement) -> Iterator[ReleaseFigure]:
    yield ReleaseFigure(
        "p99_ms",
        limits.max_p99_ms,
        measured.p99_ms,
        measured.p99_ms > limits.max_p99_ms,
        ReleasePhrase.RELEASE_P99(
            ms=f"{measured.p99_ms:.2f}", provider=measured.provider, limit=limits.max_p99_ms
        ),
    )
    yield ReleaseFigure(
        "golden_difference",
        measured.golden_tolerance,
        measured.golden_difference,
        measured.golden_difference > measured.golden_tolerance,
        ReleasePhrase.RELEASE_GOLDEN(
            difference=f"{measured.golden_difference:.3f}",
            provider=measured.provider,
            limit=f"{measured.golden_tolerance:.3f}",
        ),
    )
