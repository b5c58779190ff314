"""MobileNetV2 for small defects on large parts."""

from __future__ import annotations

from torch import Tensor, nn
from torchvision.models.mobilenetv2 import InvertedResidual
from torchvision.ops import Conv2dNormActivation

_STAGES = ((1, 16, 1, 2), (3, 24, 2, 1), (4, 32, 2, 2), (4, 64, 3, 2), (4, 96, 1, 1))
"""Expansion, channels, blocks and first stride, as in table 2 of the MobileNetV2 paper."""
_STEM_CHANNELS = 16
_HEAD_CHANNELS = 256


class MobileNetV2Peak(nn.Module):
    """MobileNetV2's blocks with two changes.

    The strongest response counts and not the mean one: a hairline that fills a thousandth of the
    picture would drown in an average. And the resolution falls early but only to a sixteenth: the
    first stages, which cost most and see least, are short, and a small defect keeps its place.
    """

    def __init__(self, classes: int) -> None:
        super().__init__()
        blocks: list[nn.Module] = [_conv(3, _STEM_CHANNELS, kernel_size=3, stride=2)]
        channels = _STEM_CHANNELS
        for expansion, width, count, first_stride in _STAGES:
            for block in range(count):
                stride = first_stride if block == 0 else 1
                blocks.append(InvertedResidual(channels, width, stride, expansion))
                channels = width
        blocks.append(_conv(channels, _HEAD_CHANNELS, kernel_size=1, stride=1))
        self.features = nn.Sequential(*blocks)
        self.pool = nn.AdaptiveMaxPool2d(1)
        self.classifier = nn.Sequential(nn.Dropout(0.1), nn.Linear(_HEAD_CHANNELS, classes))

    def forward(self, planes: Tensor) -> Tensor:
        """Logits ``(N, classes)`` of normalised planes ``(N, 3, H, W)``."""
        responses: Tensor = self.classifier(self.pool(self.features(planes)).flatten(1))
        return responses


def _conv(inputs: int, outputs: int, *, kernel_size: int, stride: int) -> nn.Module:
    layer: nn.Module = Conv2dNormActivation(
        inputs, outputs, kernel_size=kernel_size, stride=stride, activation_layer=nn.ReLU6
    )
    return layer
