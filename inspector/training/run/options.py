"""What a training is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ARCHITECTURE_NAMES = (
    "mobilenet_v2_peak",
    "mobilenet_v2",
    "mobilenet_v2_050",
    "mobilenet_v3_small",
    "mobilenet_v3_large",
    "vit_tiny_16",
    "vit_small_16",
    "vit_b_16",
    "resnet18",
)


@dataclass(frozen=True, slots=True)
class TrainingOptions:
    """The parameters of ``inspector model train``.

    Attributes:
        out: Folder that receives ``<name>/<version>`` and ``test.csv``.
        source: Class folders or a CSV list; ``None`` trains on generated parts.
        architecture: One of :data:`ARCHITECTURE_NAMES`, or ``auto``.
        weights: A torchvision state dict to start from.
        epochs: Passes over the training samples.
        close_up_epochs: Passes over close-ups of the defects before; generated parts only.
        size_px: Side of the network's input.
        good: Classes that a good part may have; generated parts know their own.
        generated: Number of generated parts to train on.
        seed: Of the split, the generator and the training.
        name: Of the package.
        version: Of the package.
        batch_size: Samples per step.
        learning_rate: Peak of the schedule; ``None`` takes a default by the start.
        compiled: Compile the network before training.
    """

    out: Path
    source: Path | None = None
    architecture: str = "auto"
    weights: Path | None = None
    epochs: int = 12
    close_up_epochs: int = 6
    size_px: int = 192
    good: tuple[str, ...] = ()
    generated: int = 6000
    seed: int = 1
    name: str = "model"
    version: str = "1.0.0"
    batch_size: int = 16
    learning_rate: float | None = None
    compiled: bool = False

    @property
    def package_folder(self) -> Path:
        """Where the package will lie."""
        return self.out / self.name / self.version
