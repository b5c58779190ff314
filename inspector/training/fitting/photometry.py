"""Light, blur, noise and occlusion of augmentation, each picture by its own random amount."""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional

_LARGEST_ASPECT = 3.0


def relit(pixels: Tensor, brightness: float, contrast: float) -> Tensor:
    """Contrast around each picture's mean, then an offset; shares of one and of 255."""
    if not (brightness or contrast):
        return pixels
    mean = pixels.mean((1, 2, 3), keepdim=True)
    gain = 1 + contrast * _symmetric(pixels)
    return (pixels - mean) * gain + mean + 255 * brightness * _symmetric(pixels)


def blurred(pixels: Tensor, most_sigma_px: float) -> Tensor:
    """Separable Gaussian of a deviation from zero to ``most_sigma_px``."""
    if not most_sigma_px:
        return pixels
    count, channels, height, width = pixels.shape
    radius = min(math.ceil(3 * most_sigma_px), min(height, width) - 1)
    offsets = torch.arange(-radius, radius + 1, device=pixels.device)
    sigma = (most_sigma_px * _even(pixels)).clamp(min=1e-3).view(count, 1)
    kernels = torch.softmax(-(offsets**2) / (2 * sigma**2), 1).repeat_interleave(channels, 0)
    planes = pixels.reshape(1, count * channels, height, width)
    planes = functional.pad(planes, (radius,) * 4, mode="reflect")
    planes = functional.conv2d(planes, kernels[:, None, :, None], groups=count * channels)
    planes = functional.conv2d(planes, kernels[:, None, None, :], groups=count * channels)
    return planes.reshape(pixels.shape)


def noisy(pixels: Tensor, most_levels: float) -> Tensor:
    """Gaussian noise of a deviation from zero to ``most_levels``."""
    if not most_levels:
        return pixels
    return pixels + most_levels * _even(pixels) * torch.randn_like(pixels)


def erased(pixels: Tensor, most_share: float) -> Tensor:
    """One rectangle of each picture, of up to this share of its area, becomes its mean."""
    if not most_share:
        return pixels
    _, _, height, width = pixels.shape
    area = most_share * _even(pixels)
    aspect = torch.exp(math.log(_LARGEST_ASPECT) * _symmetric(pixels))
    tall, wide = (area * aspect).sqrt().clamp(max=1), (area / aspect).sqrt().clamp(max=1)
    inside = (
        _between(height, tall, pixels)[:, :, :, None] & _between(width, wide, pixels)[:, :, None]
    )
    return torch.where(inside, pixels.mean((2, 3), keepdim=True), pixels)


def _between(side: int, length: Tensor, like: Tensor) -> Tensor:
    """Which of ``side`` positions lie in a stretch of a random place, shape ``(N, 1, side)``."""
    places = (torch.arange(side, device=like.device) + 0.5) / side
    length = length.view(-1, 1, 1)
    start = (1 - length) * _even(like).view(-1, 1, 1)
    return (places >= start) & (places < start + length)


def _even(like: Tensor) -> Tensor:
    return torch.rand(like.shape[0], 1, 1, 1, device=like.device)


def _symmetric(like: Tensor) -> Tensor:
    return 2 * _even(like) - 1
