"""What must be known to read the figures."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from inspector.bench.model.figures import IN_BRACKETS, NO_ACCURACY, RANDOM
from inspector.bench.model.options import ModelBenchOptions

if TYPE_CHECKING:
    from inspector.inference.providers import Provider


def weights_for(architecture: str, weights: str | None) -> str | None:
    """The weights of one architecture.

    Of a folder the file such as ``resnet18-f37072fd.pth``, or ``resnet18.network`` of a training.
    """
    if weights is None or not Path(weights).is_dir():
        return weights
    folder = Path(weights)
    found = sorted([*folder.glob(f"{architecture}-*.pth"), *folder.glob(f"{architecture}.network")])
    return str(found[0]) if found else None


def origin_of_weights(architecture: str, weights: str | None) -> str:
    """``random``, ``imagenet``, or the name of the file."""
    found = weights_for(architecture, weights)
    return RANDOM if found is None else Path(found).name


def architecture_remarks(
    options: ModelBenchOptions, providers: Sequence[Provider]
) -> Iterator[str]:
    """Of what accuracy means for networks that nobody trained, and of this machine."""
    if options.dataset is None:
        yield NO_ACCURACY
    else:
        yield "accuracy is that of a linear head, fitted on the frozen features of each network"
        origins = [origin_of_weights(name, options.weights) for name in options.architectures]
        if RANDOM in origins:
            yield IN_BRACKETS
    yield from machine_remarks(options, providers)


def machine_remarks(options: ModelBenchOptions, providers: Sequence[Provider]) -> Iterator[str]:
    """Of its load, and of providers that were looked for and are not there."""
    if busy := _business():
        yield busy
    for provider in ("tensorrt", "cuda"):
        if options.provider == "auto" and provider not in providers:
            yield f"{provider}: its libraries do not load here, or there is no NVIDIA GPU"


def _business() -> str:
    """A warning when other programs want more processors than there are."""
    cores = os.cpu_count() or 1
    waiting = psutil.getloadavg()[0]
    if waiting <= cores + 0.5:
        return ""
    return f"load {waiting:.1f} on {cores} cores: believe the ratios, not the milliseconds"
