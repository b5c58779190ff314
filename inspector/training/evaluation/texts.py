"""Evaluations as text for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inspector.training.evaluation.evaluation import ModelEvaluation
from inspector.training.evaluation.limits import LimitChoice
from inspector.training.evaluation.parity import Parity
from inspector.training.evaluation.quality import Quality
from inspector.training.evaluation.ranking import Estimate
from inspector.training.evaluation.robustness.measure import Robustness

_MOST_FLIPS = 20


def quality_text(quality: Quality, classes: Sequence[str]) -> str:
    """Counts and rates of one file."""
    width = max(len(name) for name in classes)
    heads = " ".join(f"{number:5d}" for number in range(1, len(classes) + 1))
    rows = [
        f"  {number:3d} {name:<{width}}  {'-' if share is None else f'{100 * share:.2f} %':>8}  "
        + " ".join(f"{count:5d}" for count in counts)
        for number, ((name, share), counts) in enumerate(
            zip(quality.recall(classes).items(), quality.confusion, strict=True), start=1
        )
    ]
    return "\n".join(
        [
            f"samples        {quality.samples}",
            f"accuracy       {100 * quality.accuracy:.2f} %",
            f"escapes        {quality.escapes} of {quality.defective} defective parts "
            f"({100 * quality.escape_rate:.2f} %)",
            f"false rejects  {quality.false_rejects} of {quality.good} good parts "
            f"({100 * quality.false_reject_rate:.2f} %)",
            f"not decidable  {quality.not_decidable}",
            "recall, and for which class its pictures were taken:",
            f"  {'':{width + 14}}  {heads}",
            *rows,
        ]
    )


def evaluation_text(evaluation: ModelEvaluation) -> str:
    """The figures with their intervals, and what they cannot tell."""
    return "\n".join(_lines(evaluation))


def _lines(evaluation: ModelEvaluation) -> Iterator[str]:
    subject, latency = evaluation.subject, evaluation.latency
    yield f"{subject.name}, {subject.variant}, {subject.file_sha256[:12]} on {subject.provider}"
    yield quality_text(evaluation.quality, subject.classes)
    yield "the same with their intervals:"
    yield f"  accuracy         {evaluation.accuracy}"
    yield f"  escapes          {evaluation.escapes}"
    yield f"  false rejects    {evaluation.false_rejects}"
    yield f"  good parts lost  {evaluation.lost}"
    if evaluation.ranking is not None:
        yield f"  AUC              {_estimate(evaluation.ranking.auc)}"
        for point in evaluation.ranking.points:
            yield (
                f"  at {100 * point.false_reject_rate:g} % false rejects, escapes {point.escapes}"
            )
    yield f"calibration error {evaluation.calibration.expected_error:.4f} (15 bins)"
    if evaluation.shortcut_auc is not None:
        yield f"shortcut AUC {evaluation.shortcut_auc:.2f} (what is not the part, 0.50 is chance)"
    yield f"latency p50 {latency.p50_ms:.2f} ms, p99 {latency.p99_ms:.2f} ms"
    if evaluation.parity is not None:
        yield from _parity_lines(evaluation.parity, evaluation.quality)
    if evaluation.robustness is not None:
        yield from _robustness_lines(evaluation.robustness)
    if evaluation.chosen is not None:
        yield from _choice_lines(evaluation.chosen)
    yield from (f"note: {remark}" for remark in evaluation.remarks)


def _parity_lines(parity: Parity, quality: Quality) -> Iterator[str]:
    points = 100 * (parity.quality.accuracy - quality.accuracy)
    yield (
        f"fp32 is better by {points:+.2f} points of accuracy; scores differ by "
        f"{parity.mean:.4f} in the mean and {parity.largest:.4f} at most; "
        f"{len(parity.flips)} of {quality.samples} verdicts flipped"
    )
    yield from (f"  {flip}" for flip in parity.flips[:_MOST_FLIPS])
    if len(parity.flips) > _MOST_FLIPS:
        yield f"  and {len(parity.flips) - _MOST_FLIPS} more; --json lists all"


def _robustness_lines(robustness: Robustness) -> Iterator[str]:
    shown = "-" if robustness.score is None else f"{robustness.score:.3f}"
    yield (
        f"robustness {shown} on {robustness.pictures} pictures (disturbed over clean accuracy; "
        "escapes at severities 1 to 5):"
    )
    for each in robustness.disturbances:
        score = "    -" if each.score is None else f"{each.score:5.3f}"
        escapes = " ".join(f"{level.escapes:4d}" for level in each.severities)
        yield f"  {each.name:<16}{score}  {escapes}"


def _choice_lines(choice: LimitChoice) -> Iterator[str]:
    limits = choice.limits
    own = ", ".join(f"{name} {limit:g}" for name, limit in limits.reject.items())
    yield (
        f"limits for {choice.target}: accept {limits.accept:g}, reject {limits.reject_default:g}"
        + (f", {own}" if own else "")
        + ("" if choice.met else " (the target is not met)")
    )
    yield f"  {choice.claim}"
    yield f"  not decidable: {choice.not_decidable}"
    yield "  chosen on these very pictures: confirm it on others"


def _estimate(estimate: Estimate) -> str:
    return f"{estimate.value:.4f} ({estimate.low:.4f} to {estimate.high:.4f})"
