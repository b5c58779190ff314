"""From samples to batches of planes, the same for every process of a training."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor

from inspector.inference.preprocessing import INPUT_MEAN, INPUT_STD
from inspector.training.datasets.samples import Samples
from inspector.training.fitting.options import FitOptions


def steps_per_epoch(count: int, batch_size: int) -> int:
    """Whole batches of an epoch; the rest waits for the next one. At least one."""
    return max(1, count // batch_size)


def epoch_seed(seed: int, *place: int) -> int:
    """A seed for one epoch of one process.

    Each epoch begins with its own, so a training that is resumed draws what it would have drawn.
    """
    return int(np.random.SeedSequence([seed, *place]).generate_state(1, np.uint64)[0] >> 1)


def batches(
    samples: Samples, options: FitOptions, epoch: int, rank: int, ranks: int
) -> Iterator[tuple[Tensor, Tensor]]:
    """Pixels ``(N, C, S, S)`` and labels ``(N,)`` of one epoch, this process's share of each batch.

    All processes draw the same order, so no picture is seen twice.
    """
    rng = np.random.default_rng(epoch_seed(options.seed, epoch))
    order = rng.permutation(len(samples))
    steps = steps_per_epoch(len(order), options.batch_size)
    for step in range(steps):
        rows = order[step * options.batch_size : (step + 1) * options.batch_size]
        own = rows[rank : len(rows) // ranks * ranks : ranks]
        yield planes_of(samples, own), torch.from_numpy(samples.labels[own])


def planes_of(samples: Samples, rows: np.ndarray | slice) -> Tensor:
    """Some pictures as bytes ``(N, C, S, S)``."""
    return torch.from_numpy(np.array(samples.images[rows])).permute(0, 3, 1, 2)


def normalise(pixels: Tensor) -> Tensor:
    """Grey levels as the network's input ``(N, 3, S, S)``; grey becomes three equal planes."""
    planes = ((pixels.float() - INPUT_MEAN) / INPUT_STD).expand(-1, 3, -1, -1)
    return planes.contiguous(memory_format=torch.channels_last)
