"""Networks in files: our own, which say what they are, and bare state dicts of torchvision."""

from __future__ import annotations

import io
import pickle
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from inspector.domain.errors.config import FolderNotWritableError
from inspector.domain.errors.training import CheckpointNotWrittenError, WeightsError
from inspector.paths import write_atomically

_FORMAT = "inspector-network-1"


@dataclass(frozen=True, slots=True)
class NetworkDescription:
    """What must be known to build a network again.

    Attributes:
        architecture: A key of :data:`inspector.training.networks.architectures.ARCHITECTURES`.
        classes: In the order of the outputs.
        size_px: Side of the input.
    """

    architecture: str
    classes: tuple[str, ...]
    size_px: int


@dataclass(frozen=True, slots=True)
class NetworkFile:
    """What a file of weights holds.

    Attributes:
        state: Tensors by name.
        ours: The description, if :func:`save_network` wrote it; such a network reads planes as the
            station normalises them, all others torchvision's.
    """

    state: Mapping[str, Tensor]
    ours: NetworkDescription | None


def save_network(path: Path, network: nn.Module, description: NetworkDescription) -> None:
    """Write a network so that it can be built again, whole or not at all.

    Raises:
        CheckpointNotWrittenError: the disk takes no more.
    """
    content = io.BytesIO()
    state = {name: tensor.cpu() for name, tensor in network.state_dict().items()}
    described = {**asdict(description), "classes": list(description.classes)}
    torch.save({"format": _FORMAT, "description": described, "state": state}, content)
    try:
        write_atomically(path, content.getvalue())
    except FolderNotWritableError as error:
        raise CheckpointNotWrittenError(error.detail) from error


def read_network_file(path: Path) -> NetworkFile:
    """Read tensors and nothing else: a file that would run code when read is refused.

    Raises:
        WeightsError: the file cannot be read, or holds something else than named tensors.
    """
    document = _load(path)
    if isinstance(document, Mapping) and document.get("format") == _FORMAT:
        state, ours = document.get("state"), _description(document.get("description"), path)
    else:
        state, ours = document, None
    if not isinstance(state, Mapping) or not state:
        raise WeightsError(f"{path} holds no state dict")
    if not all(isinstance(value, Tensor) for value in state.values()):
        raise WeightsError(f"{path} holds something else than tensors")
    return NetworkFile(state, ours)


def _load(path: Path) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of files that are refused anyway
            return torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        if zipfile.is_zipfile(path):
            reason = "it holds Python objects, which could run code, and not tensors alone"
        else:
            reason = "it is no file of torch.save"
        raise WeightsError(f"cannot read the weights {path}: {reason}") from error
    except (OSError, RuntimeError, EOFError, ValueError, KeyError, AttributeError) as error:
        detail = f"cannot read the weights {path}: {error or 'the file is empty'}"
        raise WeightsError(detail.splitlines()[0]) from error


def _description(described: Any, path: Path) -> NetworkDescription:
    try:
        return NetworkDescription(
            architecture=str(described["architecture"]),
            classes=tuple(str(name) for name in described["classes"]),
            size_px=int(described["size_px"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise WeightsError(f"{path} does not say which network it holds") from error
