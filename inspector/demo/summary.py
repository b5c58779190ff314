"""The result of a run in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def summary(result: Mapping[str, Any], data_dir: str) -> str:
    """A few lines for a person."""
    parts, latency = result["parts"], result["latency_ms"]["trigger_to_verdict"]
    lines = [
        f"{parts['triggered']} parts: {parts['ok']} OK, {parts['not_ok']} NOT_OK, "
        f"{parts['not_decidable']} NOT_DECIDABLE, {parts['undefined']} UNDEFINED",
        f"{result['ejected']} ejected; escapes: {_count(result['escapes'])}, false rejects: "
        f"{_count(result['false_rejects'])}",
    ]
    if latency["p50"] is not None:
        lines.append(
            f"trigger to verdict: p50 {latency['p50']:.1f} ms, p99 {latency['p99']:.1f} ms, "
            f"max {latency['max']:.1f} ms"
        )
    if "accuracy" in result:
        lines.append(f"accuracy {result['accuracy']:.2%}, recall: " + _recalls(result["recall"]))
    lines += _rollout(result.get("rollout", {}))
    agreed = "every part is accounted for" if result["reconciled"] else "THE COUNTS DO NOT AGREE"
    lines += [agreed, f"records and images: {data_dir}"]
    return "\n".join(lines)


def _rollout(rollout: Mapping[str, Any]) -> Iterator[str]:
    for step in rollout.get("steps", ()):
        if step["code"]:
            yield f"{step['kind']} {step['name']} refused: {step['code']}: {step['detail']}"
        else:
            first = step["first_trigger_index"]
            yield f"{step['kind']}: {step['name']} judges from part {first} on"
    trial = rollout.get("trial")
    if trial:
        yield (
            f"on trial {trial['name']}: {trial['judged']} judged, {trial['skipped']} skipped; "
            f"agrees in {trial['agreed']} of {trial['compared']}, would let pass "
            f"{trial['would_be_escapes']} rejects, would reject {trial['would_be_false_rejects']}"
        )
    yield from rollout.get("faults", ())


def _count(value: int | None) -> str:
    return "unknown" if value is None else str(value)


def _recalls(recall: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:.2%}" for name, value in recall.items())
