"""Another normalisation of the input, folded into the first convolution."""

from __future__ import annotations

import torch
from torch import nn

from inspector.inference.preprocessing import INPUT_MEAN, INPUT_STD

_IMAGENET_MEAN = (0.485, 0.456, 0.406)
_IMAGENET_STD = (0.229, 0.224, 0.225)


def fold_torchvision_normalisation(network: nn.Module) -> None:
    """Let a network that was trained on torchvision's RGB planes read our BGR planes.

    With ``x = (u - mean) / std`` and ``t = (u / 255 - m_c) / s_c`` for a pixel ``u``, ``t`` is
    ``x * std / (255 s_c) + (mean / 255 - m_c) / s_c``; the constant goes into the convolution's
    bias, or where it has none into the batch norm behind it. Exact wherever the convolution pads
    nothing: everywhere in a ViT, one row and column of the stem short of it in the others.
    """
    stem = next(module for module in network.modules() if isinstance(module, nn.Conv2d))
    mean, std = torch.tensor(_IMAGENET_MEAN), torch.tensor(_IMAGENET_STD)
    with torch.no_grad():
        constant = (INPUT_MEAN / 255 - mean) / std
        shift = (stem.weight * constant[None, :, None, None]).sum((1, 2, 3))
        stem.weight.mul_((INPUT_STD / 255 / std)[None, :, None, None])
        stem.weight.copy_(stem.weight.flip(1).clone())
        if stem.bias is not None:
            stem.bias.add_(shift)
            return
        norm = next(module for module in network.modules() if isinstance(module, nn.BatchNorm2d))
        if norm.running_mean is not None:
            norm.running_mean.sub_(shift)
