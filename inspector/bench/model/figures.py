"""What is measured of a model's file, as a document and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.training.quantization.search import SearchResult

NO_ACCURACY = "no --dataset: accuracy and flips are not measured, and the choice is by speed alone"
IN_BRACKETS = (
    "(in brackets): random weights under a fitted head; they tell the files of one architecture "
    "apart and nothing of the architecture, and no file is refused for them"
)
RANDOM = "random"
TRAINED = "trained"


@dataclass(frozen=True, slots=True)
class ModelFigure:
    """One file on one provider.

    Attributes:
        architecture: Or the package that was measured.
        variant: ``fp32`` or how it was made smaller.
        provider: The ONNX Runtime name of what ran it; empty when it did not run.
        size_px: Side of the network's input.
        batch: Pictures in one run.
        weights: ``random``, ``imagenet``, the file that the backbone is from, or ``trained`` of a
            package. With random ones accuracy and flips tell files of one architecture apart, and
            nothing of the architecture.
        size_bytes: Of the file.
        size_of_fp32: Share of the size of ``fp32``.
        p50_ms: Median time of one run.
        p99_ms: 99th percentile of the same.
        images_per_s: At the median.
        work_ms: Mean processor time of one run; ``None`` where several threads or a GPU work.
        speed_up: Against ``fp32`` on the same provider with the same batch, by processor time where
            it is known: it hardly depends on what else the computer does.
        accuracy: On held-out pictures; ``None`` without labelled ones. Of an architecture, that of
            a linear head on its frozen features.
        flips: Verdicts that differ from ``fp32``; ``None`` without labelled pictures.
        compared: Pictures that flips were looked for on.
        chosen: Whether the search would run this file.
        refused: Why it would not, or why it did not run.
    """

    architecture: str
    variant: str
    provider: str
    size_px: int
    batch: int
    weights: str
    size_bytes: int
    size_of_fp32: float
    p50_ms: float | None
    p99_ms: float | None
    images_per_s: float | None
    work_ms: float | None
    speed_up: float | None
    accuracy: float | None = None
    flips: int | None = None
    compared: int | None = None
    chosen: bool = False
    refused: str = ""


@dataclass(frozen=True, slots=True)
class ModelBench:
    """All figures, with what must be known to read them.

    Attributes:
        machine: Its processor.
        threads: Of one inference on the CPU.
        pictures: What the networks were given.
        remarks: What was left out, and why.
        figures: In the order they were measured.
    """

    machine: str
    threads: int
    pictures: str
    remarks: tuple[str, ...]
    figures: tuple[ModelFigure, ...]


def search_figures(
    name: str, weights: str, size_px: int, found: SearchResult, *, labelled: bool
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
            weights=weights,
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
        yield failed_figure(name, failed.name, weights, size_px, 1, failed.reason)


def failed_figure(
    name: str, variant: str, weights: str, size_px: int, batch: int, reason: str
) -> ModelFigure:
    """A file that could not be made or run."""
    return ModelFigure(
        architecture=name,
        variant=variant,
        provider="",
        size_px=size_px,
        batch=batch,
        weights=weights,
        size_bytes=0,
        size_of_fp32=0.0,
        p50_ms=None,
        p99_ms=None,
        images_per_s=None,
        work_ms=None,
        speed_up=None,
        refused=reason,
    )


def as_document(bench: ModelBench) -> dict[str, object]:
    """For ``--json``."""
    return asdict(bench)


def as_table(bench: ModelBench) -> str:
    """For a person."""
    widths = _widths(bench.figures)
    lines = [
        f"{bench.machine}, {bench.threads} thread(s) on the CPU; {bench.pictures}",
        _row(_HEADING, widths),
        *(_row(_cells(figure), widths) for figure in bench.figures),
        *bench.remarks,
    ]
    return "\n".join(line.rstrip() for line in lines)


_HEADING = (
    "architecture",
    "variant",
    "provider",
    "batch",
    "MB",
    "of fp32",
    "p50 ms",
    "p99 ms",
    "CPU ms",
    "img/s",
    "speed",
    "accuracy",
    "flips",
    "",
)
_TEXT_COLUMNS = 3


def _cells(figure: ModelFigure) -> tuple[str, ...]:
    return (
        figure.architecture,
        figure.variant,
        figure.provider.removesuffix("ExecutionProvider") or "-",
        str(figure.batch),
        f"{figure.size_bytes / 1e6:.2f}",
        f"{100 * figure.size_of_fp32:.1f} %",
        _number(figure.p50_ms, ".2f"),
        _number(figure.p99_ms, ".2f"),
        _number(figure.work_ms, ".2f"),
        _number(figure.images_per_s, ".0f"),
        _number(figure.speed_up, ".2f", "x"),
        "-" if figure.accuracy is None else _marked(f"{100 * figure.accuracy:.1f} %", figure),
        "-" if figure.flips is None else _marked(f"{figure.flips}/{figure.compared}", figure),
        "chosen" if figure.chosen else figure.refused,
    )


def _marked(text: str, figure: ModelFigure) -> str:
    """In brackets where the backbone has learnt nothing."""
    return f"({text})" if figure.weights == RANDOM else text


def _number(value: float | None, form: str, unit: str = "") -> str:
    return "-" if value is None else f"{value:{form}}{unit}"


def _widths(figures: Sequence[ModelFigure]) -> list[int]:
    rows = [_HEADING, *(_cells(figure) for figure in figures)]
    return [max(len(row[column]) for row in rows) for column in range(len(_HEADING))]


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    parts = []
    for column, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        left = column < _TEXT_COLUMNS or column == len(cells) - 1
        parts.append(f"{cell:<{width}}" if left else f"{cell:>{width}}")
    return "  ".join(parts)
