"""Several pictures in one run, as a GPU likes them: FP32, FP16 and INT8 files on one provider."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from inspector import clock
from inspector.bench.model.figures import ModelFigure, failed_figure
from inspector.bench.model.remarks import origin_of_weights

if TYPE_CHECKING:
    import onnx
    from numpy.typing import NDArray
    from torch import nn

    from inspector.bench.model.options import ModelBenchOptions
    from inspector.inference.providers import Provider
    from inspector.training.datasets.dataset import Dataset
    from inspector.training.progress import Progress

_WARM_UPS = 5
_FEWEST_RUNS = 10
_SILENT = 4


def measure_batches(
    name: str,
    network: nn.Module,
    dataset: Dataset,
    provider: Provider,
    batch: int,
    options: ModelBenchOptions,
    progress: Progress,
) -> Iterator[ModelFigure]:
    """One figure for each kind of file; one that the provider refuses says why."""
    from inspector.domain.errors.quantization import CandidateFailedError
    from inspector.training.quantization.trial import batched_graph

    progress.begin(f"{name} {provider} batch {batch}", len(_KINDS))
    graph = batched_graph(network, options.size_px, batch)
    images = _images(dataset, batch)
    weights = origin_of_weights(name, options.weights)
    reference: tuple[int, float] | None = None
    for kind, make in _KINDS.items():
        try:
            model = make(graph, dataset, batch)
            times, ran_on = _times_ms(model, images, provider, options)
        except CandidateFailedError as error:
            yield failed_figure(name, kind, weights, options.size_px, batch, error.detail)
            progress.advance(f"{kind}: {error.detail}")
            continue
        p50, p99 = (float(value) for value in np.percentile(times, [50, 99]))
        reference = reference or (len(model), p50)
        yield ModelFigure(
            architecture=name,
            variant=kind,
            provider=ran_on,
            size_px=options.size_px,
            batch=batch,
            weights=weights,
            size_bytes=len(model),
            size_of_fp32=len(model) / reference[0],
            p50_ms=p50,
            p99_ms=p99,
            images_per_s=1e3 * batch / p50,
            work_ms=None,
            speed_up=reference[1] / p50,
        )
        progress.advance(f"{kind} {1e3 * batch / p50:.0f} images/s")


def _float32(graph: onnx.ModelProto, _dataset: Dataset, _batch: int) -> bytes:
    content: bytes = graph.SerializeToString()
    return content


def _float16(graph: onnx.ModelProto, dataset: Dataset, batch: int) -> bytes:
    return _made(graph, dataset, batch, "fp16")


def _int8(graph: onnx.ModelProto, dataset: Dataset, batch: int) -> bytes:
    return _made(graph, dataset, batch, "")


def _made(graph: onnx.ModelProto, dataset: Dataset, batch: int, name: str) -> bytes:
    """The recipe of this name, or the first static one that suits the network."""
    from inspector.training.progress import Silence
    from inspector.training.quantization.maker import Maker
    from inspector.training.quantization.recipes import Technique, suitable_recipes

    train = dataset.split.train
    maker = Maker(graph, train.images.shape[1], train.take(range(8)), 1, Silence(), batch=batch)
    recipe = next(
        recipe
        for recipe in suitable_recipes(maker.body)
        if recipe.name == name or (not name and recipe.technique is Technique.STATIC)
    )
    return maker.make(recipe)


_KINDS: dict[str, Callable[[onnx.ModelProto, Dataset, int], bytes]] = {
    "fp32": _float32,
    "fp16": _float16,
    "int8": _int8,
}


def _images(dataset: Dataset, batch: int) -> NDArray[np.uint8]:
    images = dataset.split.test.images
    return np.ascontiguousarray(images[np.arange(batch) % len(images)])


def _times_ms(
    model: bytes, images: NDArray[np.uint8], provider: Provider, options: ModelBenchOptions
) -> tuple[list[float], str]:
    """Times of whole runs, and the provider that really ran them.

    Raises:
        CandidateFailedError: the provider refuses the file.
    """
    from inspector.training.quantization.runtime import open_session, run_session

    session = open_session(model, provider, options.threads)
    for _ in range(_WARM_UPS):
        run_session(session, images)
    times: list[float] = []
    begin = clock.monotonic_ns()
    while len(times) < _FEWEST_RUNS or clock.monotonic_ns() - begin < 1e9 * options.seconds:
        started = clock.monotonic_ns()
        run_session(session, images)
        times.append((clock.monotonic_ns() - started) / 1e6)
    return times, str(session.get_providers()[0])
