"""The training loop."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from inspector.domain.errors.training import (
    CheckpointError,
    FitOptionsError,
    TrainingCancelledError,
    TrainingDeviceError,
    TrainingDivergedError,
)
from inspector.training.datasets.samples import Samples
from inspector.training.fitting.augmentation import augment
from inspector.training.fitting.batches import (
    batches,
    epoch_seed,
    normalise,
    planes_of,
    steps_per_epoch,
)
from inspector.training.fitting.checkpoint import CheckpointFile, fingerprint_of
from inspector.training.fitting.course import Course, EpochReport, FitReport
from inspector.training.fitting.device import choose_device, memory_advice, own_randomness
from inspector.training.fitting.distillation import Teacher, Teaching
from inspector.training.fitting.distributed import World, current_world, local_rank
from inspector.training.fitting.learner import Learner
from inspector.training.fitting.objective import Objective, class_weights, mixing
from inspector.training.fitting.options import FitOptions
from inspector.training.progress import Progress

_FEWEST_PER_STEP = 2


def fit(
    network: nn.Module,
    train: Samples,
    validation: Samples,
    options: FitOptions,
    progress: Progress,
    checkpoint: CheckpointFile | None = None,
    teacher: Teacher | None = None,
    on_epoch: Callable[[EpochReport], None] | None = None,
) -> FitReport:
    """Train ``network`` in place; it ends with its best weights, in evaluation mode, where it was.

    On a CPU the same seed, options and number of threads give the same weights to the last bit,
    also when the training was killed and resumed from its checkpoint. Random numbers of the caller
    are left alone.

    Args:
        network: From :func:`inspector.training.networks.architectures.build_network`.
        train: What it learns from.
        validation: What the best epoch is chosen by, with the same classes.
        options: How.
        progress: Told each step, with figures at the end of each epoch. Cancelling it leaves the
            checkpoint of the last whole epoch; in several processes it waits for the next one.
        checkpoint: Written after every epoch, and gone on from if it exists.
        teacher: Its answers count as much as ``options.distillation`` says.
        on_epoch: Told the figures of every epoch, once its checkpoint is written.

    Raises:
        FitOptionsError: pictures and options do not fit together.
        CheckpointError: the checkpoint is damaged or of another training.
        CheckpointNotWrittenError: the disk is full; the checkpoint before is untouched.
        TrainingDivergedError: the loss is not finite any more.
        TrainingMemoryError: a step needs more memory than there is.
        TrainingDeviceError: the GPU asked for is not there.
        TrainingCancelledError: somebody has cancelled.
    """
    world = current_world()
    _check(train, validation, options, world)
    device = choose_device(options.device, local_rank())
    with own_randomness(device), memory_advice(options.batch_size):
        fitting = _Fitting(network, train, validation, options, device, world, teacher, progress)
        fitting.on_epoch = on_epoch
        if checkpoint is not None:
            fitting.keep(checkpoint, None if teacher is None else teacher.network)
        return fitting.run()


def logits(network: nn.Module, samples: Samples, batch_size: int = 64) -> Tensor:
    """Raw outputs in evaluation mode, shape ``(N, classes)``, on the CPU."""
    network.eval()
    device = next(network.parameters()).device
    answers = []
    with torch.inference_mode():
        for start in range(0, len(samples), batch_size):
            pixels = planes_of(samples, slice(start, start + batch_size))
            answers.append(network(normalise(pixels.to(device))).float().cpu())
    return torch.cat(answers)


class _Fitting:
    """One fit from its first epoch, or from a checkpoint, to its last."""

    def __init__(
        self,
        network: nn.Module,
        train: Samples,
        validation: Samples,
        options: FitOptions,
        device: torch.device,
        world: World,
        teacher: Teacher | None,
        progress: Progress,
    ) -> None:
        self._train, self._validation, self._progress = train, validation, progress
        self._options, self._world = options, world
        classes = len(train.classes)
        self._home = next(network.parameters()).device
        self._steps = steps_per_epoch(len(train), options.batch_size)
        self._learner = Learner(network, options, self._steps, device, world)
        self._course = Course(options.epochs, options.patience_epochs)
        teaching = None if teacher is None else Teaching(teacher, classes, device)
        weights = class_weights(train.labels, classes)
        self._objective = Objective(weights.to(device), options, teaching)
        self._mix = mixing(options, classes)
        self._checkpoint: CheckpointFile | None = None
        self._fingerprint = ""
        self._resumed_after = 0
        self._cancelled: TrainingCancelledError | None = None
        self.on_epoch: Callable[[EpochReport], None] | None = None

    def keep(self, checkpoint: CheckpointFile, teacher: nn.Module | None) -> None:
        """Write a checkpoint after every epoch, and go on from one that exists."""
        self._checkpoint = checkpoint
        self._fingerprint = fingerprint_of(
            self._learner.network, self._train, self._validation, self._options, teacher
        )
        state = checkpoint.read(self._fingerprint)
        if state is None:
            return
        try:
            self._learner.restore(state["learner"])
            self._course.restore(state["course"])
        except (KeyError, TypeError, RuntimeError, ValueError) as error:
            raise CheckpointError(f"the checkpoint {checkpoint.path} is incomplete") from error
        self._resumed_after = len(self._course.history)

    def run(self) -> FitReport:
        """Train until the last epoch or until patience ends."""
        first = self._world.told_by_first(1, lambda: [self._resumed_after])
        if first != [self._resumed_after]:
            raise TrainingDeviceError(
                "the processes of this training do not see the same checkpoint",
                remedy="Keep the run folder where every computer reads it.",
            )
        if self._world.first:
            epochs = self._options.epochs - self._resumed_after
            self._progress.begin("fit", epochs * self._steps)
        while not self._course.over:
            epoch = len(self._course.history)
            loss = self._epoch(epoch)
            self._conclude(epoch, loss)
        return self._finished()

    def _epoch(self, epoch: int) -> float:
        """One pass over the training pictures; the mean loss of all processes."""
        device, rank = self._learner.device, self._world.rank
        torch.manual_seed(epoch_seed(self._options.seed, epoch, rank))
        self._learner.begin_epoch(epoch)
        total = torch.zeros((), device=device)
        drawn = batches(self._train, self._options, epoch, rank, self._world.size)
        for step, (pixels, labels) in enumerate(drawn):
            if step:
                self._advance()
            shown = normalise(augment(pixels.to(device), self._options.augmentation))
            planes, targets = self._mix(shown, labels.to(device))
            total += self._learner.step(planes, targets, self._objective)
        loss = self._world.mean(float(total) / self._steps)
        if not math.isfinite(loss):
            raise TrainingDivergedError(f"the loss is {loss} in epoch {epoch + 1}")
        return loss

    def _advance(self, detail: str = "") -> None:
        """Tell of a step, in the first process; several processes can only end together."""
        if not self._world.first:
            return
        try:
            self._progress.advance(detail)
        except TrainingCancelledError as cancelled:
            if self._world.size == 1:
                raise
            self._cancelled = cancelled

    def _conclude(self, epoch: int, loss: float) -> None:
        """Measure, remember and write in the first process; let the others know."""
        figures = self._world.told_by_first(
            3, lambda: _measure(self._learner.result, self._validation)
        )
        report = EpochReport(
            epoch + 1, self._options.epochs, loss, self._learner.learning_rate, *figures
        )
        self._course.add(report, self._learner.result)
        self._world.told_by_first(0, lambda: self._record(report))

    def _record(self, report: EpochReport) -> list[float]:
        if self._checkpoint is not None:
            state = {"learner": self._learner.state(), "course": self._course.state()}
            self._checkpoint.write(self._fingerprint, state)
        if self.on_epoch is not None:
            self.on_epoch(report)
        self._advance(
            f"epoch {report.epoch}/{report.epochs}: loss {report.loss:.3f}, "
            f"validation accuracy {100 * report.validation_accuracy:.1f} %"
        )
        if self._cancelled is not None:
            raise self._cancelled
        return []

    def _finished(self) -> FitReport:
        network = self._learner.network
        self._course.give_best(network)
        self._world.take_from_first(network.state_dict().values())
        network.requires_grad_(True)
        network.eval().to(self._home)
        return FitReport(
            history=tuple(self._course.history),
            best_epoch=self._course.best_epoch,
            stopped_early=self._course.stopped_early,
            resumed_after=self._resumed_after,
            device=str(self._learner.device),
            precision=str(self._learner.precision or torch.float32).removeprefix("torch."),
            processes=self._world.size,
            seed=self._options.seed,
        )


def _measure(network: nn.Module, samples: Samples) -> list[float]:
    """Mean cross entropy, accuracy and balanced accuracy."""
    outputs, labels = logits(network, samples), torch.from_numpy(samples.labels)
    right = (outputs.argmax(1) == labels).double()
    recalls = [float(right[labels == label].mean()) for label in np.unique(samples.labels)]
    loss = float(functional.cross_entropy(outputs, labels))
    return [loss, float(right.mean()), sum(recalls) / len(recalls)]


def _check(train: Samples, validation: Samples, options: FitOptions, world: World) -> None:
    if len(train) < _FEWEST_PER_STEP or not len(validation):
        raise FitOptionsError(
            f"{len(train)} pictures to train on and {len(validation)} to validate on are too few"
        )
    if train.classes != validation.classes:
        raise FitOptionsError("training and validation have different classes")
    per_process = min(options.batch_size, len(train)) // world.size
    if per_process < _FEWEST_PER_STEP:
        raise FitOptionsError(
            f"a batch of {options.batch_size} is too small for {world.size} processes",
            remedy=f"Choose --batch-size {_FEWEST_PER_STEP * world.size} or more.",
        )
