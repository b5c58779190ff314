"""The outcome of a run: five independent counts of the same parts, which must agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from inspector.domain.evaluation import Evaluation, Outcome
from inspector.store.reading.figures import RunFigures
from inspector.wire.station import StationSnapshot

if TYPE_CHECKING:
    from inspector.demo.rollout import DemoRollout


@dataclass(frozen=True, slots=True)
class Run:
    """All that is known of a finished run.

    Attributes:
        line: The virtual line's report.
        rows: Figures of the database.
        before: The station's state before the first part.
        after: The station's state after the last part.
        database: Path of the database.
        data_dir: The run's data folder.
        rollout: What became of the models that were promoted or on trial.
    """

    line: Mapping[str, Any]
    rows: RunFigures
    before: StationSnapshot
    after: StationSnapshot
    database: str
    data_dir: str
    rollout: Mapping[str, Any] = field(default_factory=dict)


def disagreements(run: Run) -> list[str]:
    """What does not add up; empty when every part is accounted for."""
    gate_counts, old = run.after.counters, run.before.counters
    triggered = gate_counts.triggered - old.triggered
    verdicts = sum(
        getattr(gate_counts, name) - getattr(old, name)
        for name in ("ok", "not_ok", "not_decidable", "undefined")
    )
    outcomes = sum(
        getattr(gate_counts, name) - getattr(old, name)
        for name in ("passed", "rejected", "unconfirmed", "unknown")
    )
    closed = sum(n for outcome, n in run.rows.outcomes.items() if outcome is not Outcome.PENDING)
    counts = {
        "triggers that the PLC counted": run.line["triggered"],
        "triggers that the gate saw": triggered,
        "verdicts": verdicts,
        "outcomes": outcomes,
        "records": sum(run.rows.evaluations.values()),
        "records with an outcome": closed,
        "parts that left the belt": run.line["passed"] + run.line["ejected"],
        "outcomes that the PLC counted": run.line["plc_passed"] + run.line["plc_rejected"],
    }
    pairs = {
        "passed": (run.rows.outcomes[Outcome.PASSED], run.line["passed"]),
        "rejected": (run.rows.outcomes[Outcome.REJECTED], run.line["ejected"]),
    }
    faults = [
        f"{name}: {records} in records, {line} on the line"
        for name, (records, line) in pairs.items()
        if records != line
    ]
    if len(set(counts.values())) > 1:
        faults.append(", ".join(f"{name}: {count}" for name, count in counts.items()))
    return faults


def document(run: Run) -> dict[str, Any]:
    """The result as the one JSON object of ``--json``."""
    rows, line, model = run.rows, run.line, run.after.model
    faults = disagreements(run)
    known = line["unknown_truth"] == 0
    result: dict[str, Any] = {
        "parts": {
            "triggered": line["triggered"],
            "ok": rows.evaluations[Evaluation.OK],
            "not_ok": rows.evaluations[Evaluation.NOT_OK],
            "not_decidable": rows.evaluations[Evaluation.NOT_DECIDABLE],
            "undefined": rows.evaluations[Evaluation.UNDEFINED],
        },
        "ejected": line["ejected"],
        "escapes": line["escapes"] if known else None,
        "false_rejects": line["false_rejects"] if known else None,
        "reconciled": not faults,
        "records": sum(rows.evaluations.values()),
        "latency_ms": {
            "trigger_to_verdict": percentiles(rows.latency_ms),
            "overhead": percentiles(rows.overhead_ms),
        },
        "model": None
        if model is None
        else {
            "id": model.model_id,
            "sha256": model.sha256,
            "variant": model.variant,
            "provider": model.provider,
        },
        "database": run.database,
    }
    if run.rollout:
        result["rollout"] = dict(run.rollout)
    if faults:
        result["disagreements"] = faults
    classes = [] if model is None else model.classes
    result.update(classification(line.get("labels", {}), rows.classes, classes))
    return result


def rollout_document(rollout: DemoRollout) -> dict[str, Any]:
    """Which models took force or were refused, and how the one on trial fared."""
    trial = rollout.trial
    return {
        "steps": [course.model_dump(mode="json") for course in rollout.courses],
        "trial": None if trial is None else trial.model_dump(mode="json"),
        "faults": list(rollout.faults),
    }


def percentiles(values_ms: Sequence[float]) -> dict[str, float | None]:
    """Median, 99th percentile and maximum, rounded to microseconds."""
    if not values_ms:
        return {"p50": None, "p99": None, "max": None}
    p50, p99 = np.percentile(values_ms, [50, 99])
    return {"p50": round(p50, 3), "p99": round(p99, 3), "max": round(max(values_ms), 3)}


def classification(
    labels: Mapping[str, str], found: Mapping[int, str], classes: Sequence[str]
) -> dict[str, Any]:
    """Accuracy and recall by class, where the line's labels are classes of the model."""
    known = {int(number) + 1: label for number, label in labels.items() if label in classes}
    if not known:
        return {}
    totals = Counter(known.values())
    hits = Counter(label for part_id, label in known.items() if found.get(part_id) == label)
    return {
        "accuracy": round(sum(hits.values()) / len(known), 5),
        "recall": {name: round(hits[name] / totals[name], 5) for name in sorted(totals)},
    }
