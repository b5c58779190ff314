"""The course of a network that learns, a line for every epoch, for whoever looks on."""

from __future__ import annotations

import logging
from pathlib import Path

from inspector.training.fitting.course import EpochReport
from inspector.wire.training_files import EPOCHS_SUFFIX, EpochLine

_log = logging.getLogger(__name__)


class EpochLog:
    """Appends to ``<network>.epochs.jsonl``; a training never ends because it cannot.

    Args:
        folder: Of the training.
        network: What the lines are of.
    """

    def __init__(self, folder: Path, network: str) -> None:
        self._path = folder / f"{network}{EPOCHS_SUFFIX}"
        self._network = network

    def __call__(self, report: EpochReport) -> None:
        """One more epoch."""
        line = EpochLine(
            network=self._network,
            epoch=report.epoch,
            epochs=report.epochs,
            loss=report.loss,
            validation_loss=report.validation_loss,
            validation_accuracy=report.validation_accuracy,
            balanced_accuracy=report.balanced_accuracy,
        )
        try:
            with self._path.open("a", encoding="utf-8") as stream:
                stream.write(f"{line.model_dump_json()}\n")
        except OSError as error:
            _log.warning("the course of %s is not written down: %s", self._network, error)
