"""What was measured on one file, and which file is chosen."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.domain.recipe import DecisionLimits
from inspector.training.evaluation.quality import Quality
from inspector.training.quantization.recipes import REFERENCE_VARIANT

if TYPE_CHECKING:
    import onnx

    from inspector.training.datasets.dataset import Dataset

__all__ = [
    "ACCURACY_BUDGET",
    "REFERENCE_VARIANT",
    "Variant",
    "build_variants",
    "choose_variant",
]

ACCURACY_BUDGET = 0.005
LEAST_GAIN = 1.05
"""A file that is faster by less is not worth the risk: a measurement is not more precise."""
_AS_FAST = 1.1


@dataclass(frozen=True, slots=True)
class Variant:
    """One ONNX file and what was measured on it.

    Attributes:
        name: ``fp32`` or the name of a recipe.
        model: The serialized graph.
        limits: Chosen on its scores of the validation split.
        quality: On the test split, with these limits.
        flips: Pictures on which its verdict differs from that of ``fp32``.
        p50_ms: Median time of one picture.
        p99_ms: 99th percentile of the same.
        provider: The ONNX Runtime name of what ran it.
        refused: Why it is not eligible; empty for one that is.
        compared: Pictures on which verdicts were compared: validation and test together.
        work_ms: Processor time of one picture; 0 where it was not measured.
    """

    name: str
    model: bytes
    limits: DecisionLimits
    quality: Quality
    flips: int
    p50_ms: float
    p99_ms: float
    provider: str = "CPUExecutionProvider"
    refused: str = ""
    compared: int = 0
    work_ms: float = 0.0

    @property
    def speed_ms(self) -> float:
        """What speed is judged by: processor time, or the median where none was measured."""
        return self.work_ms or self.p50_ms

    @property
    def size_bytes(self) -> int:
        """Of the file."""
        return len(self.model)


def choose_variant(variants: Sequence[Variant]) -> Variant:
    """The fastest that was not refused; ``fp32``, which stands first, never is.

    Quantized files that are equally fast, to the precision of a measurement, differ by accuracy,
    then by flips, then by size. One that is not 5 % faster than ``fp32`` is not chosen for speed.
    """
    reference = variants[0]
    fit = [variant for variant in variants[1:] if not variant.refused]
    faster = [variant for variant in fit if LEAST_GAIN * variant.speed_ms < reference.speed_ms]
    if not faster:
        return reference
    least_ms = min(variant.speed_ms for variant in faster)
    as_fast = [variant for variant in faster if variant.speed_ms <= _AS_FAST * least_ms]
    return max(as_fast, key=_worth)


def _worth(variant: Variant) -> tuple[float, int, int]:
    return variant.quality.accuracy, -variant.flips, -variant.size_bytes


def build_variants(
    core: onnx.ModelProto, dataset: Dataset, temperature: float, tell: Callable[[str], None]
) -> list[Variant]:
    """Every candidate of a core with the default budget; ``fp32`` stands first."""
    from inspector.training.export.graph import complete_graph
    from inspector.training.quantization.search import SearchOptions, search

    size_px = dataset.split.train.images.shape[1]
    graph = complete_graph(core, size_px, temperature)
    with tempfile.TemporaryDirectory() as folder:
        found = search(graph, dataset, SearchOptions(), Path(folder), _Told(tell))
    return list(found.variants)


class _Told:
    """Progress as remarks: the name of each step."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self.tell = tell

    def begin(self, step: str, total: int) -> None:
        """As :class:`inspector.training.progress.Progress` says."""
        self.tell(f"{step}: {total}")

    def advance(self, detail: str = "") -> None:
        """As :class:`inspector.training.progress.Progress` says."""
