"""What `inspector bench model` is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.inference.providers import ProviderChoice


@dataclass(frozen=True, slots=True)
class ModelBenchOptions:
    """What to measure.

    Attributes:
        architectures: Names of the table of architectures.
        size_px: Side of the input.
        seconds: Of timing, for each architecture and each batch on each provider.
        provider: ``auto`` measures all that load.
        threads: Of one inference on the CPU.
        batches: Pictures in one run; empty takes 1 on a CPU and 1, 8 and 32 on a GPU.
        dataset: A dataset or what can be imported as one, to measure accuracy on; ``None`` for
            generated parts.
        good: Names of its good classes.
        package: Measure the candidates of this package instead of untrained architectures; needs
            ``dataset``.
        weights: ``imagenet``, a file, or a folder of files that are named as torchvision names
            them; ``None`` for random weights.
    """

    architectures: Sequence[str]
    size_px: int = 224
    seconds: float = 5.0
    provider: ProviderChoice = "auto"
    threads: int = 1
    batches: Sequence[int] = ()
    dataset: Path | None = None
    good: Sequence[str] = ()
    weights: str | None = None
    package: Path | None = None
