"""From options to a finished model package."""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

import torch

from inspector.training.cores import usable_cores
from inspector.training.datasets.test_list import write_test_list
from inspector.training.fitting.distributed import World, joined_world, threads_of_this_process
from inspector.training.networks.architectures import choose_architecture
from inspector.training.options import TrainingOptions
from inspector.training.progress import Progress, Silence
from inspector.training.release.package_writer import check_names, claim_folder
from inspector.training.run.data import CACHE_NAME, Pictures, get_pictures
from inspector.training.run.folder import RunFolder
from inspector.training.run.learning import fine_tune, learn
from inspector.training.run.packaging import Trained, package_network
from inspector.training.run.status import ToldProgress


def begin_training(options: TrainingOptions, folder: Path | None, command: str) -> RunFolder:
    """The folder of a new training, or of one that began with the same options.

    Args:
        options: What to train.
        folder: Where; ``None`` for a folder beside the packages.
        command: The command line, for the package.

    Raises:
        ModelPackageError: the package exists already, cannot be written, or cannot have that name.
        RunFolderError: the folder holds another training.
    """
    check_names(options.name, options.version)
    claim_folder(options.package_folder)
    return RunFolder.create(folder or options.run_folder, options.document(), command)


def train_package(options: TrainingOptions, run: RunFolder, progress: Progress) -> Trained | None:
    """Get the pictures, learn, export, quantize, measure, choose and package.

    Of the processes that torchrun starts, the first does all of it; the others help it to learn,
    write nothing and return ``None``.

    Args:
        options: What to train.
        run: Its folder; what it holds already is not done again.
        progress: Told every step; cancelling it leaves a training that can be gone on with.

    Raises:
        RunFolderError: another process works on it.
        ModelError: of the pictures, the weights, the course of the training or the package.
    """
    options = replace(
        options, architecture=choose_architecture(options.architecture, options.weights)
    )
    torch.manual_seed(options.seed)
    with contextlib.ExitStack() as held:
        with joined_world(options.device) as world:
            torch.set_num_threads(threads_of_this_process())
            pictures, told = world.in_turn(lambda: _begin(options, run, progress, world, held))
            network = learn(run, options, pictures.dataset, told)
        if not world.first:
            return None
        torch.set_num_threads(usable_cores())
        more = partial(fine_tune, options, pictures.dataset)
        trained = package_network(run, options, pictures, network, more, told)
        write_test_list(run.path, pictures.dataset)
        shutil.rmtree(run.file(CACHE_NAME), ignore_errors=True)
    return trained


def _begin(
    options: TrainingOptions,
    run: RunFolder,
    progress: Progress,
    world: World,
    held: contextlib.ExitStack,
) -> tuple[Pictures, Progress]:
    """The pictures, and who is told; the first process takes the folders for itself."""
    told: Progress = Silence()
    if world.first:
        claim_folder(options.package_folder)
        held.enter_context(run.locked())
        told = ToldProgress(run.path, progress)
    return get_pictures(run, options, told), told
