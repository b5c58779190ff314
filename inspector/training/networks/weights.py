"""Weights to start from: ImageNet's through torchvision's loader, a file's, or none."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor, nn
from torchvision.models import WeightsEnum
from torchvision.models.vision_transformer import VisionTransformer, interpolate_embeddings

from inspector.domain.errors.training import WeightsError, WeightsUnavailableError
from inspector.training.networks.download import imagenet_state
from inspector.training.networks.layers import head_prefix
from inspector.training.networks.saved import read_network_file
from inspector.training.networks.stem import fold_torchvision_normalisation
from inspector.training.progress import Progress

IMAGENET = "imagenet"
AUTO = "auto"
_NAMED_IN_AN_ERROR = 3
_COUNTERS = "num_batches_tracked"


def load_start(
    network: nn.Module, source: str | Path | None, imagenet: WeightsEnum | None, progress: Progress
) -> bool:
    """Give a fresh network the backbone that the training starts from; its head stays fresh.

    Args:
        network: Built for any number of classes and any size.
        source: ``imagenet``; ``auto``, which is ImageNet where it can be had and random numbers
            otherwise; a file, of torchvision's or written by :func:`save_network`; or ``None``.
        imagenet: torchvision's weights for this architecture.
        progress: Told what the network starts from.

    Returns:
        Whether it has weights now that have learnt something.

    Raises:
        WeightsError: the file cannot be read or belongs to another architecture.
        WeightsUnavailableError: there are no such weights, or they cannot be fetched.
    """
    if source is None:
        return False
    if str(source) not in (IMAGENET, AUTO):
        _load_file(network, Path(source), progress)
        return True
    try:
        state = imagenet_state(imagenet, progress)
    except WeightsUnavailableError as error:
        if str(source) == IMAGENET:
            raise
        progress.tell(f"{error.detail}; starting from random weights")
        return False
    _load_backbone(network, state, str(imagenet))
    fold_torchvision_normalisation(network)
    progress.tell(f"starting from {imagenet}")
    return True


def _load_file(network: nn.Module, path: Path, progress: Progress) -> None:
    file = read_network_file(path)
    _load_backbone(network, file.state, str(path))
    if file.ours is None:
        fold_torchvision_normalisation(network)
    progress.tell(f"starting from {path.name}")


def _load_backbone(network: nn.Module, state: Mapping[str, Tensor], origin: str) -> None:
    """Strict about everything but the last layer, whose shape depends on the classes."""
    head = head_prefix(network)
    given = {name: tensor for name, tensor in state.items() if not name.startswith(head)}
    if isinstance(network, VisionTransformer):
        given = _resized(given, network, origin)
    own = {name: t for name, t in network.state_dict().items() if not name.startswith(head)}
    wrong = [
        *(name for name in own if name not in given and not name.endswith(_COUNTERS)),
        *(name for name in given if name not in own),
        *(name for name in own if name in given and own[name].shape != given[name].shape),
    ]
    if wrong:
        named = ", ".join(wrong[:_NAMED_IN_AN_ERROR])
        raise WeightsError(
            f"{origin} does not fit the architecture: {len(wrong)} tensors such as {named}"
        )
    endless = [name for name, tensor in given.items() if not bool(torch.isfinite(tensor).all())]
    if endless:
        raise WeightsError(f"{origin} holds numbers that are not finite, in {endless[0]}")
    network.load_state_dict(given, strict=False)


def _resized(
    state: dict[str, Tensor], network: VisionTransformer, origin: str
) -> dict[str, Tensor]:
    """The position embeddings of another input size, interpolated bicubically.

    As in Dosovitskiy et al. 2021, section 3.2.
    """
    if "encoder.pos_embedding" not in state:
        return state
    try:
        resized: dict[str, Tensor] = interpolate_embeddings(
            network.image_size, network.patch_size, OrderedDict(state)
        )
    except (ValueError, RuntimeError) as error:
        raise WeightsError(f"{origin}: its position embeddings are no square: {error}") from error
    return resized
