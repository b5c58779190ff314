"""A training on disk, after every epoch, so that a killed one loses an epoch at most."""

from __future__ import annotations

import hashlib
import io
import json
import pickle
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from inspector.domain.errors.config import FolderNotWritableError
from inspector.domain.errors.training import CheckpointError, CheckpointNotWrittenError
from inspector.paths import write_atomically
from inspector.training.datasets.samples import Samples
from inspector.training.fitting.options import FitOptions

_FORMAT = 1


class CheckpointFile:
    """One file that is replaced after every epoch.

    Args:
        path: Its folder is made if needed.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, fingerprint: str, state: Mapping[str, Any]) -> None:
        """Replace the checkpoint, whole or not at all.

        Raises:
            CheckpointNotWrittenError: the disk is full or the folder cannot be written.
        """
        content = io.BytesIO()
        torch.save({"format": _FORMAT, "fingerprint": fingerprint, **state}, content)
        try:
            write_atomically(self.path, content.getvalue())
        except FolderNotWritableError as error:
            raise CheckpointNotWrittenError(error.detail) from error

    def read(self, fingerprint: str) -> Mapping[str, Any] | None:
        """The last state; ``None`` as long as there is none. Tensors and numbers, never code.

        Raises:
            CheckpointError: it is damaged, or of a training of other options or pictures.
        """
        if not self.path.exists():
            return None
        try:
            document = torch.load(self.path, map_location="cpu", weights_only=True)
        except (OSError, RuntimeError, EOFError, ValueError, pickle.UnpicklingError) as error:
            raise CheckpointError(f"the checkpoint {self.path} cannot be read") from error
        if not isinstance(document, dict) or document.get("format") != _FORMAT:
            raise CheckpointError(f"{self.path} is no checkpoint that this version knows")
        if document["fingerprint"] != fingerprint:
            raise CheckpointError(
                f"the checkpoint {self.path} belongs to a training of other options or pictures"
            )
        return document

    def discard(self) -> None:
        """Delete the file, if there is one."""
        self.path.unlink(missing_ok=True)


def fingerprint_of(
    network: nn.Module,
    train: Samples,
    validation: Samples,
    options: FitOptions,
    teacher: nn.Module | None,
) -> str:
    """A SHA-256 of everything that decides the result but the network's first weights."""
    digest = hashlib.sha256()
    digest.update(json.dumps(_plain(options), sort_keys=True).encode())
    shapes = [(name, tuple(tensor.shape)) for name, tensor in network.state_dict().items()]
    digest.update(repr(shapes).encode())
    for samples in (train, validation):
        digest.update(repr((samples.classes, samples.images.shape)).encode())
        digest.update(np.ascontiguousarray(samples.labels).data)
        digest.update(np.ascontiguousarray(samples.images).data)
    for tensor in (teacher.state_dict() if teacher is not None else {}).values():
        digest.update(tensor.detach().cpu().contiguous().numpy().data)
    return digest.hexdigest()


def _plain(options: FitOptions) -> dict[str, Any]:
    known = options.figures()
    return {name: value for name, value in asdict(options).items() if name in known}
