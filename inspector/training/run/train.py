"""From options to a finished model package."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace

import torch

from inspector.inference.package import ModelPackage, load_package
from inspector.training.datasets.dataset import Dataset
from inspector.training.datasets.test_list import write_test_list
from inspector.training.evaluation.temperature import fit_temperature
from inspector.training.export.core import export_core
from inspector.training.fitting.fit import logits
from inspector.training.networks.architectures import choose_architecture
from inspector.training.progress import Progress
from inspector.training.quantization.variants import Variant, build_variants, choose_variant
from inspector.training.release.assemble import assemble_package
from inspector.training.release.package_writer import claim_folder
from inspector.training.run.data import CACHE_NAME, get_pictures
from inspector.training.run.folder import RunFolder
from inspector.training.run.learning import learn
from inspector.training.run.options import TrainingOptions
from inspector.training.run.status import ToldProgress


@dataclass(frozen=True, slots=True)
class Trained:
    """A finished training: the package and what was measured on its variants."""

    package: ModelPackage
    chosen: Variant
    variants: tuple[Variant, ...]


def train_package(options: TrainingOptions, run: RunFolder, progress: Progress) -> Trained:
    """Get the pictures, learn, export, quantize, measure, choose and package.

    Args:
        options: What to train.
        run: Its folder; what it holds already is not done again.
        progress: Told every step; cancelling it leaves a training that can be gone on with.

    Raises:
        RunFolderError: another process works on it.
        ModelError: of the pictures, the weights, the course of the training or the package.
    """
    claim_folder(options.package_folder)
    options = replace(
        options, architecture=choose_architecture(options.architecture, options.weights)
    )
    with run.locked():
        told = ToldProgress(run.path, progress)
        torch.manual_seed(options.seed)
        torch.set_num_threads(os.cpu_count() or 1)
        dataset = get_pictures(run, options, told)
        trained = _package(options, run, dataset, told)
        shutil.rmtree(run.file(CACHE_NAME), ignore_errors=True)
    return trained


def _package(
    options: TrainingOptions, run: RunFolder, dataset: Dataset, progress: Progress
) -> Trained:
    network = learn(run, options, dataset, progress)
    validation = dataset.split.validation
    temperature = fit_temperature(logits(network, validation), torch.from_numpy(validation.labels))
    core = export_core(network, options.size_px)
    variants = build_variants(core, dataset, temperature, progress.tell)
    chosen = choose_variant(variants)
    package = assemble_package(options, dataset, variants, chosen, run.command)
    write_test_list(options, dataset)
    return Trained(load_package(package.folder), chosen, tuple(variants))
