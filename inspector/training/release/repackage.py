"""Search again from the float file of a package, such as on the computer that will run it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import onnx

from inspector.domain.errors.model import ModelPackageError
from inspector.domain.errors.quantization import CalibrationPicturesError, NoFloatReferenceError
from inspector.inference.manifest import Manifest
from inspector.inference.package import ModelPackage, load_package
from inspector.training.datasets.dataset import Dataset
from inspector.training.datasets.loading import load_dataset
from inspector.training.datasets.recorded_split import split_again
from inspector.training.datasets.revision import open_dataset
from inspector.training.evaluation.evaluate import EvaluationOptions, evaluate_file
from inspector.training.evaluation.evaluation import ModelEvaluation, ModelFile
from inspector.training.evaluation.pictures import Picture, revision_pictures
from inspector.training.progress import Progress
from inspector.training.quantization.chosen import score_validation, with_own_unit
from inspector.training.quantization.search import SearchOptions, SearchResult, search
from inspector.training.quantization.variants import REFERENCE_VARIANT, Variant
from inspector.training.release.evaluated import evidence_of
from inspector.training.release.package_writer import check_names, claim_folder, write_package
from inspector.training.release.repackaged import Origin, manifest_entries, package_files

_VERSION = re.compile(r"^(\d+)\.(\d+)\.(\d+)([+-][0-9A-Za-z.-]+)?$")
_PICTURES, _CANDIDATES = "pictures", "candidates"


@dataclass(frozen=True, slots=True)
class QuantizeOptions:
    """What to quantize again.

    Attributes:
        package: Its folder.
        dataset: A dataset, or pictures in any layout that can be imported; the same that the
            package was trained on gives the same held-out pictures.
        out: Folder that receives ``<name>/<version>``.
        version: Of the new package; empty takes the next patch.
        search: The budget and the machine.
        robustness: Measure how the chosen file stands disturbed pictures.
    """

    package: Path
    dataset: Path
    out: Path
    version: str = ""
    search: SearchOptions = field(default_factory=SearchOptions)
    robustness: bool = True


@dataclass(frozen=True, slots=True)
class Quantized:
    """The new package, what was tried, and how good the chosen file is."""

    package: ModelPackage
    found: SearchResult
    evaluation: ModelEvaluation


def quantize_package(options: QuantizeOptions, command: str, progress: Progress) -> Quantized:
    """Write a new version of a package with the file that is fastest here inside the budget.

    Raises:
        NoFloatReferenceError: the package carries no float file of ours.
        CalibrationPicturesError: the dataset has other classes than the model.
        TrainingDatasetError: the dataset cannot be used.
        ModelPackageError: the version is none, exists already or cannot be written.
        ModelError: of the search or the evaluation.
        TrainingCancelledError: somebody has cancelled; finished candidates are kept.
    """
    package = load_package(options.package)
    manifest = package.manifest
    version = _new_version(options.version, manifest.version)
    folder = options.out / manifest.model_id / version
    check_names(manifest.model_id, version)
    claim_folder(folder)
    graph = onnx.load_from_string(float_file(package))
    work = options.out / "runs" / f"quantize-{manifest.model_id}-{version}"
    dataset, test = package_pictures(options.dataset, manifest, work / _PICTURES, progress)
    found = search(graph, dataset, options.search, work / _CANDIDATES, progress)
    chosen = with_own_unit(found.chosen, dataset, progress)
    evaluation = _evaluate(
        _file(manifest, version, chosen, found), dataset, test, options, progress
    )
    origin = Origin(package, version, command, dataset)
    evidence = evidence_of(evaluation, score_validation(chosen, dataset, progress))
    written = write_package(
        folder,
        manifest_entries(origin, chosen, found, evidence),
        package_files(origin, chosen, found, evidence),
    )
    shutil.rmtree(work / _PICTURES, ignore_errors=True)
    return Quantized(written, found, evaluation)


def float_file(package: ModelPackage) -> bytes:
    """The ``fp32`` file of a package.

    Raises:
        NoFloatReferenceError: it carries none.
    """
    manifest = package.manifest
    if manifest.reference_file:
        return package.read(manifest.reference_file)
    if manifest.variant == REFERENCE_VARIANT:
        return package.read(manifest.model_file)
    raise NoFloatReferenceError(f"{package.folder} carries no fp32 file")


def _new_version(wanted: str, old: str) -> str:
    numbers = _VERSION.match(wanted or old)
    if numbers is None:
        raise ModelPackageError(f"{wanted!r} is no version", remedy="Give one such as 1.2.3.")
    if wanted:
        return wanted
    major, minor, patch = (int(number) for number in numbers.groups()[:3])
    return f"{major}.{minor}.{patch + 1}"


def package_pictures(
    source: Path, manifest: Manifest, cache: Path, progress: Progress
) -> tuple[Dataset, Sequence[Picture]]:
    """Pictures at the model's size, split as for its training, and the test pictures as they are.

    Raises:
        CalibrationPicturesError: they have other classes than the model.
        TrainingDatasetError: they cannot be used.
    """
    revision = open_dataset(source, manifest.ok_classes, progress)
    plan = split_again(revision, manifest.training, progress)
    dataset = load_dataset(revision, plan, manifest.input.size_px, cache, progress)
    classes = dataset.split.train.classes
    if classes != manifest.classes:
        raise CalibrationPicturesError(
            f"the dataset has the classes {', '.join(classes)}, "
            f"the model {', '.join(manifest.classes)}"
        )
    return dataset, revision_pictures(revision, plan.parts["test"])


def _file(manifest: Manifest, version: str, chosen: Variant, found: SearchResult) -> ModelFile:
    return ModelFile(
        name=f"{manifest.model_id}/{version}",
        variant=chosen.name,
        architecture=manifest.architecture,
        model=chosen.model,
        twin=None if chosen.name == REFERENCE_VARIANT else found.variants[0].model,
        classes=manifest.classes,
        ok_classes=manifest.ok_classes,
        limits=chosen.limits,
        temperature=manifest.training.metrics.get("temperature"),
    )


def _evaluate(
    file: ModelFile,
    dataset: Dataset,
    test: Sequence[Picture],
    options: QuantizeOptions,
    progress: Progress,
) -> ModelEvaluation:
    old = load_package(options.package).manifest.evaluation
    asked = EvaluationOptions(
        dataset=dataset.description,
        dataset_revision=dataset.revision,
        robustness=options.robustness,
        shortcut_auc=None if old is None else old.shortcut_auc,
        provider=options.search.provider,
    )
    return evaluate_file(file, test, asked, progress)
