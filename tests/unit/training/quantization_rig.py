"""Small trained networks and pictures that a search can be held against."""

from __future__ import annotations

import numpy as np
import onnx
import torch
from torch import nn
from torchvision.models import VisionTransformer

from inspector.training.datasets.dataset import Dataset
from inspector.training.datasets.samples import Samples
from inspector.training.datasets.split import Split
from inspector.training.export.core import export_core
from inspector.training.export.graph import complete_graph
from inspector.training.quantization.runtime import as_planes

SIZE_PX = 32
CLASSES = ("dent", "good", "stain")
OK_CLASSES = ("good",)


class Convolutional(nn.Module):
    """A block of every kind that MobileNets have: inverted residual, squeeze and hard-swish."""

    def __init__(self, activation: type[nn.Module] = nn.ReLU6, *, squeezed: bool = False) -> None:
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(3, 16, 3, 2, 1, bias=False), nn.BatchNorm2d(16), activation()
        )
        self.wide = nn.Sequential(
            nn.Conv2d(16, 32, 1, bias=False), nn.BatchNorm2d(32), activation()
        )
        self.depth = nn.Sequential(
            nn.Conv2d(32, 32, 3, 1, 1, groups=32, bias=False), nn.BatchNorm2d(32), activation()
        )
        self.gate = (
            nn.Sequential(
                nn.AdaptiveAvgPool2d(1),
                nn.Conv2d(32, 8, 1),
                nn.ReLU(),
                nn.Conv2d(8, 32, 1),
                nn.Hardsigmoid(),
            )
            if squeezed
            else None
        )
        self.narrow = nn.Sequential(nn.Conv2d(32, 16, 1, bias=False), nn.BatchNorm2d(16))
        self.last = nn.Sequential(
            nn.Conv2d(16, 48, 1, bias=False), nn.BatchNorm2d(48), activation()
        )
        self.classifier = nn.Sequential(nn.Dropout(0.1), nn.Linear(48, len(CLASSES)))

    def forward(self, planes: torch.Tensor) -> torch.Tensor:
        stem = self.stem(planes)
        wide = self.depth(self.wide(stem))
        if self.gate is not None:
            wide = wide * self.gate(wide)
        last = self.last(stem + self.narrow(wide))
        return self.classifier(nn.functional.adaptive_avg_pool2d(last, 1).flatten(1))


def transformer() -> nn.Module:
    network = VisionTransformer(
        image_size=SIZE_PX,
        patch_size=8,
        num_layers=2,
        num_heads=2,
        hidden_dim=64,
        mlp_dim=128,
        num_classes=len(CLASSES),
    )
    nn.init.normal_(network.heads.head.weight, std=0.2)
    return network


def pictures(count: int, seed: int) -> Samples:
    """Noise with a dark spot, with a bright one, or with none."""
    rng = np.random.default_rng(seed)
    labels = np.arange(count) % len(CLASSES)
    images = rng.normal(110, 12, (count, SIZE_PX, SIZE_PX, 3))
    for image, label in zip(images, labels, strict=True):
        row, column = rng.integers(4, SIZE_PX - 12, 2)
        image[row : row + 9, column : column + 9] += (-70, 0, 70)[label]
    return Samples(
        images.clip(0, 255).astype(np.uint8),
        labels.astype(np.int64),
        CLASSES,
        tuple(f"{seed}/{index}" for index in range(count)),
    )


def dataset(train: int = 60, held_out: int = 30) -> Dataset:
    split = Split(pictures(train, 1), pictures(held_out, 2), pictures(held_out, 3))
    return Dataset(split, OK_CLASSES, "bgr", "spots", False)


def trained(network: nn.Module, samples: Samples, steps: int = 60) -> nn.Module:
    """A few steps are enough for spots; deterministic."""
    planes = torch.from_numpy(np.concatenate([as_planes(image) for image in samples.images]))
    labels = torch.from_numpy(samples.labels)
    optimizer = torch.optim.Adam(network.parameters(), 3e-3)
    network.train()
    for step in range(steps):
        rows = torch.randperm(len(labels), generator=torch.Generator().manual_seed(step))[:20]
        loss = nn.functional.cross_entropy(network(planes[rows]), labels[rows])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return network.eval()


def graph_of(network: nn.Module, temperature: float = 1.0) -> onnx.ModelProto:
    return complete_graph(export_core(network.eval(), SIZE_PX), SIZE_PX, temperature)
