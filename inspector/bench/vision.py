"""What decoding a camera's pixels and each preprocessing operation cost on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import product
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

import cv2
import numpy as np

from inspector import clock
from inspector.vision.flat_field import flat_field
from inspector.vision.operation import ImageFunction, Operation
from inspector.vision.operations import OPERATIONS
from inspector.vision.pfnc import FORMATS as PIXEL_FORMATS
from inspector.vision.pfnc import decode, payload_bytes

if TYPE_CHECKING:
    from inspector.domain.frame import Image

SIZES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"224x224": (224, 224), "640x480": (480, 640), "2448x2048": (2048, 2448)}
)
FORMATS = ("Mono8", "Mono16", "BGR8")
DECODE = "decode"
DECODED_SIZE = "2448x2048"
DECODED_FORMATS = tuple(
    each.name
    for each in PIXEL_FORMATS
    if each.name.startswith(("Mono", "BayerRG"))
    or each.name in ("RGB8", "BGR8", "RGB12", "RGB12p", "RGBa8", "YCbCr8", "YUV422_8")
)
"""Those whose cost differs; the other colour orders cost the same."""
_BUDGET_NS = 500_000_000


@dataclass(frozen=True, slots=True)
class VisionCost:
    """The cost of one operation with its default parameters on one kind of image.

    Attributes:
        operation: Name in the recipe, or ``decode``.
        size: Width and height of the image in pixels.
        pixel_format: PFNC name.
        runs: How often it was measured.
        p50_us: Median duration in microseconds.
        p99_us: 99th percentile; the slowest run when there are fewer than 100.
    """

    operation: str
    size: str
    pixel_format: str
    runs: int
    p50_us: float
    p99_us: float


def measure_vision(
    *,
    operations: Sequence[str] = tuple(OPERATIONS),
    sizes: Sequence[str] = tuple(SIZES),
    formats: Sequence[str] = FORMATS,
    decoded_formats: Sequence[str] = DECODED_FORMATS,
    repeats: int = 200,
    threads: int = 1,
) -> Iterator[VisionCost]:
    """Measure one operation after the other; a slow one is repeated less often.

    Args:
        operations: Names of the operation table.
        sizes: Keys of :data:`SIZES`.
        formats: Members of :data:`FORMATS`.
        decoded_formats: PFNC names to decode, at 5 megapixels.
        repeats: Runs of each; no more begin once half a second went to a row.
        threads: Threads that OpenCV may use; the former number is restored.
    """
    before = cv2.getNumThreads()
    cv2.setNumThreads(threads)
    try:
        for pixel_format in decoded_formats:
            durations_ns = _durations_ns(*_decoding(pixel_format), repeats)
            yield _cost(DECODE, DECODED_SIZE, pixel_format, durations_ns)
        for name, size, pixel_format in product(operations, sizes, formats):
            image = _picture(SIZES[size], pixel_format)
            function = _with_defaults(OPERATIONS[name], image)
            yield _cost(name, size, pixel_format, _durations_ns(function, image, repeats))
    finally:
        cv2.setNumThreads(before)


def as_table(costs: Sequence[VisionCost]) -> str:
    """One line per operation and image, aligned for a terminal."""
    heading = f"{'operation':<22}{'image':>12}{'format':>16}{'runs':>7}{'p50 µs':>12}{'p99 µs':>12}"
    lines = [
        f"{cost.operation:<22}{cost.size:>12}{cost.pixel_format:>16}{cost.runs:>7}"
        f"{cost.p50_us:>12.1f}{cost.p99_us:>12.1f}"
        for cost in costs
    ]
    return "\n".join([heading, *lines])


def as_json(costs: Sequence[VisionCost]) -> str:
    """A list of objects with the fields of :class:`VisionCost`."""
    return json.dumps([asdict(cost) for cost in costs], indent=2)


def _picture(shape: tuple[int, int], pixel_format: str) -> Image:
    """Smooth light with sensor noise: neither flat nor pure noise, which some filters favour."""
    generator = np.random.default_rng(0)
    height, width = shape
    rows, columns = np.mgrid[0:height, 0:width]
    light = 90 + 60 * np.sin(rows / height * 3) * np.cos(columns / width * 2)
    noisy = np.clip(light + generator.normal(0, 5, shape), 0, 255)
    pictures: Mapping[str, Image] = {
        "Mono8": noisy.astype(np.uint8),
        "Mono16": (noisy * 257).astype(np.uint16),
        "BGR8": np.dstack([noisy, noisy / 2, noisy]).astype(np.uint8),
    }
    pictures[pixel_format].flags.writeable = False
    return pictures[pixel_format]


def _with_defaults(operation: Operation, image: Image) -> ImageFunction:
    """The operation with its defaults; required sizes are half the image, references itself."""
    if operation.name == "flat_field":
        return flat_field(cast("Image", np.maximum(image, 1)), None, gain_limit=8.0)
    height, width = image.shape[:2]
    values = {each.name: each.default for each in operation.parameters}
    halves = {"width_px": width // 2, "height_px": height // 2}
    return operation.make(**values | {key: halves[key] for key in halves if key in values})


def _decoding(pixel_format: str) -> tuple[ImageFunction, Image]:
    """What decodes a buffer of random bytes, and the buffer."""
    height, width = SIZES[DECODED_SIZE]
    size_bytes = payload_bytes(pixel_format, width, height)
    buffer = np.random.default_rng(0).integers(0, 256, size_bytes, np.uint8)
    return (lambda content: decode(content.data, pixel_format, width, height)), buffer


def _durations_ns(function: ImageFunction, image: Image, repeats: int) -> list[int]:
    function(image)
    durations: list[int] = []
    while len(durations) < repeats:
        started = clock.monotonic_ns()
        function(image)
        durations.append(clock.monotonic_ns() - started)
        if sum(durations) > _BUDGET_NS:
            break
    return durations


def _cost(name: str, size: str, pixel_format: str, durations_ns: list[int]) -> VisionCost:
    p50, p99 = np.percentile(durations_ns, [50, 99], method="higher") / 1000
    return VisionCost(name, size, pixel_format, len(durations_ns), float(p50), float(p99))
