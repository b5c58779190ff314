"""The three parts of a training's samples."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.training.datasets.samples import Samples


@dataclass(frozen=True, slots=True)
class Split:
    """Three parts that share no picture."""

    train: Samples
    validation: Samples
    test: Samples
