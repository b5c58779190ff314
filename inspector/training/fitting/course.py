"""What each epoch brought, which was the best, and whether it is time to stop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from torch import Tensor, nn


@dataclass(frozen=True, slots=True)
class EpochReport:
    """What one epoch brought.

    Attributes:
        epoch: From 1.
        epochs: How many were asked for.
        loss: Mean over the training batches, as they were augmented.
        learning_rate: Of the last layer, at the end.
        validation_loss: Mean cross entropy of the validation pictures, without smoothing.
        validation_accuracy: Share of validation pictures that are named right.
        balanced_accuracy: Mean over the classes of the same, so that rare defects count too.
    """

    epoch: int
    epochs: int
    loss: float
    learning_rate: float
    validation_loss: float
    validation_accuracy: float
    balanced_accuracy: float

    @property
    def merit(self) -> tuple[float, float]:
        """What decides which epoch is the best; a small validation set often leaves ties."""
        return self.balanced_accuracy, -self.validation_loss


@dataclass(frozen=True, slots=True)
class FitReport:
    """A finished fit; the network holds the weights of its best epoch.

    Attributes:
        history: One report for each epoch.
        best_epoch: From 1.
        stopped_early: Whether patience ended it.
        resumed_after: Epochs that an earlier run had done.
        device: Such as ``cpu`` or ``cuda:0``.
        precision: Such as ``float32`` or ``bfloat16``.
        processes: How many worked together.
        seed: Of order, augmentation and dropout.
    """

    history: tuple[EpochReport, ...]
    best_epoch: int
    stopped_early: bool
    resumed_after: int
    device: str
    precision: str
    processes: int
    seed: int

    @property
    def best(self) -> EpochReport:
        """The report of the best epoch."""
        return self.history[self.best_epoch - 1]


class Course:
    """The epochs so far.

    Args:
        epochs: How many were asked for.
        patience_epochs: Stop after so many without a better one.
    """

    def __init__(self, epochs: int, patience_epochs: int | None) -> None:
        self.history: list[EpochReport] = []
        self.best_epoch = 0
        self._epochs, self._patience = epochs, patience_epochs
        self._best_state: dict[str, Tensor] = {}

    @property
    def stopped_early(self) -> bool:
        """Whether patience has ended."""
        waited = len(self.history) - self.best_epoch
        return self._patience is not None and waited >= self._patience

    @property
    def over(self) -> bool:
        """Whether no epoch follows."""
        return len(self.history) >= self._epochs or self.stopped_early

    def add(self, report: EpochReport, network: nn.Module) -> None:
        """Take in an epoch, and the network if it is the best so far."""
        self.history.append(report)
        if self.best_epoch and report.merit <= self.history[self.best_epoch - 1].merit:
            return
        self.best_epoch = len(self.history)
        state = network.state_dict()
        self._best_state = {name: tensor.detach().clone() for name, tensor in state.items()}

    def give_best(self, network: nn.Module) -> None:
        """Put the best weights into the network."""
        network.load_state_dict(self._best_state)

    def state(self) -> dict[str, Any]:
        """All of it as tensors and plain numbers."""
        return {
            "history": [asdict(report) for report in self.history],
            "best_epoch": self.best_epoch,
            "best_state": self._best_state,
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on from what :meth:`state` gave."""
        self.history = [EpochReport(**report) for report in state["history"]]
        self.best_epoch = state["best_epoch"]
        self._best_state = dict(state["best_state"])
