"""Training at the station: what is asked for, how far it is, and what can be trained on."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from inspector.domain.phrase import Phrase
from inspector.wire.model import WireModel
from inspector.wire.reasons import Reasoned

DatasetName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.+-]{0,99}$")]
PackageId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.+-]{0,99}$")]
Version = Annotated[str, Field(pattern=r"^\d{1,9}\.\d{1,9}\.\d{1,9}$")]
ClassName = Annotated[str, Field(min_length=1, max_length=100)]
Percent = Annotated[float, Field(ge=0, le=100)]
Architecture = Literal[
    "auto",
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
]
Symmetry = Literal["flip-horizontal", "flip-vertical", "rotate-90", "rotate"]


class TrainingSource(StrEnum):
    """Where the pictures come from."""

    DATASET = "dataset"
    """A folder under `datasets` in the data folder of the station."""
    HISTORY = "history"
    """The parts of this station that people have reviewed; they are imported first."""
    GENERATED = "generated"
    """Parts of the virtual line."""


class TrainingState(StrEnum):
    """What became of a training."""

    QUEUED = "queued"
    RUNNING = "running"
    CANCELLING = "cancelling"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"
    """Its process is gone and left no word, such as after a power cut."""
    FAILED = "failed"
    FINISHED = "finished"


class TrainingRequest(WireModel):
    """A training; what is left out takes the default of `inspector model train`.

    `dataset` names the dataset of the source `dataset`, and the one that a `history` is imported
    into; of a `history` only what stands on the list `pick`, if one is named. `good` are the
    classes that a good part may have, where the dataset does not say so.
    """

    name: PackageId
    version: Version
    source: TrainingSource = TrainingSource.DATASET
    dataset: DatasetName | None = None
    pick: Annotated[str, Field(max_length=64)] = ""
    generated: Annotated[int, Field(ge=100, le=1_000_000)] = 6000
    good: Annotated[tuple[ClassName, ...], Field(max_length=100)] = ()
    allow: Annotated[tuple[Symmetry, ...], Field(max_length=4)] = ()
    architecture: Architecture = "auto"
    weights: Literal["none", "imagenet", "auto"] = "none"
    epochs: Annotated[int, Field(ge=1, le=10_000)] | None = None
    patience_epochs: Annotated[int, Field(ge=1, le=10_000)] | None = None
    size_px: Annotated[int, Field(ge=32, le=1024)] = 192
    batch_size: Annotated[int, Field(ge=2, le=1024)] = 16
    seed: Annotated[int, Field(ge=0, le=2**31)] = 1
    max_escape_percent: Percent = 0.1
    quantization_training: bool = False
    robustness: bool = True


class EpochFigures(WireModel):
    """What one epoch brought; losses are cross entropies, accuracies shares of 1."""

    network: str
    epoch: int
    loss: float
    validation_loss: float
    validation_accuracy: float
    balanced_accuracy: float


class TrainingJob(Reasoned):
    """One training.

    `done` of `total` counts the parts of the step in hand, and `seconds_left` is until its end.
    `code`, `detail` and `remedy` say why it failed, or why a finished package is not installed.
    """

    id: str
    request: TrainingRequest
    state: TrainingState
    by: str
    queued_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    step: str
    done: int
    total: int
    detail: str
    seconds_left: float | None
    epochs: list[EpochFigures]
    epochs_total: int | None
    package: str
    package_folder: str
    installed: bool
    code: str
    error: str
    remedy: str
    log_tail: list[str]


class TrainingPage(WireModel):
    """All trainings, the newest first, and what this computer has for them.

    `missing` names packages of Python that training needs and that are not installed. While the
    station runs, a training uses `training_cores` of `cores`, at low priority. `log_tail` is empty
    in this list; one job alone has it.
    """

    missing: list[str]
    cores: int
    training_cores: int
    free_bytes: int
    jobs: list[TrainingJob]


class DatasetFinding(WireModel):
    """Something about a dataset that a person should know; `refused` forbids to train on it."""

    severity: str
    message: Phrase
    remedy: Phrase


class ClassCount(WireModel):
    """How many pictures a class has, and whether a good part may have it."""

    name: str
    pictures: int
    good: bool


class DatasetRow(WireModel):
    """One dataset of the station; `fault` says why it cannot be used."""

    name: str
    revision: str
    pictures: int
    left_out: int
    classes: list[ClassCount]
    findings: list[DatasetFinding]
    fault: str


class DatasetPage(WireModel):
    """The datasets of the station, and how many of its parts people have reviewed."""

    folder: str
    datasets: list[DatasetRow]
    reviewed: int
