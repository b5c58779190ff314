"""What was measured on one file, and which file is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspector.domain.recipe import DecisionLimits
from inspector.training.evaluation.quality import Quality
from inspector.training.quantization.recipes import REFERENCE_VARIANT

__all__ = ["REFERENCE_VARIANT", "Variant", "choose_variant"]

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
