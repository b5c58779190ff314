"""What a training is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from inspector.domain.errors.training import RunFolderError

ARCHITECTURE_NAMES = (
    "mobilenet_v2_peak",
    "mobilenet_v2",
    "mobilenet_v2_050",
    "mobilenet_v3_small",
    "mobilenet_v3_large",
    "vit_tiny_16",
    "vit_tiny_conv",
    "vit_small_16",
    "vit_b_16",
    "resnet18",
)


SYMMETRIES = ("flip-horizontal", "flip-vertical", "rotate-90", "rotate")
"""How a part may lie differently, as ``--allow`` takes it."""
NAMED_WEIGHTS = ("imagenet", "auto")
_EPOCHS_GENERATED = 12
_EPOCHS_PRETRAINED = 15
_EPOCHS_SCRATCH = 100
_PATHS = ("out", "source", "split")
_NAMES = {"weights": NAMED_WEIGHTS, "teacher": ARCHITECTURE_NAMES}
"""What an option may be beside a file."""


@dataclass(frozen=True, slots=True)
class TrainingOptions:
    """The parameters of ``inspector model train``.

    Attributes:
        out: Folder that receives ``<name>/<version>``.
        source: A dataset, or pictures in any layout that ``inspector dataset import`` takes;
            ``None`` trains on generated parts.
        architecture: One of :data:`ARCHITECTURE_NAMES`, or ``auto``.
        weights: ``imagenet``, ``auto``, a file to start from, or ``None`` for random numbers.
        teacher: An architecture that is trained first, or a network file, to learn from.
        epochs: Passes over the training samples; ``None`` takes a default by the start.
        close_up_epochs: Passes over close-ups of the defects before; generated parts only.
        patience_epochs: Stop after so many epochs without a better one; ``None`` runs them all.
        size_px: Side of the network's input.
        good: Classes that a good part may have; a dataset and generated parts know their own.
        allow: Of :data:`SYMMETRIES`, those that a part of this product has.
        generated: Number of generated parts to train on.
        seed: Of the split, the generator and the training.
        name: Of the package.
        version: Of the package.
        batch_size: Samples per step.
        learning_rate: Peak of the schedule; ``None`` takes a default by the start.
        mixup_alpha: Blend pairs of pictures; 0 blends none.
        device: ``auto``, ``cpu`` or ``cuda``.
        compiled: Compile the network before training.
        max_escape_percent: Of the defective parts that may pass, for the choice of limits.
        accuracy_budget_points: What a smaller file may lose.
        flip_budget_percent: Verdicts that a smaller file may change.
        quantization_training: Train on with quantization in view where nothing else fits.
        prune_percent: Channels to take away as a further candidate; 0 takes none.
        robustness: Measure how the file stands disturbed pictures.
        split: A plan of ``inspector dataset split``; ``None`` splits by ``seed``.
    """

    out: Path
    source: Path | None = None
    architecture: str = "auto"
    weights: str | None = None
    teacher: str | None = None
    epochs: int | None = None
    close_up_epochs: int = 6
    patience_epochs: int | None = None
    size_px: int = 192
    good: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    generated: int = 6000
    seed: int = 1
    name: str = "model"
    version: str = "1.0.0"
    batch_size: int = 16
    learning_rate: float | None = None
    mixup_alpha: float = 0.0
    device: str = "auto"
    compiled: bool = False
    max_escape_percent: float = 0.1
    accuracy_budget_points: float = 0.5
    flip_budget_percent: float = 0.2
    quantization_training: bool = False
    prune_percent: float = 0.0
    robustness: bool = True
    split: Path | None = None

    @property
    def package_folder(self) -> Path:
        """Where the package will lie."""
        return self.out / self.name / self.version

    @property
    def run_folder(self) -> Path:
        """Where the training lies unless told otherwise."""
        return self.out / "runs" / f"{self.name}-{self.version}"

    @property
    def passes(self) -> int:
        """The epochs asked for, or what the start needs."""
        if self.epochs is not None:
            return self.epochs
        if self.source is None:
            return _EPOCHS_GENERATED
        return _EPOCHS_SCRATCH if self.weights is None else _EPOCHS_PRETRAINED

    def of_teacher(self) -> TrainingOptions:
        """The same for the architecture of the teacher, which has none itself.

        A file of weights is the student's; the teacher starts from what has a name, or from random
        numbers.
        """
        if self.teacher is None:
            raise ValueError("there is no teacher")
        named = self.weights if self.weights in NAMED_WEIGHTS else None
        return replace(self, architecture=self.teacher, teacher=None, weights=named)

    def document(self) -> dict[str, Any]:
        """As JSON holds it; paths are absolute, so that it can be resumed from anywhere."""
        given = asdict(self)
        for name in _PATHS:
            given[name] = None if given[name] is None else str(Path(given[name]).resolve())
        for name, known in _NAMES.items():
            if given[name] is not None and given[name] not in known:
                given[name] = str(Path(given[name]).resolve())
        return {name: list(v) if isinstance(v, tuple) else v for name, v in given.items()}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> TrainingOptions:
        """What :meth:`document` gave.

        Raises:
            RunFolderError: the document is of another version of the program.
        """
        given = dict(document)
        if unknown := given.keys() - {field.name for field in fields(cls)}:
            raise RunFolderError(
                f"the training was begun by another version, with {', '.join(sorted(unknown))}",
                remedy="Go on with that version, or begin anew with another --run.",
            )
        for name in _PATHS:
            given[name] = None if given[name] is None else Path(given[name])
        for field in fields(cls):
            if isinstance(given.get(field.name), list):
                given[field.name] = tuple(given[field.name])
        return cls(**given)
