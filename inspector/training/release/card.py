"""The model card: what the model is for, how good it is and how it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from inspector.inference.manifest import EvaluationEntry
from inspector.training.datasets.dataset import Dataset
from inspector.training.evaluation.proportion import Proportion
from inspector.training.evaluation.quality import Quality
from inspector.training.options import TrainingOptions
from inspector.training.quantization.search import FailedCandidate
from inspector.training.quantization.variants import Variant
from inspector.training.release.evidence import ReleaseEvidence

_NO_EVIDENCE = "None. Without an evaluation no station lets this package judge."


def model_card(
    options: TrainingOptions,
    dataset: Dataset,
    variants: Sequence[Variant],
    chosen: Variant,
    command: str,
    evidence: ReleaseEvidence | None = None,
    failed: Sequence[FailedCandidate] = (),
) -> str:
    """Markdown with every figure that was measured while the package was made."""
    classes = dataset.split.train.classes
    good = ", ".join(dataset.ok_classes) or "none: every class is a defect"
    return f"""\
# {options.name} {options.version}

{options.architecture}, {chosen.name}. Classes: {", ".join(classes)}. Good: {good}.

Input: the raw 8-bit picture, grey or BGR, of any size; the graph resizes it to
{options.size_px} x {options.size_px} pixels and normalises it. Output: one probability per class.

## Data

{_data_text(dataset)}

## Variants

Each ONNX file with the decision rule of the line; latency of one picture on one thread of the
machine that made it. Flips are verdicts that differ from those of `fp32`; intervals are exact
(Clopper and Pearson), two-sided, with 95 % confidence. Of those within
{options.accuracy_budget_points:g} points of accuracy and {options.flip_budget_percent:g} % of flips
the fastest is shipped: `{chosen.name}`.

{variant_table(variants)}
{_failed_text(failed)}
## Decision

Accept at {chosen.limits.accept:g}, reject at {chosen.limits.reject_default:g}, chosen on the
validation samples. On the held-out samples:

{_decision_table(chosen.quality)}

What is not decidable is rejected by the station.

## Evaluation of the file that runs

{_NO_EVIDENCE if evidence is None else _evaluation_text(evidence.evaluation)}

## Classes

{_confusion_table(classes, chosen.quality)}

## Made with

    {command}
"""


def _data_text(dataset: Dataset) -> str:
    split = dataset.split
    lines = [
        f"{dataset.description}. {len(split.train)} samples to train, {len(split.validation)} to "
        f"choose the decision limits,\n{len(split.test)} held out; the figures below are on these "
        f"{len(split.test)}."
    ]
    if dataset.revision:
        lines.append(f"Revision of the dataset: `{dataset.revision}`.")
    if dataset.plan is not None:
        lines.append(f"Split: `{dataset.plan.id}`.")
    return "\n\n".join(lines)


def variant_table(variants: Sequence[Variant]) -> str:
    """All candidates as a table of Markdown."""
    header = (
        "| variant | accuracy | escapes | false rejects | not decidable | flips | size "
        "| p50 | p99 | runs on | refused |\n|---|---|---|---|---|---|---|---|---|---|---|"
    )
    return "\n".join([header, *map(_variant_row, variants)])


def _variant_row(variant: Variant) -> str:
    quality = variant.quality
    accuracy = Proportion(quality.correct, quality.samples)
    flips = f"{variant.flips} of {variant.compared}" if variant.compared else f"{variant.flips}"
    provider = variant.provider.removesuffix("ExecutionProvider")
    return (
        f"| {variant.name} | {100 * quality.accuracy:.2f} % ({100 * accuracy.low:.1f} to "
        f"{100 * accuracy.high:.1f}) | {quality.escapes} | {quality.false_rejects} "
        f"| {quality.not_decidable} | {flips} | {variant.size_bytes / 1e6:.2f} MB "
        f"| {variant.p50_ms:.2f} ms | {variant.p99_ms:.2f} ms | {provider} "
        f"| {_cell(variant.refused)} |"
    )


def _failed_text(failed: Sequence[FailedCandidate]) -> str:
    if not failed:
        return ""
    lines = [f"- {candidate.name}: {candidate.reason}" for candidate in failed]
    return "\n".join(["\nCould not be made:\n", *lines, ""])


def _decision_table(quality: Quality) -> str:
    rows = {
        "defective parts that would escape": Proportion(quality.escapes, quality.defective),
        "good parts that would be rejected": Proportion(quality.false_rejects, quality.good),
        "parts that stay not decidable": Proportion(quality.not_decidable, quality.samples),
    }
    lines = ["| | |", "|---|---|", *(f"| {name} | {share} |" for name, share in rows.items())]
    return "\n".join(lines)


def _evaluation_text(entry: EvaluationEntry) -> str:
    lines = [
        f"On {entry.samples} held-out pictures: accuracy {100 * entry.accuracy:.2f} % "
        f"({100 * entry.accuracy_low:.1f} to {100 * entry.accuracy_high:.1f}), escapes "
        f"{Proportion(entry.escapes, entry.defective)}, false rejects "
        f"{Proportion(entry.false_rejects, entry.good)}, {entry.not_decidable} not decidable, "
        f"{entry.flips} flips. Expected calibration error {entry.calibration_error:.3f}."
    ]
    if entry.shortcut_auc is None:
        lines.append("Whether the background alone predicts the label was not checked.")
    else:
        lines.append(
            f"Border, brightness or file size alone predict the label with an AUC of "
            f"{entry.shortcut_auc:.2f}; 0.5 is chance."
        )
    if entry.robustness:
        rows = [f"| {name} | {share:.2f} |" for name, share in entry.robustness.items()]
        header = "| disturbance | accuracy left |\n|---|---|"
        lines += [_weakest_text(entry.robustness), "\n".join([header, *rows])]
    return "\n\n".join(lines)


def _weakest_text(robustness: Mapping[str, float]) -> str:
    """What the smallest share means on a line."""
    name, share = min(robustness.items(), key=lambda item: item[1])
    return (
        f"Of the accuracy on clean pictures, {100 * share:.0f} % is left under `{name}`, the worst "
        "disturbance, in the mean of five severities; the release gate holds it against "
        "`min_robustness` of the recipe. What the camera of a line does to pictures must be in "
        "those to learn from, too."
    )


def _confusion_table(classes: Sequence[str], quality: Quality) -> str:
    lines = [
        "| true class | recall | " + " | ".join(f"as {_cell(name)}" for name in classes) + " |",
        "|---|---|" + "---|" * len(classes),
    ]
    for place, (name, row) in enumerate(zip(classes, quality.confusion, strict=True)):
        recall = Proportion(row[place], sum(row))
        shown = "-"
        if recall.rate is not None:
            shown = f"{100 * recall.rate:.1f} % ({100 * recall.low:.1f} to {100 * recall.high:.1f})"
        lines.append(f"| {_cell(name)} | {shown} | " + " | ".join(map(str, row)) + " |")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
