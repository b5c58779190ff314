"""The FP32 model and its INT8 candidates, measured as the line will run them."""

from __future__ import annotations

import contextlib
import io
import logging
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import onnx
from numpy.typing import NDArray

from inspector.clock import monotonic_ns
from inspector.domain.recipe import DecisionLimits
from inspector.inference.session import ScoringSession
from inspector.training.datasets.dataset import Dataset
from inspector.training.datasets.samples import Samples
from inspector.training.evaluation.limits import choose_limits
from inspector.training.evaluation.quality import Quality, judge
from inspector.training.export.graph import complete_graph
from inspector.training.quantization.quantize import RECIPES, QuantizationRecipe, quantize_core

REFERENCE_VARIANT = "fp32"
ACCURACY_BUDGET = 0.005
_AS_FAST = 1.1
_LATENCY_ROUNDS = 200
_WARM_UP_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Variant:
    """One ONNX file and what was measured on it.

    Attributes:
        name: ``fp32`` or the name of a quantization recipe.
        model: The serialized graph.
        limits: Chosen on its scores of the validation split.
        quality: On the test split, with these limits.
        flips: Test images on which its verdict differs from that of ``fp32``.
        p50_ms: Median time of one picture on one CPU thread.
        p99_ms: 99th percentile of the same.
    """

    name: str
    model: bytes
    limits: DecisionLimits
    quality: Quality
    flips: int
    p50_ms: float
    p99_ms: float


def build_variants(
    core: onnx.ModelProto, dataset: Dataset, temperature: float, tell: Callable[[str], None]
) -> list[Variant]:
    """Quantize in every way, then measure each file; ``fp32`` stands first."""
    size_px = dataset.split.train.images.shape[1]
    models = {REFERENCE_VARIANT: complete_graph(core, size_px, temperature).SerializeToString()}
    for recipe in RECIPES:
        tell(f"quantizing: {recipe.variant}")
        quantized = _quantize_quietly(core, recipe, dataset.split.train)
        models[recipe.variant] = complete_graph(quantized, size_px, temperature).SerializeToString()
    classes = len(dataset.split.train.classes)
    sessions = {
        name: ScoringSession(model, classes, provider="cpu") for name, model in models.items()
    }
    tell("measuring every variant")
    latencies = _latencies_ms(list(sessions.values()), dataset.split.test)
    measured: list[Variant] = []
    for (name, session), times in zip(sessions.items(), latencies, strict=True):
        limits, quality = _assess(session, dataset)
        reference = measured[0].quality if measured else quality
        flips = sum(a != b for a, b in zip(quality.evaluations, reference.evaluations, strict=True))
        p50, p99 = np.percentile(times, [50, 99])
        measured.append(Variant(name, models[name], limits, quality, flips, float(p50), float(p99)))
    return measured


def choose_variant(variants: list[Variant]) -> Variant:
    """The fastest whose accuracy is within the budget of ``fp32``, which is itself a candidate.

    Quantized files that are equally fast, to the precision of a measurement, differ by accuracy
    and then by flips.
    """
    floor = variants[0].quality.accuracy - ACCURACY_BUDGET
    fit = [variant for variant in variants if variant.quality.accuracy >= floor]
    fastest = min(fit, key=lambda variant: variant.p50_ms)
    if fastest.name == REFERENCE_VARIANT:
        return fastest
    slowest_ms = min(variants[0].p50_ms, _AS_FAST * fastest.p50_ms)
    as_fast = [
        variant
        for variant in fit
        if variant.name != REFERENCE_VARIANT and variant.p50_ms <= slowest_ms
    ]
    return max(as_fast, key=lambda variant: (variant.quality.accuracy, -variant.flips))


def score_samples(session: ScoringSession, samples: Samples) -> NDArray[np.float32]:
    """Probabilities, shape ``(N, classes)``."""
    return np.stack([session.score(image) for image in samples.images])


def _assess(session: ScoringSession, dataset: Dataset) -> tuple[DecisionLimits, Quality]:
    split, ok_classes = dataset.split, dataset.ok_classes
    classes = split.train.classes
    validation = score_samples(session, split.validation)
    limits = choose_limits(validation, split.validation.labels, classes, ok_classes)
    scores = score_samples(session, split.test)
    return limits, judge(scores, split.test.labels, classes, ok_classes, limits)


def _latencies_ms(sessions: list[ScoringSession], samples: Samples) -> list[list[float]]:
    """Times of each session, taken in turns so that a noisy machine is unfair to none."""
    times: list[list[float]] = [[] for _ in sessions]
    for turn in range(_WARM_UP_ROUNDS + _LATENCY_ROUNDS):
        image = samples.images[turn % len(samples)]
        for session, own in zip(sessions, times, strict=True):
            begin = monotonic_ns()
            session.score(image)
            own.append((monotonic_ns() - begin) / 1e6)
    return [own[_WARM_UP_ROUNDS:] for own in times]


def _quantize_quietly(
    core: onnx.ModelProto, recipe: QuantizationRecipe, calibration: Samples
) -> onnx.ModelProto:
    """ONNX Runtime's quantizer prints and warns on the root logger; neither reaches the user."""
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            return quantize_core(core, recipe, calibration)
    finally:
        root.setLevel(level)
