"""From options to a finished model package."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace

import torch
from torch import nn

from inspector.inference.package import ModelPackage
from inspector.training.datasets.dataset import Dataset, folder_dataset, generated_dataset
from inspector.training.datasets.test_list import write_test_list
from inspector.training.evaluation.temperature import fit_temperature
from inspector.training.export.core import export_core
from inspector.training.fitting.augmentation import Augmentation
from inspector.training.fitting.fit import fit, logits
from inspector.training.fitting.options import FitOptions
from inspector.training.networks.architectures import build_network, choose_architecture
from inspector.training.quantization.variants import (
    Variant,
    build_variants,
    choose_variant,
)
from inspector.training.release.assemble import assemble_package
from inspector.training.release.package_writer import claim_folder
from inspector.training.run.options import TrainingOptions

_CLOSE_UP_RATE = 4e-3
_FINE_TUNING_RATE = 1e-3
_SCRATCH_RATE = 2e-3


@dataclass(frozen=True, slots=True)
class Trained:
    """A finished training: the package and what was measured on its variants."""

    package: ModelPackage
    chosen: Variant
    variants: tuple[Variant, ...]


def train_package(options: TrainingOptions, command: str, tell: Callable[[str], None]) -> Trained:
    """Train, quantize, measure, choose and package.

    Args:
        options: What to train.
        command: The command line, for the manifest and the card.
        tell: Told the progress, one line at a time.

    Raises:
        TrainingDatasetError: the images or weights cannot be used.
        ModelPackageError: the package exists already or cannot be written.
    """
    claim_folder(options.package_folder)
    options = replace(
        options, architecture=choose_architecture(options.architecture, options.weights)
    )
    torch.manual_seed(options.seed)
    torch.set_num_threads(os.cpu_count() or 1)
    dataset = _dataset(options, tell)
    network = build_network(
        options.architecture, len(dataset.split.train.classes), options.weights, options.size_px
    )
    _fit(network, dataset, options, tell)
    validation = dataset.split.validation
    temperature = fit_temperature(logits(network, validation), torch.from_numpy(validation.labels))
    variants = build_variants(export_core(network, options.size_px), dataset, temperature, tell)
    chosen = choose_variant(variants)
    package = assemble_package(options, dataset, variants, chosen, command)
    write_test_list(options, dataset)
    return Trained(package, chosen, tuple(variants))


def _dataset(options: TrainingOptions, tell: Callable[[str], None]) -> Dataset:
    if options.source is None:
        return generated_dataset(
            options.seed,
            options.generated,
            options.size_px,
            tell,
            with_close_ups=options.close_up_epochs > 0 and options.weights is None,
        )
    return folder_dataset(options.source, options.good, options.size_px, options.seed, tell)


def _fit(
    network: nn.Module, dataset: Dataset, options: TrainingOptions, tell: Callable[[str], None]
) -> None:
    """Close-ups first where there are any, then whole pictures."""
    close_ups = dataset.close_ups
    seen = Augmentation.any_direction() if dataset.generated else Augmentation()
    if close_ups is not None:
        first = FitOptions(
            epochs=options.close_up_epochs,
            batch_size=2 * options.batch_size,
            learning_rate=_CLOSE_UP_RATE,
            augmentation=seen,
            seed=options.seed,
            compiled=options.compiled,
        )
        tell(f"{len(close_ups.train)} close-ups first")
        fit(network, close_ups.train, close_ups.validation, first, _Told(tell))
    pretrained = options.weights is not None
    prepared = pretrained or close_ups is not None
    whole = FitOptions(
        epochs=options.epochs,
        batch_size=options.batch_size,
        learning_rate=options.learning_rate or (_FINE_TUNING_RATE if prepared else _SCRATCH_RATE),
        head_epochs=1 if pretrained and options.epochs > 1 else 0,
        augmentation=seen,
        seed=options.seed,
        compiled=options.compiled,
    )
    fit(network, dataset.split.train, dataset.split.validation, whole, _Told(tell))


class _Told:
    """Progress, one line for each epoch."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self.tell = tell
        self._done, self._total = 0, 0

    def begin(self, _step: str, total: int) -> None:
        """As :class:`inspector.training.progress.Progress` says."""
        self._done, self._total = 0, total

    def advance(self, detail: str = "") -> None:
        """As :class:`inspector.training.progress.Progress` says."""
        self._done += 1
        self.tell(f"epoch {self._done}/{self._total}: {detail}")
