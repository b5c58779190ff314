"""How much of the bare model's speed is left on the whole line, and what the line adds in time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from inspector.clock import monotonic_ns
from inspector.demo.demo import Demo
from inspector.demo.layout import DEFAULT_MODEL, DemoOptions
from inspector.demo.report import Run, disagreements, document
from inspector.domain.errors.state import LineUnreconciledError
from inspector.inference.classifier import OnnxClassifier
from inspector.inference.package import load_package
from inspector.paths import DataFolder
from inspector.resources import bundled
from inspector.sim.part_source import GeneratedParts, RepeatedParts

if TYPE_CHECKING:
    from inspector.domain.frame import Image

_IMAGES = 64
_SEED = 1
_IN_FLIGHT = 4
_SATURATING_RATE_PER_MIN = 30_000
_PACED_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class LineBenchOptions:
    """``parts`` is the length of each of the two runs; ``bare_s`` of each bare measurement."""

    parts: int = 1500
    bare_s: float = 4.0
    model: str = DEFAULT_MODEL


def measure_line(options: LineBenchOptions, folder: Path) -> dict[str, Any]:
    """Measure bare model, saturated line, bare model again and paced line, in this order.

    The bare figure is the mean of the measurements before and after, so that a drift of the
    machine's speed meets both sides. Throughput is taken with the belt waiting for verdicts,
    overhead at 60 % of that rate with the belt moving steadily.

    Raises:
        LineUnreconciledError: a run did not account for every part, so its figures mean nothing.
    """
    first = _bare_per_s(options)
    saturated = saturated_line(options.parts, options.model)
    full = _run(saturated, folder / "saturated")
    line_per_s = full.rows.parts_per_s
    second = _bare_per_s(options)
    paced_rate = _PACED_SHARE * line_per_s * 60
    paced = _run(replace(saturated, rate_per_min=paced_rate, in_flight_max=0), folder / "paced")
    overhead = document(paced)["latency_ms"]["overhead"]
    bare_per_s = (first + second) / 2
    return {
        "bare_ort_per_s": round(bare_per_s, 1),
        "line_per_s": round(line_per_s, 1),
        "ratio": round(line_per_s / bare_per_s, 3),
        "overhead_ms": {"p50": overhead["p50"], "p99": overhead["p99"]},
        "gate_write_ms": {name: round(ms, 3) for name, ms in full.line["exchange_ms"].items()},
        "paced_per_s": round(paced_rate / 60, 1),
        "parts": options.parts,
        "model": document(full)["model"],
    }


def saturated_line(parts: int, model: str = DEFAULT_MODEL) -> DemoOptions:
    """A line that feeds parts as fast as they are inspected; 0 parts for no end."""
    return DemoOptions(
        parts=parts,
        rate_per_min=_SATURATING_RATE_PER_MIN,
        model=model,
        in_flight_max=_IN_FLIGHT,
        repeat=_IMAGES,
        seed=_SEED,
    )


def _bare_per_s(options: LineBenchOptions) -> float:
    """Images per second of the model alone: one thread, one image at a time."""
    folder = bundled("models") / options.model
    package = load_package(folder if folder.is_dir() else Path(options.model))
    classifier = OnnxClassifier(package, provider="auto", threads=1)
    classifier.warm_up()
    source = RepeatedParts(GeneratedParts(_SEED), _IMAGES)
    images = [_as_bytes(source.part(number).image) for number in range(_IMAGES)]
    count, begun = 0, monotonic_ns()
    while monotonic_ns() - begun < options.bare_s * 1e9:
        for image in images:
            classifier.classify(image)
        count += len(images)
    return count / ((monotonic_ns() - begun) / 1e9)


def _as_bytes(image: Image | None) -> NDArray[np.uint8]:
    return np.asarray(image, dtype=np.uint8)


def _run(options: DemoOptions, folder: Path) -> Run:
    run = Demo(options, DataFolder(folder)).run(lambda _: True, with_app=False)
    faults = disagreements(run)
    if faults:
        raise LineUnreconciledError("; ".join(faults))
    return run
