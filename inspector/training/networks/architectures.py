"""The architectures that can be trained, and weights to start from."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import torch
from torch import nn
from torchvision.models import mobilenet_v2, mobilenet_v3_small, resnet18

from inspector.domain.errors.training import TrainingDatasetError
from inspector.inference.preprocessing import INPUT_MEAN, INPUT_STD
from inspector.training.networks.mobilenet_peak import MobileNetV2Peak

_IMAGENET_MEAN = (0.485, 0.456, 0.406)
_IMAGENET_STD = (0.229, 0.224, 0.225)


ARCHITECTURES: Mapping[str, Callable[[int], nn.Module]] = MappingProxyType(
    {
        "mobilenet_v2_peak": MobileNetV2Peak,
        "mobilenet_v2": lambda classes: mobilenet_v2(num_classes=classes),
        "mobilenet_v2_050": lambda classes: mobilenet_v2(num_classes=classes, width_mult=0.5),
        "mobilenet_v3_small": lambda classes: mobilenet_v3_small(num_classes=classes),
        "resnet18": lambda classes: resnet18(num_classes=classes),
    }
)


def choose_architecture(name: str, weights: Path | None) -> str:
    """Resolve ``auto``: the full MobileNetV2 for given weights, else the one for small defects."""
    if name != "auto":
        return name
    return "mobilenet_v2_peak" if weights is None else "mobilenet_v2"


def build_network(architecture: str, classes: int, weights: Path | None = None) -> nn.Module:
    """A network that takes BGR planes normalised by ``INPUT_MEAN`` and ``INPUT_STD``.

    Args:
        architecture: A key of :data:`ARCHITECTURES`.
        classes: Number of classes.
        weights: A torchvision state dict of this architecture, of any number of classes.

    Raises:
        TrainingDatasetError: the weights cannot be read or belong to another architecture.
    """
    network = ARCHITECTURES[architecture](classes)
    if weights is not None:
        _load_backbone(network, weights)
    return network.to(memory_format=torch.channels_last)


def backbone_parameters(network: nn.Module) -> list[nn.Parameter]:
    """All parameters but those of the last linear layer."""
    head = set(head_layer(network).parameters())
    return [parameter for parameter in network.parameters() if parameter not in head]


def head_layer(network: nn.Module) -> nn.Linear:
    """The last linear layer."""
    return [module for module in network.modules() if isinstance(module, nn.Linear)][-1]


def _load_backbone(network: nn.Module, weights: Path) -> None:
    remedy = "Pass a state dict of the same torchvision architecture, saved with torch.save."
    try:
        state = torch.load(weights, map_location="cpu", weights_only=True)
        own = network.state_dict()
        fitting = {
            name: tensor
            for name, tensor in state.items()
            if name in own and own[name].shape == tensor.shape
        }
    except (OSError, RuntimeError, pickle.UnpicklingError, AttributeError, EOFError) as error:
        detail = f"cannot read the weights {weights}: {error}"
        raise TrainingDatasetError(detail.splitlines()[0], remedy=remedy) from error
    missing = [
        name for name in own if name not in fitting and not name.startswith(_head_names(own))
    ]
    if missing:
        detail = (
            f"{weights} does not fit the architecture: {len(missing)} tensors such as {missing[0]}"
        )
        raise TrainingDatasetError(detail, remedy=remedy)
    network.load_state_dict(fitting, strict=False)
    _adapt_stem(network)


def _head_names(state: Mapping[str, torch.Tensor]) -> tuple[str, ...]:
    """Prefix of the classifier, whose shape depends on the number of classes."""
    last = list(state)[-1]
    return (last.rpartition(".")[0],)


def _adapt_stem(network: nn.Module) -> None:
    """Fold torchvision's RGB normalisation into the first convolution, which is fed BGR.

    With ``x = (u - mean) / std`` and ``t = (u / 255 - m_c) / s_c`` for a pixel ``u``, ``t`` is
    ``x * std / (255 s_c) + (mean / 255 - m_c) / s_c``; the constant goes into the batch norm.
    """
    stem = next(module for module in network.modules() if isinstance(module, nn.Conv2d))
    norm = next(module for module in network.modules() if isinstance(module, nn.BatchNorm2d))
    mean, std = torch.tensor(_IMAGENET_MEAN), torch.tensor(_IMAGENET_STD)
    with torch.no_grad():
        shift = (stem.weight * ((INPUT_MEAN / 255 - mean) / std)[None, :, None, None]).sum(
            (1, 2, 3)
        )
        stem.weight.mul_((INPUT_STD / 255 / std)[None, :, None, None])
        stem.weight.copy_(stem.weight.flip(1).clone())
        if norm.running_mean is not None:
            norm.running_mean.sub_(shift)
