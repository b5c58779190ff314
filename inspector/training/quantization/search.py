"""Make every candidate that suits a network, measure each, and say which may run and why."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import onnx

from inspector.domain.errors.model import InferenceError, ModelPackageError
from inspector.domain.errors.quantization import CandidateFailedError
from inspector.training.cores import usable_cores
from inspector.training.datasets.dataset import Dataset
from inspector.training.progress import Progress
from inspector.training.quantization.budget import Comparison, compare, refusal
from inspector.training.quantization.calibration import calibration_samples
from inspector.training.quantization.maker import Maker
from inspector.training.quantization.measure import (
    CPU_PROVIDER,
    Latency,
    Scores,
    Verdicts,
    decide_all,
    measure_latency,
    score_splits,
    score_steps,
)
from inspector.training.quantization.recipes import (
    RECIPES,
    REFERENCE_VARIANT,
    Recipe,
    Technique,
    suitable_recipes,
)
from inspector.training.quantization.search_values import (
    FailedCandidate,
    Retraining,
    SearchOptions,
    SearchResult,
)
from inspector.training.quantization.shelf import Candidate, Shelf, fingerprint
from inspector.training.quantization.variants import LEAST_GAIN, Variant, choose_variant

__all__ = ["FailedCandidate", "Retraining", "SearchOptions", "SearchResult", "search"]

_FLOAT_LAYERS = (1, 2, 4, 8)
_MIXED = "int8-mixed-{}-float"
_AWARE = "int8-aware-per-channel-minmax"
_PRUNED, _PRUNED_INT8 = "fp32-pruned-{:g}", "int8-pruned-{:g}-per-channel-minmax"
_HALF_ON_CPU = "half precision is for GPUs; a CPU computes in single precision between casts"


def search(
    graph: onnx.ModelProto,
    dataset: Dataset,
    options: SearchOptions,
    folder: Path,
    progress: Progress,
    retraining: Retraining | None = None,
) -> SearchResult:
    """Find the fastest file that judges as the float graph does.

    Finished candidates stay in ``folder`` and are not made again; times are always measured anew,
    for they belong to the machine and its load and not to the file.

    Args:
        graph: Complete and float, from raw pixels to probabilities.
        dataset: Calibration pictures come from its training split; limits from validation;
            accuracy from test; flips from both.
        options: The budget and the machine.
        folder: For finished candidates; may be shared by several searches.
        progress: Told each candidate.
        retraining: Lets the search prune, and train with rounding simulated when nothing else is
            inside the budget.

    Raises:
        NoFloatReferenceError: the graph is no float graph of ours.
        CalibrationPicturesError: there is no picture, or the network returns no finite numbers.
        UnknownCandidateError: ``options.recipes`` names one that does not exist.
        SearchFolderError: the disk takes no more.
        ModelPackageError: the float graph itself does not run.
        TrainingCancelledError: somebody has cancelled; finished candidates are kept.
    """
    return _Search(graph, dataset, options, folder, progress, retraining).run()


class _Search:
    def __init__(
        self,
        graph: onnx.ModelProto,
        dataset: Dataset,
        options: SearchOptions,
        folder: Path,
        progress: Progress,
        retraining: Retraining | None,
    ) -> None:
        self._graph, self._dataset, self._options = graph, dataset, options
        self._progress, self._retraining = progress, retraining
        self._samples = calibration_samples(dataset.split.train, options.calibration_images)
        self._maker = self._make_from(graph)
        parts = (self._samples, dataset.split.validation, dataset.split.test)
        made_of = fingerprint(graph.SerializeToString(), parts, options.provider)
        self._shelf = Shelf(folder, made_of)
        self._done: dict[str, Candidate] = {}
        self._verdicts: dict[str, Verdicts] = {}

    def run(self) -> SearchResult:
        recipes = suitable_recipes(self._maker.body, self._options.recipes)
        self._reference()
        for recipe in recipes:
            self._try(recipe.name, partial(self._maker.make, recipe))
        static = [recipe for recipe in recipes if recipe.technique is Technique.STATIC]
        if static and self._options.mixed and not self._any_integer_fits():
            self._mix(static)
        if self._retraining is not None:
            self._retrain(self._retraining, static)
        return self._conclude()

    def _reference(self) -> None:
        """The float graph; if it does not run, there is nothing to search."""
        name = REFERENCE_VARIANT
        candidate = self._shelf.found(name)
        if candidate is None:
            model = self._graph.SerializeToString()
            candidate = Candidate(name, model, self._score(name, model))
            self._shelf.keep(candidate)
        self._take(candidate)

    def _try(self, name: str, make: Callable[[], bytes]) -> None:
        candidate = self._shelf.found(name)
        if candidate is None:
            try:
                model = make()
                candidate = Candidate(name, model, self._score(name, model))
            except (CandidateFailedError, ModelPackageError, InferenceError) as error:
                candidate = Candidate(name, failure=error.detail.splitlines()[0])
            self._shelf.keep(candidate)
        self._take(candidate)

    def _take(self, candidate: Candidate) -> None:
        self._done[candidate.name] = candidate
        if candidate.scores is not None:
            self._verdicts[candidate.name] = decide_all(
                candidate.scores, self._dataset, self._options.max_escape_rate
            )
        if candidate.failure:
            self._progress.tell(f"{candidate.name} failed: {candidate.failure}")

    def _score(self, name: str, model: bytes) -> Scores:
        self._progress.begin(name, score_steps(self._dataset))
        return score_splits(model, self._dataset, self._options.provider, self._progress)

    def _mix(self, static: list[Recipe]) -> None:
        """Keep ever more of the most sensitive layers float until the budget is kept."""
        tried = [recipe for recipe in static if recipe.name in self._verdicts]
        if not tried:
            return
        best = min(tried, key=lambda recipe: self._compare(recipe.name).flips)
        for count in _FLOAT_LAYERS:
            name = _MIXED.format(count)
            self._try(name, partial(self._maker.make_mixed, best, count))
            if self._fits(name):
                return

    def _retrain(self, retraining: Retraining, static: list[Recipe]) -> None:
        if static and not self._any_integer_fits():
            recipe = _plain_static(static)
            aware = partial(retraining.quantization_aware, self._progress)
            self._try(_AWARE, lambda: self._make_from(aware()).make(recipe))
        if self._options.pruned_share:
            self._prune(retraining, self._options.pruned_share, static)

    def _prune(self, retraining: Retraining, share: float, static: list[Recipe]) -> None:
        name = _PRUNED.format(100 * share)
        self._try(name, lambda: _serialized(retraining.pruned(share, self._progress)))
        model = self._done[name].model
        if model and static:
            recipe = _plain_static(static)
            self._try(
                _PRUNED_INT8.format(100 * share),
                lambda: self._make_from(onnx.load_from_string(model)).make(recipe),
            )

    def _make_from(self, graph: onnx.ModelProto) -> Maker:
        size_px = self._dataset.split.train.images.shape[1]
        return Maker(graph, size_px, self._samples, usable_cores(), self._progress)

    def _any_integer_fits(self) -> bool:
        return any(self._fits(name) for name in self._verdicts if name.startswith("int8"))

    def _fits(self, name: str) -> bool:
        return name in self._verdicts and not self._refusal(name)

    def _refusal(self, name: str) -> str:
        own, reference = self._verdicts[name].quality, self._verdicts[REFERENCE_VARIANT].quality
        return refusal(self._options.budget, reference.accuracy, own.accuracy, self._compare(name))

    def _compare(self, name: str) -> Comparison:
        reference, own = self._verdicts[REFERENCE_VARIANT], self._verdicts[name]
        return compare(reference.evaluations, own.evaluations, own.good)

    def _conclude(self) -> SearchResult:
        names = list(self._verdicts)
        test = self._dataset.split.test
        latencies = measure_latency(
            [self._done[name].model for name in names],
            len(test.classes),
            list(test.images[: self._options.latency_rounds]),
            provider=self._options.provider,
            threads=self._options.threads,
            rounds=self._options.latency_rounds,
            seconds=self._options.latency_seconds,
            progress=self._progress,
        )
        variants = tuple(
            self._variant(name, latency, latencies[0])
            for name, latency in zip(names, latencies, strict=True)
        )
        failed = tuple(
            FailedCandidate(candidate.name, candidate.failure)
            for candidate in self._done.values()
            if candidate.failure
        )
        return SearchResult(variants, failed, choose_variant(variants))

    def _variant(self, name: str, latency: Latency, reference: Latency) -> Variant:
        verdicts, compared = self._verdicts[name], self._compare(name)
        reasons = []
        if name != REFERENCE_VARIANT:
            reasons = [self._refusal(name), _speed_refusal(name, latency, reference)]
        return Variant(
            name=name,
            model=self._done[name].model,
            limits=verdicts.limits,
            quality=verdicts.quality,
            flips=compared.flips,
            p50_ms=latency.p50_ms,
            p99_ms=latency.p99_ms,
            work_ms=latency.work_ms,
            provider=latency.provider,
            refused="; ".join(reason for reason in reasons if reason),
            compared=compared.pictures,
        )


def _speed_refusal(name: str, latency: Latency, reference: Latency) -> str:
    if latency.provider == CPU_PROVIDER and _technique(name) is Technique.HALF:
        return _HALF_ON_CPU
    if LEAST_GAIN * latency.work_ms < reference.work_ms:
        return ""
    return (
        f"not {100 * (LEAST_GAIN - 1):.0f} % faster: {latency.work_ms:.2f} ms "
        f"against {reference.work_ms:.2f} ms of fp32"
    )


def _technique(name: str) -> Technique | None:
    return next((recipe.technique for recipe in RECIPES if recipe.name == name), None)


def _serialized(graph: onnx.ModelProto) -> bytes:
    content: bytes = graph.SerializeToString()
    return content


def _plain_static(static: list[Recipe]) -> Recipe:
    """One scale for each channel and the whole range, as rounding is simulated in training."""
    return next(
        (recipe for recipe in static if recipe.per_channel and recipe.method == "minmax"), static[0]
    )
