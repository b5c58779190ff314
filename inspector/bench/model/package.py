"""The candidates of a trained package."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.bench.model.figures import TRAINED, ModelBench, ModelFigure, search_figures
from inspector.bench.model.machine import processor_name
from inspector.bench.model.options import ModelBenchOptions
from inspector.bench.model.remarks import machine_remarks
from inspector.domain.errors.quantization import CalibrationPicturesError

if TYPE_CHECKING:
    from inspector.inference.providers import Provider
    from inspector.training.progress import Progress


def measure_package(
    folder: Path,
    options: ModelBenchOptions,
    providers: Sequence[Provider],
    cache: Path,
    progress: Progress,
) -> ModelBench:
    """Search on each provider from the package's float file.

    Raises:
        CalibrationPicturesError: there are no pictures, or they have other classes.
        NoFloatReferenceError: the package carries no float file.
        TrainingCancelledError: from ``progress``.
    """
    import onnx

    from inspector.inference.package import load_package
    from inspector.training.quantization.search import SearchOptions, search
    from inspector.training.release.repackage import float_file, package_pictures

    if options.dataset is None:
        raise CalibrationPicturesError("the accuracy of a package needs pictures")
    package = load_package(folder)
    manifest = package.manifest
    dataset, _ = package_pictures(options.dataset, manifest, cache / "pictures", progress)
    graph = onnx.load_from_string(float_file(package))
    figures: list[ModelFigure] = []
    for provider in providers:
        choices = SearchOptions(
            provider=provider, threads=options.threads, latency_seconds=options.seconds
        )
        found = search(graph, dataset, choices, cache / provider, progress)
        size_px = manifest.input.size_px
        figures.extend(search_figures(package.name, TRAINED, size_px, found, labelled=True))
    return ModelBench(
        machine=processor_name(),
        threads=options.threads,
        pictures=f"{manifest.input.size_px} px of {dataset.description}",
        remarks=tuple(machine_remarks(options, providers)),
        figures=tuple(figures),
    )
