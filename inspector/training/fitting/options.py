"""How a network is fitted."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from inspector.domain.errors.training import FitOptionsError
from inspector.training.fitting.augmentation import Augmentation


@dataclass(frozen=True, slots=True)
class Distillation:
    """How much of a teacher's answer counts.

    Attributes:
        temperature: Softens both answers (Hinton et al. 2015, arXiv:1503.02531).
        soft_share: Share of the teacher in the loss; the labels have the rest.
    """

    temperature: float = 2.0
    soft_share: float = 0.9

    def __post_init__(self) -> None:
        _within(self, "temperature", 0.1, 100)
        _within(self, "soft_share", 0, 1)


@dataclass(frozen=True, slots=True)
class FitOptions:
    """How to train.

    Attributes:
        epochs: Passes over the training samples.
        batch_size: Samples per step, over all processes together.
        learning_rate: Peak of the schedule.
        head_epochs: Of these, the first in which only the last layer learns.
        backbone_rate: Learning rate of everything else as a share of the last layer's.
        weight_decay: Not applied to biases, norms and embeddings (He et al. 2019, section 3.1).
        warm_up_share: Share of the steps in which the rate rises; then it falls as a cosine.
        gradient_norm: Longer gradients are cut to this length; 0 cuts none.
        average_epochs: Horizon of the weights' moving average, shorter while the training is
            young; 0 keeps no average.
        label_smoothing: Szegedy et al. 2016, section 7.
        augmentation: What a training picture goes through.
        mixup_alpha: Blend pairs of pictures (Zhang et al. 2018, arXiv:1710.09412); 0 blends none.
        patience_epochs: Stop after so many epochs without a better one; ``None`` runs them all.
        distillation: How much a teacher counts, where there is one.
        seed: Of order, augmentation and dropout.
        device: ``auto``, ``cpu`` or ``cuda``.
        compiled: Compile the network first: needs a C++ compiler and a minute, then takes two
            thirds of the time.
    """

    epochs: int
    batch_size: int = 16
    learning_rate: float = 2e-3
    head_epochs: int = 0
    backbone_rate: float = 1.0
    weight_decay: float = 0.05
    warm_up_share: float = 0.1
    gradient_norm: float = 5.0
    average_epochs: float = 2.0
    label_smoothing: float = 0.05
    augmentation: Augmentation = field(default_factory=Augmentation)
    mixup_alpha: float = 0.0
    patience_epochs: int | None = None
    distillation: Distillation = field(default_factory=Distillation)
    seed: int = 0
    device: str = "auto"
    compiled: bool = False

    def __post_init__(self) -> None:
        _within(self, "epochs", 1, 100_000)
        _within(self, "batch_size", 2, 65_536)
        _within(self, "learning_rate", 1e-9, 10)
        _within(self, "head_epochs", 0, self.epochs)
        _within(self, "backbone_rate", 0, 1)
        _within(self, "warm_up_share", 0, 0.9)
        _within(self, "label_smoothing", 0, 0.9)
        for name in ("weight_decay", "gradient_norm", "average_epochs"):
            _within(self, name, 0, 1e6)
        _within(self, "mixup_alpha", 0, 100)
        if self.patience_epochs is not None:
            _within(self, "patience_epochs", 1, 100_000)
        if self.device not in ("auto", "cpu", "cuda"):
            raise FitOptionsError(f"device must be auto, cpu or cuda, not {self.device}")

    def figures(self) -> dict[str, object]:
        """What decides the result: everything but where it is computed."""
        left_out = {"device", "compiled"}
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name not in left_out}


def _within(options: object, name: str, least: float, most: float) -> None:
    value = getattr(options, name)
    if not least <= value <= most:
        raise FitOptionsError(f"{name} must be from {least:g} to {most:g}, not {value:g}")
