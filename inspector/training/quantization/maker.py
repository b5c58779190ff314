"""One float graph and everything that is made of it; pictures are looked at once for all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import onnx

from inspector.training.datasets.samples import Samples
from inspector.training.progress import Progress
from inspector.training.quantization.body import Body, cut_body, put_body
from inspector.training.quantization.calibration import calibrate
from inspector.training.quantization.dynamic_int8 import quantize_dynamic
from inspector.training.quantization.half import halve
from inspector.training.quantization.hard_swish import with_integer_hard_swish
from inspector.training.quantization.plan import Plan, plan
from inspector.training.quantization.ranges import METHODS, Range, Spread
from inspector.training.quantization.recipes import Recipe, Technique
from inspector.training.quantization.runtime import simplify
from inspector.training.quantization.sensitivity import rank_layers
from inspector.training.quantization.static_int8 import quantize_static
from inspector.training.quantization.storage import store_in_bytes, store_in_halves

_SENSITIVITY_PICTURES = 8


@dataclass(slots=True)
class _Prepared:
    """A body, what shall become integers in it, and what its activations look like."""

    body: Body
    plan: Plan
    spreads: Mapping[str, Spread]
    ranges: dict[str, Mapping[str, Range]] = field(default_factory=dict)
    ranked: list[str] = field(default_factory=list)

    def ranges_by(self, method: str) -> Mapping[str, Range]:
        """The range of each tensor; found once."""
        if method not in self.ranges:
            find = METHODS[method]
            self.ranges[method] = {name: find(spread) for name, spread in self.spreads.items()}
        return self.ranges[method]


class Maker:
    """Makes the candidates of one complete float graph."""

    def __init__(
        self,
        graph: onnx.ModelProto,
        size_px: int,
        samples: Samples,
        threads: int,
        progress: Progress,
        *,
        batch: int = 1,
    ) -> None:
        """Cut and simplify the backbone; nothing is run yet.

        Args:
            graph: Complete and float.
            size_px: Side of the network's input.
            samples: To calibrate with.
            threads: Of calibration.
            progress: Told the pictures that are looked at.
            batch: Pictures in one run of the graph.

        Raises:
            NoFloatReferenceError: the graph is no float graph of ours.
        """
        self._graph, self._samples = graph, samples
        self._threads, self._progress = threads, progress
        self.body = simplify(cut_body(graph, size_px, batch=batch))
        self._prepared: dict[tuple[bool, bool], _Prepared] = {}

    def make(self, recipe: Recipe) -> bytes:
        """The complete graph that a recipe gives, serialized.

        Raises:
            CandidateFailedError: the recipe does not suit the network.
            CalibrationPicturesError: an activation is not finite.
            TrainingCancelledError: somebody has cancelled.
        """
        if recipe.technique is Technique.HALF:
            return self._finish(halve(self.body))
        if recipe.technique is Technique.DYNAMIC:
            return self._stored(recipe, quantize_dynamic(self.body))
        prepared = self._prepare(recipe)
        return self._static(recipe, prepared, prepared.plan)

    def make_mixed(self, recipe: Recipe, float_layers: int) -> bytes:
        """A static recipe that leaves the most sensitive layers float.

        Raises:
            CandidateFailedError: the runtime refuses what was made.
            TrainingCancelledError: somebody has cancelled.
        """
        prepared = self._prepare(recipe)
        if not prepared.ranked:
            rows = np.linspace(0, len(self._samples) - 1, _SENSITIVITY_PICTURES).astype(np.int64)
            prepared.ranked = rank_layers(
                prepared.body,
                prepared.plan,
                prepared.ranges_by(recipe.method),
                self._samples.take(np.unique(rows)),
                linear_only=recipe.linear_only,
                per_channel=recipe.per_channel,
                threads=self._threads,
                progress=self._progress,
            )
        skip = prepared.ranked[:float_layers]
        own = plan(prepared.body, linear_only=recipe.linear_only, skip=skip)
        return self._static(recipe, prepared, own)

    def _prepare(self, recipe: Recipe) -> _Prepared:
        key = (recipe.integer_hard_swish, recipe.linear_only)
        if key not in self._prepared:
            body = self.body
            if recipe.integer_hard_swish:
                body = simplify(with_integer_hard_swish(body))
            own = plan(body, linear_only=recipe.linear_only)
            spreads = calibrate(body, own.tensors, self._samples, self._threads, self._progress)
            self._prepared[key] = _Prepared(body, own, spreads)
        return self._prepared[key]

    def _static(self, recipe: Recipe, prepared: _Prepared, own: Plan) -> bytes:
        ranges = prepared.ranges_by(recipe.method)
        model = quantize_static(prepared.body, own, ranges, per_channel=recipe.per_channel)
        return self._stored(recipe, model)

    def _stored(self, recipe: Recipe, model: onnx.ModelProto) -> bytes:
        if recipe.linear_only:
            store_in_bytes(model)
        store_in_halves(model)
        return self._finish(model)

    def _finish(self, body: onnx.ModelProto) -> bytes:
        return put_body(self._graph, body, begin=self.body.begin, end=self.body.end)
