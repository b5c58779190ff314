"""The steps in which networks learn: a teacher where one is asked for, then the network itself."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

import torch
from torch import nn

from inspector.domain.errors.training import FitOptionsError
from inspector.training.datasets.dataset import Dataset
from inspector.training.datasets.samples import Samples
from inspector.training.fitting.augmentation import Augmentation
from inspector.training.fitting.checkpoint import CheckpointFile
from inspector.training.fitting.distillation import Teacher
from inspector.training.fitting.distributed import current_world
from inspector.training.fitting.fit import fit
from inspector.training.fitting.options import FitOptions
from inspector.training.networks.architectures import ARCHITECTURES, begin_network, load_network
from inspector.training.networks.saved import NetworkDescription, save_network
from inspector.training.options import TrainingOptions
from inspector.training.progress import Progress
from inspector.training.run.epoch_log import EpochLog
from inspector.training.run.folder import CHECKPOINT_SUFFIX, LEARNED, RunFolder

_CLOSE_UP_RATE = 4e-3
_MORE_RATE = 2e-4
_MORE_SHARE = 0.1


def learn(
    run: RunFolder, options: TrainingOptions, dataset: Dataset, progress: Progress
) -> nn.Module:
    """The trained network, learnt now or read from the run folder.

    Raises:
        ModelError: of the weights, the options or the course of the training.
    """
    teacher = _teacher(run, options, dataset, progress)
    return _learnt(run, options, dataset, progress, teacher)


def fine_tune(
    options: TrainingOptions, dataset: Dataset, network: nn.Module, progress: Progress
) -> None:
    """Train a little more at a low rate, after something was done to a trained network."""
    split = dataset.split
    given = replace(
        _whole_pictures(options, dataset, pretrained=True),
        epochs=max(1, round(_MORE_SHARE * options.passes)),
        learning_rate=_MORE_RATE,
        head_epochs=0,
        backbone_rate=1.0,
        average_epochs=0,
    )
    fit(network, split.train, split.validation, given, progress)


def _teacher(
    run: RunFolder, options: TrainingOptions, dataset: Dataset, progress: Progress
) -> Teacher | None:
    """A network from a file, or one that is trained first under the same options."""
    if options.teacher is None:
        return None
    if options.teacher in ARCHITECTURES:
        progress.tell(f"the teacher first: {options.teacher}")
        network = _learnt(run, options.of_teacher(), dataset, progress, None)
        return Teacher(network, options.size_px)
    network, described = load_network(Path(options.teacher))
    if described.classes != dataset.split.train.classes:
        raise FitOptionsError(
            f"the teacher {options.teacher} knows {', '.join(described.classes)}",
            remedy="Train the teacher on the same classes.",
        )
    return Teacher(network, described.size_px)


def _learnt(
    run: RunFolder,
    options: TrainingOptions,
    dataset: Dataset,
    progress: Progress,
    teacher: Teacher | None,
) -> nn.Module:
    name = options.architecture
    file = run.file(f"{name}.network")
    if run.found(f"{LEARNED}{name}") is not None:
        return load_network(file)[0]
    classes = dataset.split.train.classes
    torch.manual_seed(options.seed)  # the same first weights, whether a teacher came before or not
    network, pretrained = begin_network(
        name, len(classes), options.weights, options.size_px, progress
    )
    _close_ups_first(run, options, dataset, network, progress)
    split, checkpoint = dataset.split, CheckpointFile(run.file(f"{name}{CHECKPOINT_SUFFIX}"))
    report = fit(
        network,
        split.train,
        split.validation,
        _whole_pictures(options, dataset, pretrained=pretrained),
        progress,
        checkpoint,
        teacher,
        EpochLog(run.path, name),
    )

    def keep() -> list[float]:
        save_network(file, network, NetworkDescription(name, classes, options.size_px))
        run.finish(f"{LEARNED}{name}", asdict(report))
        checkpoint.discard()
        return []

    current_world().told_by_first(0, keep)
    return network


def _close_ups_first(
    run: RunFolder,
    options: TrainingOptions,
    dataset: Dataset,
    network: nn.Module,
    progress: Progress,
) -> None:
    """Small windows on the defects of generated parts, whose place is known."""
    if dataset.close_ups is None:
        return
    train: Samples = dataset.close_ups.train
    progress.tell(f"{len(train)} close-ups first")
    fit(
        network,
        train,
        dataset.close_ups.validation,
        FitOptions(
            epochs=options.close_up_epochs,
            batch_size=2 * options.batch_size,
            learning_rate=_CLOSE_UP_RATE,
            augmentation=_augmentation(options, dataset),
            seed=options.seed,
            device=options.device,
            compiled=options.compiled,
        ),
        progress,
        CheckpointFile(run.file(f"{options.architecture}.close-ups{CHECKPOINT_SUFFIX}")),
        on_epoch=EpochLog(run.path, f"{options.architecture}.close-ups"),
    )


def _whole_pictures(options: TrainingOptions, dataset: Dataset, *, pretrained: bool) -> FitOptions:
    prepared = pretrained or dataset.close_ups is not None
    rates = ARCHITECTURES[options.architecture].rates
    return FitOptions(
        epochs=options.passes,
        batch_size=options.batch_size,
        learning_rate=options.learning_rate or (rates.fine_tuning if prepared else rates.scratch),
        head_epochs=1 if pretrained and options.passes > 1 else 0,
        backbone_rate=rates.backbone_share if pretrained else 1.0,
        mixup_alpha=options.mixup_alpha,
        augmentation=_augmentation(options, dataset),
        patience_epochs=options.patience_epochs,
        seed=options.seed,
        device=options.device,
        compiled=options.compiled,
    )


def _augmentation(options: TrainingOptions, dataset: Dataset) -> Augmentation:
    """What was asked for; a generated part may lie in any direction."""
    if dataset.generated:
        return Augmentation.any_direction()
    allowed = set(options.allow)
    return Augmentation(
        flip_horizontal="flip-horizontal" in allowed,
        flip_vertical="flip-vertical" in allowed,
        rotate_90="rotate-90" in allowed,
        rotate_degrees=180.0 if "rotate" in allowed else 0.0,
    )
