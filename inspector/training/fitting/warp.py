"""Geometry of augmentation: all of it is one affine map, so each picture is sampled once."""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional


def warped(
    pixels: Tensor,
    *,
    mirrored: tuple[bool, bool],
    quarter_turns: bool,
    degrees: float,
    shift: float,
    scale: float,
) -> Tensor:
    """Mirror, turn, scale and shift each picture by its own random amount.

    What comes in over the edge is the picture's reflection. Mirroring and quarter turns alone move
    whole pixels and change none.

    Args:
        pixels: float32, shape ``(N, C, S, S)``.
        mirrored: Whether left to right, and whether top to bottom.
        quarter_turns: Whether by any multiple of 90 degrees.
        degrees: Turned by at most so much either way.
        shift: At most, as a share of the side.
        scale: At most, as a share of one.
    """
    if not (any(mirrored) or quarter_turns or degrees or shift or scale):
        return pixels
    count, device = pixels.shape[0], pixels.device
    angle = _symmetric(count, math.radians(degrees), device)
    if quarter_turns:
        angle = angle + torch.randint(0, 4, (count,), device=device) * (math.pi / 2)
    size = 1 + _symmetric(count, scale, device)
    signs = torch.stack([_sign(count, allowed, device) for allowed in mirrored])
    cosine, sine = size * angle.cos(), size * angle.sin()
    rows = (
        torch.stack([signs[0] * cosine, -signs[1] * sine, _symmetric(count, 2 * shift, device)], 1),
        torch.stack([signs[0] * sine, signs[1] * cosine, _symmetric(count, 2 * shift, device)], 1),
    )
    grid = functional.affine_grid(torch.stack(rows, 1), list(pixels.shape), align_corners=False)
    return functional.grid_sample(pixels, grid, padding_mode="reflection", align_corners=False)


def _symmetric(count: int, most: float, device: torch.device) -> Tensor:
    return most * (2 * torch.rand(count, device=device) - 1)


def _sign(count: int, allowed: bool, device: torch.device) -> Tensor:
    if not allowed:
        return torch.ones(count, device=device)
    return 1.0 - 2.0 * torch.randint(0, 2, (count,), device=device)
