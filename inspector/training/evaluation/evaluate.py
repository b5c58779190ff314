"""How well the very file that runs judges pictures that it never saw; needs no torch."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from inspector.clock import utc_datetime, utc_ns
from inspector.domain.errors.evaluation import EvaluationOptionsError
from inspector.inference.package import ModelPackage
from inspector.inference.providers import ProviderChoice
from inspector.inference.session import ScoringSession
from inspector.training.evaluation.calibration import Calibration, calibration
from inspector.training.evaluation.class_figures import class_figures
from inspector.training.evaluation.evaluation import Latency, ModelEvaluation, ModelFile, Subject
from inspector.training.evaluation.limits import (
    ESCAPE_TARGET,
    LimitChoice,
    describe_limits,
    limits_for,
)
from inspector.training.evaluation.parity import compare_with_twin
from inspector.training.evaluation.pictures import Picture
from inspector.training.evaluation.proportion import Proportion
from inspector.training.evaluation.quality import Quality, judge
from inspector.training.evaluation.ranking import rank
from inspector.training.evaluation.remarks import remarks
from inspector.training.evaluation.robustness.measure import measure_robustness
from inspector.training.evaluation.scoring import (
    Scored,
    count_lost,
    score_pictures,
    worst_of_parts,
)
from inspector.training.evaluation.targets import EscapeTarget, Target
from inspector.training.evaluation.temperature import rescale
from inspector.training.evaluation.worst import worst_pictures
from inspector.training.progress import Progress


@dataclass(frozen=True, slots=True)
class EvaluationOptions:
    """What to find out, and on what.

    Attributes:
        dataset: Where the pictures come from, for people.
        dataset_revision: Of the dataset, if it has one.
        held_out: Whether none of the pictures was trained on, as far as is known.
        target: Limits to choose on these pictures, beside those of the package.
        per_class: Whether they may differ from class to class.
        robustness: Whether to disturb pictures.
        robustness_pictures: How many at most; each takes sixty inferences.
        seed: Of the disturbances.
        worst: How many pictures of each kind to show.
        shortcut_auc: What the check of the dataset found.
        provider: Where to run.
    """

    dataset: str = ""
    dataset_revision: str = ""
    held_out: bool = True
    target: Target | None = None
    per_class: bool = False
    robustness: bool = True
    robustness_pictures: int = 60
    seed: int = 1
    worst: int = 12
    shortcut_auc: float | None = None
    provider: ProviderChoice = "cpu"

    def __post_init__(self) -> None:
        if self.robustness_pictures < 1 or self.worst < 0:
            raise EvaluationOptionsError(
                f"{self.robustness_pictures} pictures to disturb, {self.worst} to show"
            )


def package_file(package: ModelPackage) -> ModelFile:
    """The file that a package runs.

    Raises:
        ModelIntegrityError: a file changed since the package was loaded.
    """
    manifest = package.manifest
    twin = manifest.reference_file
    return ModelFile(
        name=package.name,
        variant=manifest.variant,
        architecture=manifest.architecture,
        model=package.read(manifest.model_file),
        twin=package.read(twin) if twin and twin != manifest.model_file else None,
        classes=manifest.classes,
        ok_classes=manifest.ok_classes,
        limits=package.limits,
        temperature=manifest.training.metrics.get("temperature"),
        package_sha256=package.sha256,
    )


def evaluate_package(
    package: ModelPackage,
    pictures: Sequence[Picture],
    options: EvaluationOptions,
    progress: Progress,
) -> ModelEvaluation:
    """As :func:`evaluate_file`, of the file that a package runs."""
    return evaluate_file(package_file(package), pictures, options, progress)


def evaluate_file(
    file: ModelFile, pictures: Sequence[Picture], options: EvaluationOptions, progress: Progress
) -> ModelEvaluation:
    """Score each picture, judge by the rule of the line, then disturb the pictures.

    Args:
        file: What will run.
        pictures: Held out from training and from the choice of limits.
        options: What to find out.
        progress: Told for each picture.

    Raises:
        LabelUnknownError: a picture has a class that the model does not know.
        NothingToEvaluateError: no picture can be used.
        EvidenceMissingError: a target was given, and there are too few pictures for it.
        ModelPackageError: the runtime cannot read the model.
        InferenceError: the runtime failed on a picture.
        TrainingCancelledError: through ``progress``.
    """
    count = len(file.classes)
    session = ScoringSession(file.model, count, provider=options.provider)
    twin = ScoringSession(file.twin, count, provider=options.provider) if file.twin else None
    scored = score_pictures(session, twin, pictures, file.classes, file.ok_classes, progress)
    parts = worst_of_parts(scored)
    quality = _judge(parts, file)
    robustness = None
    if options.robustness:
        robustness = measure_robustness(
            session, scored, file.limits, options.robustness_pictures, options.seed, progress
        )
    figures = class_figures(parts)
    return ModelEvaluation(
        subject=_subject(file, options, session.provider),
        quality=quality,
        parts=parts,
        tiles=len(scored),
        accuracy=Proportion(quality.correct, quality.samples),
        escapes=Proportion(quality.escapes, quality.defective),
        false_rejects=Proportion(quality.false_rejects, quality.good),
        lost=Proportion(count_lost(parts, quality), quality.good),
        not_decidable=Proportion(quality.not_decidable, quality.samples),
        classes=figures,
        ranking=rank(parts.good_scores, parts.truly_good),
        calibration=calibration(parts.scores, parts.labels),
        uncalibrated=_uncalibrated(parts, file.temperature),
        in_force=_in_force(parts, file),
        chosen=_chosen(parts, options),
        parity=compare_with_twin(parts, quality, file.limits),
        robustness=robustness,
        worst=worst_pictures(parts, quality.evaluations, file.limits, options.worst),
        latency=_latency(scored),
        shortcut_auc=options.shortcut_auc,
        left_out=scored.left_out,
        remarks=tuple(
            remarks(
                quality,
                figures,
                len(scored.left_out),
                options.shortcut_auc,
                with_good=bool(file.ok_classes),
                held_out=options.held_out,
            )
        ),
    )


def _judge(parts: Scored, file: ModelFile) -> Quality:
    return judge(parts.scores, parts.labels, file.classes, file.ok_classes, file.limits)


def _subject(file: ModelFile, options: EvaluationOptions, provider: str) -> Subject:
    return Subject(
        name=file.name,
        variant=file.variant,
        architecture=file.architecture,
        classes=file.classes,
        ok_classes=file.ok_classes,
        limits=file.limits,
        file_sha256=hashlib.sha256(file.model).hexdigest(),
        file_bytes=len(file.model),
        package_sha256=file.package_sha256,
        dataset=options.dataset,
        dataset_revision=options.dataset_revision,
        machine=f"{platform.processor() or platform.machine()}, {platform.system()}",
        provider=provider,
        utc=utc_datetime(utc_ns()).isoformat(timespec="seconds"),
    )


def _uncalibrated(parts: Scored, temperature: float | None) -> Calibration | None:
    if temperature is None or temperature <= 0:
        return None
    return calibration(rescale(parts.scores, 1 / temperature), parts.labels)


def _in_force(parts: Scored, file: ModelFile) -> LimitChoice | None:
    if parts.truly_good.all() or not parts.truly_good.any():
        return None
    usual = EscapeTarget(ESCAPE_TARGET)
    scores, labels = parts.scores, parts.labels
    return describe_limits(usual, file.limits, scores, labels, file.classes, file.ok_classes)


def _chosen(parts: Scored, options: EvaluationOptions) -> LimitChoice | None:
    if options.target is None:
        return None
    return limits_for(
        options.target,
        parts.scores,
        parts.labels,
        parts.classes,
        parts.ok_classes,
        per_class=options.per_class,
    )


def _latency(scored: Scored) -> Latency:
    p50, p99 = np.percentile(scored.times_ms, [50, 99])
    return Latency(float(p50), float(p99), len(scored))
