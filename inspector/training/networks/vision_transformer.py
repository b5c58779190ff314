"""torchvision's vision transformer in the sizes of DeiT (Touvron et al. 2021, table 1)."""

from __future__ import annotations

from functools import partial

from torch import nn
from torchvision.models.vision_transformer import ConvStemConfig, VisionTransformer

PATCH_PX = 16
_LAYERS = 12
_MLP_RATIO = 4
_STEM_CHANNELS = (24, 48, 96, 192)


def vision_transformer(
    classes: int, size_px: int, *, width: int, heads: int, stem: tuple[int, ...] = ()
) -> nn.Module:
    """Encoder layers over patches of 16 pixels, read at the class token.

    Args:
        classes: Number of classes.
        size_px: Side of the input, a multiple of :data:`PATCH_PX`.
        width: Length of a token: 192 for Tiny, 384 for Small, 768 for Base.
        heads: Attention heads; 64 numbers each.
        stem: Channels of the convolutions that halve the picture four times and take the place of
            one of the twelve layers; none cuts patches out.
    """
    network: nn.Module = VisionTransformer(
        image_size=size_px,
        patch_size=PATCH_PX,
        num_layers=_LAYERS - bool(stem),
        num_heads=heads,
        hidden_dim=width,
        mlp_dim=_MLP_RATIO * width,
        num_classes=classes,
        conv_stem_configs=[ConvStemConfig(channels, 3, 2) for channels in stem] or None,
    )
    return network


vit_tiny_16 = partial(vision_transformer, width=192, heads=3)
vit_tiny_conv = partial(vision_transformer, width=192, heads=3, stem=_STEM_CHANNELS)
"""Tiny with a convolutional stem, which learns faster and bears higher rates.

Xiao et al. 2021, arXiv:2106.14881: the stem costs what the layer cost that it replaces.
"""
vit_small_16 = partial(vision_transformer, width=384, heads=6)
vit_b_16 = partial(vision_transformer, width=768, heads=12)
