"""The light of augmentation, each picture by its own random amount."""

from __future__ import annotations

import torch
from torch import Tensor


def relit(pixels: Tensor, brightness: float, contrast: float) -> Tensor:
    """Contrast around each picture's mean, then an offset; shares of one and of 255."""
    if not (brightness or contrast):
        return pixels
    mean = pixels.mean((1, 2, 3), keepdim=True)
    gain = 1 + contrast * _symmetric(pixels)
    return (pixels - mean) * gain + mean + 255 * brightness * _symmetric(pixels)


def _even(like: Tensor) -> Tensor:
    return torch.rand(like.shape[0], 1, 1, 1, device=like.device)


def _symmetric(like: Tensor) -> Tensor:
    return 2 * _even(like) - 1
