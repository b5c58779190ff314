"""The architectures that can be trained."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import torch
from torch import nn
from torchvision import models
from torchvision.models import WeightsEnum

from inspector.domain.errors.training import InputSizeError, WeightsError
from inspector.training.networks.mobilenet_peak import MobileNetV2Peak
from inspector.training.networks.saved import NetworkDescription, read_network_file
from inspector.training.networks.vision_transformer import (
    PATCH_PX,
    vit_b_16,
    vit_small_16,
    vit_tiny_16,
    vit_tiny_conv,
)
from inspector.training.networks.weights import load_start
from inspector.training.progress import Progress, Silence

_TORCHVISION = "torchvision, BSD-3-Clause"
_OWN = "this project, Apache-2.0"


@dataclass(frozen=True, slots=True)
class Rates:
    """AdamW's peak learning rates at batches of 8 to 64 pictures.

    Attributes:
        scratch: From random numbers.
        fine_tuning: Of the last layer, from weights.
        backbone_share: Of everything else, from weights, as a share of the last layer's.
    """

    scratch: float = 2e-3
    fine_tuning: float = 1e-3
    backbone_share: float = 0.3


_TRANSFORMER = Rates(scratch=5e-4, backbone_share=0.1)


@dataclass(frozen=True, slots=True)
class Architecture:
    """One network that can be built, trained, exported and quantized.

    Attributes:
        name: As ``--architecture`` takes it.
        build: From the number of classes and the input's side in pixels to a fresh network.
        paper: Where it is described.
        source: Whose code it is, and its licence.
        default_size_px: The side it was designed for.
        smallest_size_px: The smallest side that leaves something to see.
        multiple_px: The side must be a multiple of this.
        teacher: Whether it is strong enough to teach a smaller one.
        imagenet: The ImageNet weights that torchvision offers for it.
        rates: What it learns well with; a transformer's attention bears less.
    """

    name: str
    build: Callable[[int, int], nn.Module]
    paper: str
    source: str = _TORCHVISION
    default_size_px: int = 224
    smallest_size_px: int = 32
    multiple_px: int = 1
    teacher: bool = False
    imagenet: WeightsEnum | None = None
    rates: Rates = Rates()

    def check_size(self, size_px: int) -> None:
        """Refuse an input of a size that the network cannot take.

        Raises:
            InputSizeError: the side is too small, or no multiple of the patch.
        """
        if size_px < self.smallest_size_px:
            raise InputSizeError(
                f"{self.name} needs at least {self.smallest_size_px} px, not {size_px}",
                remedy=f"Choose --input-size {self.smallest_size_px} or more.",
            )
        if size_px % self.multiple_px:
            below = size_px // self.multiple_px * self.multiple_px
            raise InputSizeError(
                f"{self.name} cuts its input into patches of {self.multiple_px} px; "
                f"{size_px} px is no multiple",
                remedy=f"Choose --input-size {below} or {below + self.multiple_px}.",
            )


def _convolutional(build: Callable[..., nn.Module], **options: float) -> Callable[..., nn.Module]:
    """A builder that takes a size and does not need it."""
    return lambda classes, _size_px: build(num_classes=classes, **options)


_TABLE = (
    Architecture(
        "mobilenet_v2_peak",
        lambda classes, _size_px: MobileNetV2Peak(classes),
        "Sandler et al. 2018, arXiv:1801.04381, with a maximum over 1/16 resolution",
        source=_OWN,
        default_size_px=192,
    ),
    Architecture(
        "mobilenet_v2",
        _convolutional(models.mobilenet_v2),
        "Sandler et al. 2018, arXiv:1801.04381",
        imagenet=models.MobileNet_V2_Weights.IMAGENET1K_V2,
    ),
    Architecture(
        "mobilenet_v2_050",
        _convolutional(models.mobilenet_v2, width_mult=0.5),
        "Sandler et al. 2018, arXiv:1801.04381, width 0.5",
    ),
    Architecture(
        "mobilenet_v3_small",
        _convolutional(models.mobilenet_v3_small),
        "Howard et al. 2019, arXiv:1905.02244",
        imagenet=models.MobileNet_V3_Small_Weights.IMAGENET1K_V1,
    ),
    Architecture(
        "mobilenet_v3_large",
        _convolutional(models.mobilenet_v3_large),
        "Howard et al. 2019, arXiv:1905.02244",
        imagenet=models.MobileNet_V3_Large_Weights.IMAGENET1K_V2,
    ),
    Architecture(
        "vit_tiny_16",
        vit_tiny_16,
        "Dosovitskiy et al. 2021, arXiv:2010.11929; Touvron et al. 2021, arXiv:2012.12877",
        multiple_px=PATCH_PX,
        rates=_TRANSFORMER,
    ),
    Architecture(
        "vit_tiny_conv",
        vit_tiny_conv,
        "Xiao et al. 2021, arXiv:2106.14881",
        multiple_px=PATCH_PX,
        rates=_TRANSFORMER,
    ),
    Architecture(
        "vit_small_16",
        vit_small_16,
        "Dosovitskiy et al. 2021, arXiv:2010.11929; Touvron et al. 2021, arXiv:2012.12877",
        multiple_px=PATCH_PX,
        rates=_TRANSFORMER,
        teacher=True,
    ),
    Architecture(
        "vit_b_16",
        vit_b_16,
        "Dosovitskiy et al. 2021, arXiv:2010.11929",
        multiple_px=PATCH_PX,
        rates=_TRANSFORMER,
        teacher=True,
        imagenet=models.ViT_B_16_Weights.IMAGENET1K_V1,
    ),
    Architecture(
        "resnet18",
        _convolutional(models.resnet18),
        "He et al. 2016, arXiv:1512.03385",
        teacher=True,
        imagenet=models.ResNet18_Weights.IMAGENET1K_V1,
    ),
)

ARCHITECTURES: Mapping[str, Architecture] = MappingProxyType({row.name: row for row in _TABLE})
"""All architectures by name; ``inspector.training.options`` lists the names without torch."""


def choose_architecture(name: str, weights: str | Path | None) -> str:
    """Resolve ``auto``: the full MobileNetV2 for given weights, else the one for small defects."""
    if name != "auto":
        return name
    return "mobilenet_v2_peak" if weights is None else "mobilenet_v2"


def build_network(
    architecture: str,
    classes: int,
    weights: str | Path | None = None,
    size_px: int | None = None,
    progress: Progress | None = None,
) -> nn.Module:
    """The network of :func:`begin_network`."""
    return begin_network(architecture, classes, weights, size_px, progress)[0]


def begin_network(
    architecture: str,
    classes: int,
    weights: str | Path | None = None,
    size_px: int | None = None,
    progress: Progress | None = None,
) -> tuple[nn.Module, bool]:
    """A network that takes BGR planes normalised by ``INPUT_MEAN`` and ``INPUT_STD``.

    Args:
        architecture: A key of :data:`ARCHITECTURES`.
        classes: Number of classes.
        weights: ``imagenet``, ``auto`` (ImageNet where it can be had), a file, or ``None`` for
            random numbers; see :func:`inspector.training.networks.weights.load_start`.
        size_px: Side of the input; ``None`` takes the architecture's own.
        progress: Told what the network starts from.

    Returns:
        The network, and whether it starts from weights that have learnt something.

    Raises:
        InputSizeError: the architecture does not take this size.
        WeightsError: the weights cannot be read or belong to another architecture.
        WeightsUnavailableError: there are no such weights, or they cannot be fetched.
    """
    row = ARCHITECTURES[architecture]
    side = row.default_size_px if size_px is None else size_px
    row.check_size(side)
    network = row.build(classes, side)
    started = load_start(network, weights, row.imagenet, progress or Silence())
    return network.to(memory_format=torch.channels_last), started


def load_network(path: Path) -> tuple[nn.Module, NetworkDescription]:
    """Build a network again from a file of :func:`inspector.training.networks.saved.save_network`.

    Raises:
        WeightsError: the file is none of ours, or it is damaged.
    """
    file = read_network_file(path)
    if file.ours is None or file.ours.architecture not in ARCHITECTURES:
        raise WeightsError(
            f"{path} does not say which network it holds",
            remedy="Pass a network that `inspector model train` has left in its run folder.",
        )
    network = ARCHITECTURES[file.ours.architecture].build(len(file.ours.classes), file.ours.size_px)
    try:
        network.load_state_dict(file.state)
    except RuntimeError as error:
        raise WeightsError(f"{path} is not the network that it says: {error}") from error
    return network.eval().to(memory_format=torch.channels_last), file.ours
