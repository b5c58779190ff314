"""The model card: what the model is for, how good it is and how it was made."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.training.datasets.dataset import Dataset
from inspector.training.evaluation.quality import Quality
from inspector.training.quantization.variants import ACCURACY_BUDGET, Variant
from inspector.training.run.options import TrainingOptions


def model_card(
    options: TrainingOptions,
    dataset: Dataset,
    variants: Sequence[Variant],
    chosen: Variant,
    command: str,
) -> str:
    """Markdown with every figure that was measured while the package was made."""
    classes = dataset.split.train.classes
    good = ", ".join(dataset.ok_classes) or "none: every class is a defect"
    sizes = [
        len(part) for part in (dataset.split.train, dataset.split.validation, dataset.split.test)
    ]
    return f"""\
# {options.name} {options.version}

{options.architecture}, {chosen.name}. Classes: {", ".join(classes)}. Good: {good}.

Input: the raw 8-bit picture, grey or BGR, of any size; the graph resizes it to
{options.size_px} x {options.size_px} pixels and normalises it. Output: one probability per class.

## Data

{dataset.description}. {sizes[0]} samples to train, {sizes[1]} to choose the decision limits,
{sizes[2]} held out; all figures below are on these {sizes[2]}.

## Variants

Each ONNX file with the decision rule of the line; latency of one picture on one CPU thread of the
machine that trained it. The fastest within {100 * ACCURACY_BUDGET:g} points of the accuracy of
`fp32` is shipped: `{chosen.name}`.

{_variant_table(variants)}

Flips are verdicts that differ from those of `fp32`.

## Decision

Accept at {chosen.limits.accept:g}, reject at {chosen.limits.reject_default:g}, chosen on the
validation samples. Of {chosen.quality.defective} defective parts {chosen.quality.escapes} would
escape; of {chosen.quality.good} good parts {chosen.quality.false_rejects} would be rejected;
{chosen.quality.not_decidable} parts stay not decidable and are rejected by the station.

## Classes

{_confusion_table(classes, chosen.quality)}

## Made with

    {command}
"""


def _variant_table(variants: Sequence[Variant]) -> str:
    header = (
        "| variant | accuracy | escapes | false rejects | not decidable | flips | size "
        "| p50 | p99 |\n|---|---|---|---|---|---|---|---|---|"
    )
    return "\n".join([header, *map(_variant_row, variants)])


def _variant_row(variant: Variant) -> str:
    quality = variant.quality
    return (
        f"| {variant.name} | {100 * quality.accuracy:.2f} % | {quality.escapes} "
        f"| {quality.false_rejects} | {quality.not_decidable} | {variant.flips} "
        f"| {len(variant.model) / 1e6:.2f} MB | {variant.p50_ms:.2f} ms | {variant.p99_ms:.2f} ms |"
    )


def _confusion_table(classes: Sequence[str], quality: Quality) -> str:
    lines = [
        "| true class | recall | " + " | ".join(f"as {name}" for name in classes) + " |",
        "|---|---|" + "---|" * len(classes),
    ]
    recall = quality.recall(classes)
    for name, row in zip(classes, quality.confusion, strict=True):
        share = recall[name]
        shown = "-" if share is None else f"{100 * share:.1f} %"
        lines.append(f"| {name} | {shown} | " + " | ".join(map(str, row)) + " |")
    return "\n".join(lines)
