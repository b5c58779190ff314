"""How a model on trial fares, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.wire.rollout import ShadowState


def trial_text(trial: ShadowState) -> str:
    """What it said beside what stood, and how much of the line it saw."""
    share = f" ({100 * trial.agreed / trial.compared:.2f} %)" if trial.compared else ""
    lines = [
        f"{trial.name} on trial since {trial.since:%Y-%m-%d %H:%M:%S} UTC: {_state(trial)}",
        f"agrees in {trial.agreed} of {trial.compared} views{share}",
        f"would let pass {trial.would_be_escapes} that were rejected",
        f"would reject {trial.would_be_false_rejects} that passed",
        f"since the start {trial.offered} pictures: {trial.judged} judged, "
        f"{trial.skipped} skipped, {trial.failed} failed, {trial.unrecorded} not recorded",
    ]
    if trial.waiting:
        lines.append(f"{trial.waiting} of them are not stored yet, so not compared yet")
    if trial.p50_ms is not None and trial.p99_ms is not None:
        lines.append(f"one inference p50 {trial.p50_ms:.2f} ms, p99 {trial.p99_ms:.2f} ms")
    lines += [
        f"  {cell.stood.name:13} -> {cell.said.name:13} {cell.count}"
        for cell in trial.confusion
        if cell.stood is not cell.said
    ]
    return "\n".join(lines)


def _state(trial: ShadowState) -> str:
    if trial.fault:
        return trial.fault
    if not trial.running:
        return "does not run"
    return "pauses, verdicts are near their deadline" if trial.paused else "judges along"
