"""What the activations of a float body look like, in memory that does not grow with pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from inspector.domain.errors.quantization import CalibrationPicturesError
from inspector.training.datasets.samples import Samples
from inspector.training.progress import Progress
from inspector.training.quantization.body import Body
from inspector.training.quantization.ranges import BINS, Spread
from inspector.training.quantization.runtime import Probe, Tensor


@dataclass(slots=True)
class _Extremes:
    low: float = np.inf
    high: float = -np.inf

    def add(self, values: Tensor) -> None:
        self.low = min(self.low, float(values.min()))
        self.high = max(self.high, float(values.max()))


@dataclass(slots=True)
class _Histogram:
    low: float
    high: float
    counts: NDArray[np.int64] = field(default_factory=lambda: np.zeros(BINS, np.int64))

    def add(self, values: Tensor) -> None:
        width = max(self.high - self.low, 1e-12)
        bins = ((values.reshape(-1) - self.low) * (BINS / width)).astype(np.int32)
        self.counts += np.bincount(np.clip(bins, 0, BINS - 1), minlength=BINS)


def calibrate(
    body: Body, names: Sequence[str], samples: Samples, threads: int, progress: Progress
) -> dict[str, Spread]:
    """Run every picture twice: first for the extremes, then into histograms between them.

    Kept are two numbers and one histogram for each tensor, and the activations of the one picture
    in hand; ONNX Runtime's own histogram calibrators keep those of all pictures (its issues 10503
    and 21979).

    Raises:
        CalibrationPicturesError: there is no picture, or an activation is not finite.
        TrainingCancelledError: from ``progress``.
    """
    if not len(samples):
        raise CalibrationPicturesError("no picture to calibrate with")
    probe = Probe(body, names, threads)
    progress.begin("calibrate", 2 * len(samples))
    extremes = [_Extremes() for _ in names]
    _run(probe, samples.images, [each.add for each in extremes], progress)
    for name, found in zip(names, extremes, strict=True):
        if not np.isfinite([found.low, found.high]).all():
            raise CalibrationPicturesError(f"the network's tensor {name} is not finite")
    histograms = [_Histogram(found.low, found.high) for found in extremes]
    _run(probe, samples.images, [each.add for each in histograms], progress)
    return {
        name: Spread(found.low, found.high, found.counts)
        for name, found in zip(names, histograms, strict=True)
    }


def calibration_samples(samples: Samples, most: int) -> Samples:
    """At most ``most`` samples, as many of each class as of any other where there are enough."""
    if len(samples) <= most:
        return samples
    by_class = [np.flatnonzero(samples.labels == label) for label in np.unique(samples.labels)]
    chosen: list[int] = []
    for classes_left, rows in zip(
        range(len(by_class), 0, -1), sorted(by_class, key=len), strict=True
    ):
        take = min(len(rows), (most - len(chosen)) // classes_left)
        places = np.linspace(0, len(rows) - 1, take).astype(np.int64)
        chosen.extend(int(row) for row in rows[places])
    return samples.take(sorted(chosen))


def _run(
    probe: Probe,
    images: Iterable[NDArray[np.uint8]],
    takers: Sequence[Callable[[Tensor], None]],
    progress: Progress,
) -> None:
    for image in images:
        for take, values in zip(takers, probe.show(image), strict=True):
            take(values)
        progress.advance()
