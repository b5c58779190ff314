"""What a search is asked for, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import onnx

from inspector.inference.providers import ProviderChoice
from inspector.training.evaluation.limits import ESCAPE_TARGET
from inspector.training.progress import Progress
from inspector.training.quantization.budget import Budget
from inspector.training.quantization.variants import Variant


class Retraining(Protocol):
    """A network that can learn a little more: see :mod:`.retraining`."""

    def quantization_aware(self, progress: Progress) -> onnx.ModelProto:
        """Its complete float graph after an epoch or more with rounding simulated."""

    def pruned(self, share: float, progress: Progress) -> onnx.ModelProto:
        """Its complete float graph without this share of its channels, fine-tuned."""


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """How to search.

    Attributes:
        budget: What a candidate may cost against ``fp32``.
        provider: What will run the file.
        threads: Of one inference on the CPU.
        recipes: Names of the table; empty tries all that suit the network.
        calibration_images: At most so many, of all classes alike.
        latency_rounds: How often each file is timed.
        latency_seconds: No more rounds begin after so long, once there are twenty.
        mixed: Keep the most sensitive layers float when no INT8 candidate is inside the budget.
        pruned_share: Share of channels to prune away, 0 for none; needs a network to retrain.
        max_escape_rate: Share of the defective validation parts that the limits may let pass.
    """

    budget: Budget = field(default_factory=Budget)
    provider: ProviderChoice = "cpu"
    threads: int = 1
    recipes: tuple[str, ...] = ()
    calibration_images: int = 128
    latency_rounds: int = 200
    latency_seconds: float = float("inf")
    mixed: bool = True
    pruned_share: float = 0.0
    max_escape_rate: float = ESCAPE_TARGET


@dataclass(frozen=True, slots=True)
class FailedCandidate:
    """A way that does not work for this network, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was found.

    Attributes:
        variants: All that run, ``fp32`` first, each with why it was refused if it was.
        failed: All that could not be made or do not run.
        chosen: The fastest inside the budget.
    """

    variants: tuple[Variant, ...]
    failed: tuple[FailedCandidate, ...]
    chosen: Variant
