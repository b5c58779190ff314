"""All that is known of one model file after it judged pictures that it never saw."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.domain.phrase import Phrase
from inspector.domain.recipe import DecisionLimits
from inspector.training.evaluation.calibration import Calibration
from inspector.training.evaluation.class_figures import ClassFigures
from inspector.training.evaluation.limits import LimitChoice
from inspector.training.evaluation.parity import Parity
from inspector.training.evaluation.proportion import Proportion
from inspector.training.evaluation.quality import Quality
from inspector.training.evaluation.ranking import Ranking
from inspector.training.evaluation.robustness.measure import Robustness
from inspector.training.evaluation.scoring import Scored
from inspector.training.evaluation.worst import WorstPicture


@dataclass(frozen=True, slots=True)
class ModelFile:
    """The very bytes that will run, with what is needed to judge by them.

    Attributes:
        name: ``NAME/VERSION`` of its package.
        variant: ``fp32`` or how it was quantized.
        architecture: The network.
        model: The ONNX file.
        twin: The same network in FP32; ``None`` when the model is that, or it is not shipped.
        classes: Class names in the order of the scores.
        ok_classes: Those that a good part may have.
        limits: When the line rejects and accepts.
        temperature: What the logits are divided by in the file; ``None`` when nobody knows.
        package_sha256: Of the package; empty while it is being made.
    """

    name: str
    variant: str
    architecture: str
    model: bytes
    twin: bytes | None
    classes: tuple[str, ...]
    ok_classes: tuple[str, ...]
    limits: DecisionLimits
    temperature: float | None = None
    package_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What was evaluated, on what and where; a figure without it says nothing.

    Attributes:
        name: ``NAME/VERSION`` of the package.
        variant: ``fp32`` or how it was quantized.
        architecture: The network.
        classes: Class names in the order of the scores.
        ok_classes: Those that a good part may have.
        limits: When the line rejects and accepts.
        file_sha256: Of the ONNX file.
        file_bytes: Its size.
        package_sha256: Of the package; empty while it is being made.
        dataset: Where the pictures come from, for people.
        dataset_revision: Of the dataset, 64 hex digits, if it has one.
        machine: Processor and system.
        provider: The ONNX Runtime name of what ran the model.
        utc: When, ISO 8601.
    """

    name: str
    variant: str
    architecture: str
    classes: tuple[str, ...]
    ok_classes: tuple[str, ...]
    limits: DecisionLimits
    file_sha256: str
    file_bytes: int
    package_sha256: str
    dataset: str
    dataset_revision: str
    machine: str
    provider: str
    utc: str


@dataclass(frozen=True, slots=True)
class Latency:
    """Time of one picture on one thread, resize and all, on the machine of the evaluation."""

    p50_ms: float
    p99_ms: float
    pictures: int


@dataclass(frozen=True, slots=True)
class ModelEvaluation:
    """The figures of one file.

    Attributes:
        subject: What was evaluated, on what and where.
        quality: Counts with the limits of the package.
        parts: One row per part with its scores.
        tiles: How many pictures the parts were judged by.
        accuracy: Share of the parts whose most probable class is the true one.
        escapes: Defective parts that pass.
        false_rejects: Good parts that are rejected.
        lost: Good parts that do not pass: rejected or not decidable.
        not_decidable: Parts that are not decided.
        classes: Recall, precision and AUC of each class.
        ranking: Good against defective whatever the limit; ``None`` without both kinds.
        calibration: Of the probabilities as the file gives them.
        uncalibrated: The same before temperature scaling, where the temperature is known.
        in_force: What the limits of the package do, with alternatives; ``None`` without both kinds.
        chosen: Limits for a target that was asked for, chosen on these very parts.
        parity: Against the FP32 twin; ``None`` without one.
        robustness: Under disturbances; ``None`` when it was not asked for.
        worst: Pictures that a person should look at.
        latency: Of the file that runs.
        shortcut_auc: How well border or file size alone predict the label, if it was measured.
        left_out: Pictures that could not be used, with the reason.
        remarks: What these figures cannot tell.
    """

    subject: Subject
    quality: Quality
    parts: Scored
    tiles: int
    accuracy: Proportion
    escapes: Proportion
    false_rejects: Proportion
    lost: Proportion
    not_decidable: Proportion
    classes: tuple[ClassFigures, ...]
    ranking: Ranking | None
    calibration: Calibration
    uncalibrated: Calibration | None
    in_force: LimitChoice | None
    chosen: LimitChoice | None
    parity: Parity | None
    robustness: Robustness | None
    worst: tuple[WorstPicture, ...]
    latency: Latency
    shortcut_auc: float | None
    left_out: tuple[str, ...]
    remarks: tuple[Phrase, ...]
