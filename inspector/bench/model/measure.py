"""Search every architecture for its fastest file, and keep what was measured on the way."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from inspector.bench.model.figures import NO_ACCURACY, ModelBench, ModelFigure
from inspector.bench.model.machine import processor_name

if TYPE_CHECKING:
    from inspector.inference.providers import Provider, ProviderChoice
    from inspector.training.datasets.dataset import Dataset
    from inspector.training.progress import Progress
    from inspector.training.quantization.search import SearchResult

GPU_BATCHES = (1, 8, 32)
_TRIAL_PICTURES = 24
_SPLIT_SEED = 1


@dataclass(frozen=True, slots=True)
class ModelBenchOptions:
    """What to measure.

    Attributes:
        architectures: Names of the table of architectures.
        size_px: Side of the input.
        seconds: Of timing, for each architecture and each batch on each provider.
        provider: ``auto`` measures all that load.
        threads: Of one inference on the CPU.
        batches: Pictures in one run; empty takes 1 on a CPU and 1, 8 and 32 on a GPU.
        dataset: Class folders to measure accuracy on; ``None`` for generated parts.
        good: Names of its good classes.
        weights: ``imagenet``, a file, or a folder of files that are named as torchvision names
            them; ``None`` for random weights.
    """

    architectures: Sequence[str]
    size_px: int = 224
    seconds: float = 5.0
    provider: ProviderChoice = "auto"
    threads: int = 1
    batches: Sequence[int] = ()
    dataset: Path | None = None
    good: Sequence[str] = ()
    weights: str | None = None


def measure_models(options: ModelBenchOptions, progress: Progress) -> ModelBench:
    """Measure one architecture after the other, each file in turns with its siblings.

    Raises:
        ProviderUnavailableError: the provider asked for does not load here.
        TrainingDatasetError: the pictures or weights cannot be used.
        InputSizeError: an architecture cannot take pictures of this size.
        TrainingCancelledError: somebody has cancelled.
    """
    from inspector.inference.providers import resolve_providers

    providers = resolve_providers(options.provider)
    if options.provider not in ("auto", "cpu"):
        providers = providers[:1]
    dataset = _dataset(options, progress)
    figures = [
        figure
        for architecture in options.architectures
        for figure in _architecture(architecture, options, providers, dataset, progress)
    ]
    return ModelBench(
        machine=processor_name(),
        threads=options.threads,
        pictures=f"{options.size_px} x {options.size_px} px of {dataset.description}",
        remarks=tuple(_remarks(options, providers)),
        figures=tuple(figures),
    )


def _architecture(
    name: str,
    options: ModelBenchOptions,
    providers: Sequence[Provider],
    dataset: Dataset,
    progress: Progress,
) -> Iterator[ModelFigure]:
    from inspector.bench.model.batches import measure_batches
    from inspector.training.quantization.budget import Budget
    from inspector.training.quantization.search import SearchOptions, search
    from inspector.training.quantization.trial import trial_graph, trial_network

    labelled = options.dataset is not None
    progress.tell(f"{name}: building")
    network = trial_network(name, weights_for(name, options.weights), dataset, with_head=labelled)
    if "cpu" in providers and 1 in (options.batches or (1,)):
        graph = trial_graph(network, dataset, calibrated=labelled)
        choices = SearchOptions(
            budget=Budget() if labelled else Budget(float("inf"), 100.0),
            threads=options.threads,
            latency_seconds=options.seconds,
            mixed=labelled,
        )
        with tempfile.TemporaryDirectory(prefix="inspector-bench-") as folder:
            found = search(graph, dataset, choices, Path(folder), progress)
        yield from search_figures(name, options.size_px, found, labelled=labelled)
    for provider in providers:
        batches = options.batches or (GPU_BATCHES if provider != "cpu" else ())
        for batch in batches:
            if (provider, batch) != ("cpu", 1):
                yield from measure_batches(
                    name, network, dataset, provider, batch, options, progress
                )


def weights_for(architecture: str, weights: str | None) -> str | None:
    """The weights of one architecture; of a folder the file such as ``resnet18-f37072fd.pth``."""
    if weights is None or not Path(weights).is_dir():
        return weights
    found = sorted(Path(weights).glob(f"{architecture}-*.pth"))
    return str(found[0]) if found else None


def search_figures(
    name: str, size_px: int, found: SearchResult, *, labelled: bool
) -> Iterator[ModelFigure]:
    """The variants of a search, and what failed."""
    reference = found.variants[0]
    for variant in found.variants:
        yield ModelFigure(
            architecture=name,
            variant=variant.name,
            provider=variant.provider,
            size_px=size_px,
            batch=1,
            size_bytes=variant.size_bytes,
            size_of_fp32=variant.size_bytes / reference.size_bytes,
            p50_ms=variant.p50_ms,
            p99_ms=variant.p99_ms,
            images_per_s=1e3 / variant.p50_ms,
            work_ms=variant.work_ms or None,
            speed_up=reference.speed_ms / variant.speed_ms,
            accuracy=variant.quality.accuracy if labelled else None,
            flips=variant.flips if labelled else None,
            compared=variant.compared if labelled else None,
            chosen=variant is found.chosen,
            refused=variant.refused,
        )
    for failed in found.failed:
        yield failed_figure(name, failed.name, size_px, 1, failed.reason)


def failed_figure(name: str, variant: str, size_px: int, batch: int, reason: str) -> ModelFigure:
    """A file that could not be made or run."""
    return ModelFigure(
        name, variant, "", size_px, batch, 0, 0.0, None, None, None, None, None, refused=reason
    )


def _dataset(options: ModelBenchOptions, progress: Progress) -> Dataset:
    from inspector.training.datasets.dataset import folder_dataset
    from inspector.training.quantization.trial import trial_dataset

    if options.dataset is None:
        return trial_dataset(options.size_px, _TRIAL_PICTURES)
    return folder_dataset(
        options.dataset, options.good, options.size_px, _SPLIT_SEED, progress.tell
    )


def _remarks(options: ModelBenchOptions, providers: Sequence[Provider]) -> Iterator[str]:
    if options.dataset is None:
        yield NO_ACCURACY
    else:
        yield "accuracy is that of a linear head, fitted on the frozen features of each network"
        random = [
            name for name in options.architectures if weights_for(name, options.weights) is None
        ]
        if random:
            yield f"random weights, whose features say little: {', '.join(random)}"
    if busy := _business():
        yield busy
    for provider in ("tensorrt", "cuda"):
        if options.provider == "auto" and provider not in providers:
            yield f"{provider}: its libraries do not load here, or there is no NVIDIA GPU"


def _business() -> str:
    """A warning when other programs want more processors than there are."""
    cores = os.cpu_count() or 1
    waiting = psutil.getloadavg()[0]
    if waiting <= cores + 0.5:
        return ""
    return f"load {waiting:.1f} on {cores} cores: believe the ratios, not the milliseconds"
