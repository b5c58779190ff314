"""Search every architecture for its fastest file, and keep what was measured on the way."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.bench.model.batches import measure_batches
from inspector.bench.model.figures import ModelBench, ModelFigure, search_figures
from inspector.bench.model.machine import processor_name
from inspector.bench.model.options import ModelBenchOptions
from inspector.bench.model.package import measure_package
from inspector.bench.model.remarks import architecture_remarks, origin_of_weights, weights_for
from inspector.domain.errors.training import TrainingCancelledError

if TYPE_CHECKING:
    from inspector.inference.providers import Provider
    from inspector.training.datasets.dataset import Dataset
    from inspector.training.progress import Progress

GPU_BATCHES = (1, 8, 32)
_TRIAL_PICTURES = 24
_SPLIT_SEED = 1


def measure_models(options: ModelBenchOptions, progress: Progress) -> ModelBench:
    """Measure one architecture after the other, each file in turns with its siblings.

    Raises:
        ProviderUnavailableError: the provider asked for does not load here.
        TrainingDatasetError: the pictures or weights cannot be used.
        CalibrationPicturesError: a package without pictures, or with those of other classes.
        NoFloatReferenceError: the package carries no float file.
        InputSizeError: an architecture cannot take pictures of this size.
        TrainingCancelledError: somebody has cancelled before the first architecture was measured.
    """
    from inspector.inference.providers import resolve_providers

    providers = resolve_providers(options.provider)
    if options.provider not in ("auto", "cpu"):
        providers = providers[:1]
    with tempfile.TemporaryDirectory(prefix="inspector-bench-") as folder:
        if options.package is not None:
            return measure_package(options.package, options, providers, Path(folder), progress)
        dataset = _dataset(options, Path(folder), progress)
        figures, missing = _architectures(options, providers, dataset, progress)
    return ModelBench(
        machine=processor_name(),
        threads=options.threads,
        pictures=f"{options.size_px} x {options.size_px} px of {dataset.description}",
        remarks=(*missing, *architecture_remarks(options, providers)),
        figures=tuple(figures),
    )


def _architectures(
    options: ModelBenchOptions,
    providers: Sequence[Provider],
    dataset: Dataset,
    progress: Progress,
) -> tuple[list[ModelFigure], list[str]]:
    """All figures, or those of the architectures before the cancelled one and which are missing."""
    figures: list[ModelFigure] = []
    for place, architecture in enumerate(options.architectures):
        try:
            figures += [*_architecture(architecture, options, providers, dataset, progress)]
        except TrainingCancelledError:
            if not place:
                raise
            return figures, [f"cancelled before: {', '.join(options.architectures[place:])}"]
    return figures, []


def _architecture(
    name: str,
    options: ModelBenchOptions,
    providers: Sequence[Provider],
    dataset: Dataset,
    progress: Progress,
) -> Iterator[ModelFigure]:
    from inspector.training.quantization.budget import Budget
    from inspector.training.quantization.search import SearchOptions, search
    from inspector.training.quantization.trial import trial_graph, trial_network

    labelled = options.dataset is not None
    weights = weights_for(name, options.weights)
    judged = labelled and weights is not None
    progress.tell(f"{name}: building")
    network = trial_network(name, weights, dataset, with_head=labelled)
    if "cpu" in providers and 1 in (options.batches or (1,)):
        graph = trial_graph(network, dataset, calibrated=labelled)
        choices = SearchOptions(
            budget=Budget() if judged else Budget(float("inf"), 100.0),
            threads=options.threads,
            latency_seconds=options.seconds,
            mixed=judged,
        )
        with tempfile.TemporaryDirectory(prefix="inspector-bench-") as folder:
            found = search(graph, dataset, choices, Path(folder), progress)
        origin = origin_of_weights(name, options.weights)
        yield from search_figures(name, origin, options.size_px, found, labelled=labelled)
    for provider in providers:
        batches = options.batches or (GPU_BATCHES if provider != "cpu" else ())
        for batch in batches:
            if (provider, batch) != ("cpu", 1):
                yield from measure_batches(
                    name, network, dataset, provider, batch, options, progress
                )


def _dataset(options: ModelBenchOptions, cache: Path, progress: Progress) -> Dataset:
    from inspector.training.datasets.loading import load_dataset
    from inspector.training.datasets.revision import open_dataset
    from inspector.training.datasets.splitting import split_revision
    from inspector.training.quantization.trial import trial_dataset

    if options.dataset is None:
        return trial_dataset(options.size_px, _TRIAL_PICTURES)
    revision = open_dataset(options.dataset, options.good, progress)
    plan = split_revision(revision, _SPLIT_SEED, progress=progress)
    return load_dataset(revision, plan, options.size_px, cache, progress)
