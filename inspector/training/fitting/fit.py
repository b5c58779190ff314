"""The training loop: one-cycle learning rate, cheap augmentation."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from inspector.inference.preprocessing import INPUT_MEAN, INPUT_STD
from inspector.training.datasets.samples import Samples
from inspector.training.networks.architectures import backbone_parameters

_LABEL_SMOOTHING = 0.02
_SYMMETRY_GROUPS = 8
_WEIGHT_DECAY = 0.02


@dataclass(frozen=True, slots=True)
class FitOptions:
    """How to train.

    Attributes:
        epochs: Passes over the training samples.
        batch_size: Samples per step.
        learning_rate: Peak of the one-cycle schedule.
        head_epochs: Passes in which only the last layer learns, before the others join.
        seed: Of the order and the augmentation.
        compiled: Compile the network first: needs a C++ compiler and a minute, then takes two
            thirds of the time.
    """

    epochs: int
    batch_size: int
    learning_rate: float
    head_epochs: int = 0
    seed: int = 0
    compiled: bool = False


@dataclass(frozen=True, slots=True)
class EpochReport:
    """What one epoch brought."""

    epoch: int
    epochs: int
    loss: float
    validation_accuracy: float


def fit(
    network: nn.Module,
    train: Samples,
    validation: Samples,
    options: FitOptions,
    report: Callable[[EpochReport], None],
) -> None:
    """Train ``network`` in place and leave it in evaluation mode."""
    generator = torch.Generator().manual_seed(options.seed)
    learner = _compile(network) if options.compiled else network
    backbone = backbone_parameters(network)
    optimizer = torch.optim.AdamW(
        network.parameters(), options.learning_rate, weight_decay=_WEIGHT_DECAY
    )
    total = options.epochs * max(1, len(train) // options.batch_size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, options.learning_rate, total_steps=total, pct_start=0.25
    )
    for epoch in range(options.epochs):
        for parameter in backbone:
            parameter.requires_grad_(epoch >= options.head_epochs)
        network.train()
        losses = []
        for images, labels in _batches(train, options.batch_size, generator):
            outputs = learner(_normalise(_augment(images, generator)))
            loss = functional.cross_entropy(outputs, labels, label_smoothing=_LABEL_SMOOTHING)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
            losses.append(loss.detach())
        accuracy = float(
            (logits(network, validation).argmax(1) == _labels(validation)).float().mean()
        )
        report(EpochReport(epoch + 1, options.epochs, float(torch.stack(losses).mean()), accuracy))


def _compile(network: nn.Module) -> Callable[[Tensor], Tensor]:
    """The same network, compiled; the compiler's remark that it sees no GPU is no news."""
    logging.getLogger("torch.utils.cpp_extension").setLevel(logging.ERROR)
    compiled: Callable[[Tensor], Tensor] = torch.compile(network)
    return compiled


def logits(network: nn.Module, samples: Samples, batch_size: int = 64) -> Tensor:
    """Raw outputs in evaluation mode, shape ``(N, classes)``."""
    network.eval()
    images = torch.from_numpy(samples.images)
    with torch.inference_mode():
        return torch.cat(
            [network(_normalise(_planes(batch))) for batch in torch.split(images, batch_size)]
        )


def _labels(samples: Samples) -> Tensor:
    return torch.from_numpy(samples.labels)


def _batches(
    samples: Samples, batch_size: int, generator: torch.Generator
) -> Iterator[tuple[Tensor, Tensor]]:
    """Random batches; what is left for a smaller one waits for the next epoch."""
    images, labels = torch.from_numpy(samples.images), _labels(samples)
    order = torch.randperm(len(samples), generator=generator)
    whole = max(len(order) // batch_size * batch_size, min(batch_size, len(order)))
    for rows in torch.split(order[:whole], batch_size):
        yield _planes(images[rows]), labels[rows]


def _planes(images: Tensor) -> Tensor:
    """``(N, H, W, C)`` bytes as ``(N, 3, H, W)`` bytes; grey becomes three equal planes."""
    return images.permute(0, 3, 1, 2).expand(-1, 3, -1, -1)


def _normalise(pixels: Tensor) -> Tensor:
    planes = (pixels.float() - INPUT_MEAN) / INPUT_STD
    return planes.contiguous(memory_format=torch.channels_last)


def _augment(images: Tensor, generator: torch.Generator) -> Tensor:
    """One of the eight symmetries for each group, and its own brightness for each image."""
    images = torch.cat([_turned(group, generator) for group in images.chunk(_SYMMETRY_GROUPS)])
    count = images.shape[0]
    gain = 1 + 0.15 * (2 * torch.rand(count, 1, 1, 1, generator=generator) - 1)
    offset = 10 * (2 * torch.rand(count, 1, 1, 1, generator=generator) - 1)
    return (images * gain + offset).clamp(0, 255)


def _turned(images: Tensor, generator: torch.Generator) -> Tensor:
    turns, mirror = divmod(int(torch.randint(0, 8, (1,), generator=generator)), 2)
    turned = torch.rot90(images, turns, (2, 3))
    return turned.flip(3) if mirror else turned
