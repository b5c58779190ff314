"""Which layers lose most when they alone become integers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from inspector.training.datasets.samples import Samples
from inspector.training.progress import Progress
from inspector.training.quantization.body import Body
from inspector.training.quantization.plan import WEIGHTED, Plan, plan
from inspector.training.quantization.ranges import Range
from inspector.training.quantization.runtime import Probe, Tensor
from inspector.training.quantization.static_int8 import quantize_static


def rank_layers(
    body: Body,
    whole: Plan,
    ranges: Mapping[str, Range],
    samples: Samples,
    *,
    linear_only: bool,
    per_channel: bool,
    threads: int,
    progress: Progress,
) -> list[str]:
    """Names of the weighted nodes, the most sensitive first.

    Each is quantized alone, and the noise that it brings into the features is held against them.

    Raises:
        TrainingCancelledError: from ``progress``.
    """
    nodes = body.model.graph.node
    layers = [nodes[row].name for row in sorted(whole.nodes) if nodes[row].op_type in WEIGHTED]
    everything = {node.name for node in nodes}
    expected = _features(body, samples, threads)
    progress.begin("sensitivity", len(layers))
    losses: dict[str, float] = {}
    for layer in layers:
        alone = plan(body, linear_only=linear_only, skip=everything - {layer})
        model = quantize_static(body, alone, ranges, per_channel=per_channel)
        found = _features(Body(model, body.begin, body.end), samples, threads)
        losses[layer] = _noise(expected, found)
        progress.advance(f"{layer} {losses[layer]:.2e}")
    return sorted(layers, key=lambda layer: -losses[layer])


def _features(body: Body, samples: Samples, threads: int) -> list[Tensor]:
    probe = Probe(body, [body.end], threads)
    return [probe.show(image)[0] for image in samples.images]


def _noise(expected: Sequence[Tensor], found: Sequence[Tensor]) -> float:
    """Power of the difference over the power of the signal."""
    signal, other = np.concatenate(expected), np.concatenate(found)
    power = float(np.square(signal, dtype=np.float64).sum())
    return float(np.square(signal - other, dtype=np.float64).sum()) / max(power, 1e-30)
