"""Teach a finished package a few new pictures: its backbone stays, its head is learned anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import onnx
from numpy.typing import NDArray

from inspector.clock import monotonic_ns
from inspector.inference.package import ModelPackage, load_package
from inspector.training.adapter.assemble import assemble_package
from inspector.training.adapter.base import BasePictures, load_base
from inspector.training.adapter.graft import graft
from inspector.training.adapter.learning import Learned, learn, read_new_features
from inspector.training.adapter.measure import (
    Judge,
    compare_golden,
    compare_old,
    recognise_held_out,
)
from inspector.training.adapter.pictures import NewPictures, read_new_pictures
from inspector.training.adapter.place import HeadPlace, find_head
from inspector.training.adapter.rehearsal import (
    Rehearsal,
    rehearse_golden,
    rehearse_pictures,
    rehearse_statistics,
)
from inspector.training.adapter.values import Adapted, AdaptOptions, Findings, next_version
from inspector.training.export.calibration import calibrate_unit, unit_pictures
from inspector.training.export.features import FeatureReader
from inspector.training.export.names import FEATURES
from inspector.training.export.novelty import read_statistics
from inspector.training.export.statistics import FeatureStatistics
from inspector.training.progress import Progress
from inspector.training.release.package_writer import check_names, claim_folder


@dataclass(frozen=True, slots=True)
class _File:
    """One model file of the package, and where its head is."""

    name: str
    model: onnx.ModelProto
    place: HeadPlace


def adapt_package(options: AdaptOptions, command: str, progress: Progress) -> Adapted:
    """Learn the new pictures on features of the package's own file, and write a new package.

    Args:
        options: What to learn and from what.
        command: The command line, for the manifest and the card.
        progress: Told how far it is.

    Raises:
        AdapterPicturesError: the new pictures cannot be used.
        AdapterClassesError: their classes do not fit.
        BackboneUnsuitableError: the end of the package's graph is not understood.
        TrainingDatasetError: the base dataset cannot be used.
        ModelError: the package is damaged, or the new version exists already.
        TrainingCancelledError: somebody cancelled; nothing was written.
    """
    seconds: dict[str, float] = {}
    parent = load_package(options.package)
    manifest = parent.manifest
    version = options.version or next_version(manifest.version)
    folder = options.out / manifest.model_id / version
    check_names(manifest.model_id, version)
    claim_folder(folder)
    with _timed(seconds, "pictures"):
        files = _files(parent)
        new = read_new_pictures(options.pictures, manifest, options.good, options.seed, progress)
        base = None if options.dataset is None else load_base(options.dataset, manifest, progress)
    with _timed(seconds, "features"):
        reader = FeatureReader(files[0].model, files[0].place.features)
        rehearsal = _rehearse(reader, files[0], parent, base, options.seed, progress)
        features = read_new_features(reader, new, options.seed, progress)
    with _timed(seconds, "fit"):
        start = files[0].place.head
        learned = learn(start, features, rehearsal, new, parent.limits, options.seed, progress)
    with _timed(seconds, "graft"):
        statistics = rehearsal.statistics
        if statistics is not None:
            statistics = statistics.extended(features.plain, features.labels, len(new.classes))
        good = None if base is None else unit_pictures(base.validation, manifest.ok_classes)
        grown = [_grown(file, learned, statistics, good, progress) for file in files]
    with _timed(seconds, "measure"):
        findings = _measured(
            parent, files[0], grown[0], new, rehearsal, learned, base, seconds, progress
        )
    models = {file.name: model for file, model in zip(files, grown, strict=True)}
    package = assemble_package(
        folder, version, parent, models, findings, command, options.seed, progress
    )
    return Adapted(parent, package, findings)


@contextmanager
def _timed(seconds: dict[str, float], step: str) -> Iterator[None]:
    begin = monotonic_ns()
    yield
    seconds[step] = (monotonic_ns() - begin) / 1e9


def _files(package: ModelPackage) -> list[_File]:
    """The file that runs first, then its FP32 twin."""
    manifest = package.manifest
    names = dict.fromkeys(name for name in (manifest.model_file, manifest.reference_file) if name)
    found = []
    for name in names:
        model = onnx.load_from_string(package.read(name))
        found.append(_File(name, model, find_head(model, len(manifest.classes))))
    return found


def _rehearse(
    reader: FeatureReader,
    file: _File,
    package: ModelPackage,
    base: BasePictures | None,
    seed: int,
    progress: Progress,
) -> Rehearsal:
    """From the best source there is."""
    statistics = read_statistics(file.model.graph)
    if base is not None:
        return rehearse_pictures(reader, base, statistics, progress)
    if statistics is not None:
        return rehearse_statistics(statistics, seed)
    progress.tell(
        "the package knows nothing of its training pictures, so the old classes are rehearsed "
        "from its golden pictures alone; name the base dataset with --dataset for a better model"
    )
    return rehearse_golden(reader, package, seed, progress)


def _grown(
    file: _File,
    learned: Learned,
    statistics: FeatureStatistics | None,
    good: NDArray[np.uint8] | None,
    progress: Progress,
) -> onnx.ModelProto:
    model = graft(file.model, file.place, learned.head, learned.temperature, statistics)
    if good is not None and statistics is not None:
        calibrate_unit(model, good, progress)
    return model


def _measured(
    parent: ModelPackage,
    file: _File,
    model: onnx.ModelProto,
    new: NewPictures,
    rehearsal: Rehearsal,
    learned: Learned,
    base: BasePictures | None,
    seconds: dict[str, float],
    progress: Progress,
) -> Findings:
    manifest = parent.manifest
    before = Judge(
        file.model, file.place.features, manifest.classes, manifest.ok_classes, parent.limits
    )
    after = Judge(model, FEATURES, new.classes, new.ok_classes, learned.limits)
    return Findings(
        pictures=new,
        rehearsal=rehearsal,
        learned=learned,
        base=base,
        old=None if base is None else compare_old(before, after, base.test, progress),
        held_out=recognise_held_out(after, new, progress),
        golden=compare_golden(parent, before, after, progress),
        seconds=seconds,
    )
