"""Learn a head on features; the backbone is not even loaded."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from inspector.training.adapter.head import AdapterHead
from inspector.training.progress import Progress

STEPS = 120
_LEARNING_RATE = 5e-3
_ADAPTER_DECAY = 3e-2
_HEAD_DECAY = 1e-3
_LABEL_SMOOTHING = 0.05
_NOISE = 0.3
"""Deviation of the noise on features, in their own deviations: what few pictures say holds for
their neighbourhood too."""
_PER_TELLING = 20
_SMALLEST_SHARE = 1e-3


@dataclass(frozen=True, slots=True)
class Lessons:
    """Features with their classes, new and rehearsed.

    Attributes:
        features: Shape ``(N, D)``.
        labels: Shape ``(N,)``.
        sources: Which picture a row was made from, shape ``(N,)``; -1 for what is rehearsed.
    """

    features: NDArray[np.float32]
    labels: NDArray[np.int64]
    sources: NDArray[np.int64]

    def without(self, sources: NDArray[np.int64]) -> Lessons:
        """All but what was made from some pictures."""
        kept = ~np.isin(self.sources, sources)
        return Lessons(self.features[kept], self.labels[kept], self.sources[kept])


def fit_head(
    start: AdapterHead, lessons: Lessons, seed: int, progress: Progress, step: str
) -> AdapterHead:
    """The head that tells the classes of the lessons apart, each class counting the same.

    Full batches, AdamW with a cosine schedule; features in units of their deviation, so that one
    learning rate suits every backbone. The adapter decays stronger than the last layer: it changes
    what need not be changed only for a gain.

    Args:
        start: Of as many classes as the labels need.
        lessons: At least two classes.
        seed: Of the noise.
        progress: Told how far it is.
        step: What it is told.

    Raises:
        TrainingCancelledError: somebody cancelled.
    """
    center = lessons.features.mean(axis=0)
    scale = lessons.features.std(axis=0)
    scale = np.maximum(scale, max(_SMALLEST_SHARE * float(scale.mean()), 1e-9))
    learner = _Learner(start.in_units(center, scale))
    features = torch.from_numpy((lessons.features - center) / scale)
    labels = torch.from_numpy(lessons.labels)
    counts = torch.bincount(labels, minlength=len(start.bias)).clamp(min=1)
    weights = 1.0 / counts.float()
    generator = torch.Generator().manual_seed(seed)
    progress.begin(step, STEPS // _PER_TELLING)
    with _one_thread():
        for number in range(STEPS):
            noise = torch.randn(features.shape, generator=generator)
            loss = learner.step(features + _NOISE * noise, labels, weights, number / STEPS)
            if (number + 1) % _PER_TELLING == 0:
                progress.advance(f"loss {loss:.3f}")
    return learner.head().of_units(center, scale)


@contextmanager
def _one_thread() -> Iterator[None]:
    """The products are small: on a busy machine, threads would wait longer than they work."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


class _Learner:
    def __init__(self, start: AdapterHead) -> None:
        parts = (start.down, start.down_bias, start.up, start.weight, start.bias)
        self._parts = [
            torch.tensor(part, dtype=torch.float32).requires_grad_(True) for part in parts
        ]
        self._optimizer = torch.optim.AdamW(
            [
                {"params": self._parts[:3], "weight_decay": _ADAPTER_DECAY},
                {"params": self._parts[3:], "weight_decay": _HEAD_DECAY},
            ],
            lr=_LEARNING_RATE,
        )

    def step(self, features: Tensor, labels: Tensor, weights: Tensor, done: float) -> float:
        for group in self._optimizer.param_groups:
            group["lr"] = _LEARNING_RATE * (1 + math.cos(math.pi * done)) / 2
        down, down_bias, up, weight, bias = self._parts
        seen = functional.relu(features @ down.T + down_bias)
        outputs = (features + seen @ up) @ weight.T + bias
        loss = functional.cross_entropy(outputs, labels, weights, label_smoothing=_LABEL_SMOOTHING)
        self._optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        self._optimizer.step()
        return float(loss.detach())

    def head(self) -> AdapterHead:
        return AdapterHead(*(part.detach().numpy().copy() for part in self._parts))
