"""The data of one training: from class folders, or from the part generator."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from inspector.sim.parts import IMAGE_SIZE_PX, OK_CLASSES
from inspector.training.datasets.generated import render_close_ups, render_samples
from inspector.training.datasets.samples import Samples
from inspector.training.datasets.split import Split
from inspector.training.datasets.splitting import SplitPlan
from inspector.training.progress import Progress

_CLOSE_UP_VALIDATION = 500
_FEWEST_HELD_OUT = 12


@dataclass(frozen=True, slots=True)
class CloseUps:
    """Windows cut from the parts for training and for validation."""

    train: Samples
    validation: Samples


@dataclass(frozen=True, slots=True)
class Dataset:
    """Samples of the network's size, split, with what must be known of their origin.

    Attributes:
        split: For training, validation and test.
        ok_classes: The classes that a good part may have.
        color: ``gray`` or ``bgr``.
        description: For the manifest.
        generated: Whether the pictures may be shipped and the test part can be rendered again.
        close_ups: Small windows to learn from first, where the place of each defect is known.
        revision: Id of the dataset's revision, empty where there is none.
        plan: How it was split; ``None`` for generated parts.
    """

    split: Split
    ok_classes: tuple[str, ...]
    color: str
    description: str
    generated: bool
    close_ups: CloseUps | None = None
    revision: str = ""
    plan: SplitPlan | None = None


def generated_dataset(
    seed: int, count: int, size_px: int, progress: Progress, *, with_close_ups: bool
) -> Dataset:
    """Three series of the part generator: ``seed`` to train, the next two to validate and test.

    ``count`` parts are for training; validation and test get 15/70 as many each. Close-ups are cut
    at full resolution only.
    """
    held_out = max(_FEWEST_HELD_OUT, count * 15 // 70)
    progress.tell(
        f"rendering {count} + 2 x {held_out} parts of the series {seed}, {seed + 1}, {seed + 2}"
    )
    split = Split(
        train=render_samples(seed, count, progress, size_px=size_px),
        validation=render_samples(seed + 1, held_out, progress, size_px=size_px),
        test=render_samples(seed + 2, held_out, progress, size_px=size_px),
    )
    close_ups = None
    if with_close_ups and size_px == IMAGE_SIZE_PX:
        close_ups = CloseUps(
            train=render_close_ups(seed, count, progress),
            validation=render_close_ups(seed + 1, min(held_out, _CLOSE_UP_VALIDATION), progress),
        )
    return Dataset(
        split=split,
        ok_classes=OK_CLASSES,
        color="gray",
        description=f"inspector.sim.parts, series {seed} (train), {seed + 1} (validation), "
        f"{seed + 2} (test)",
        generated=True,
        close_ups=close_ups,
    )


def resize(image: NDArray[np.uint8], size_px: int) -> NDArray[np.uint8]:
    """To a square with the anti-aliased triangle filter that the model's graph uses too."""
    if image.shape[:2] == (size_px, size_px):
        return image
    planes = torch.from_numpy(image.reshape(*image.shape[:2], -1)).permute(2, 0, 1)[None]
    sized = functional.interpolate(planes, (size_px, size_px), mode="bilinear", antialias=True)
    return np.squeeze(sized[0].permute(1, 2, 0).contiguous().numpy())


def with_channels(image: NDArray[np.uint8], channels: int) -> NDArray[np.uint8]:
    """Shape ``(H, W, channels)``; grey becomes equal planes."""
    planes = image.reshape(*image.shape[:2], -1)
    return np.broadcast_to(planes, (*image.shape[:2], channels))
