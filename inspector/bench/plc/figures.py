"""Durations as percentiles, and both as a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

_SHARES = {"p50": 50.0, "p99": 99.0, "p99.9": 99.9}


def percentiles(durations_ms: Iterable[float]) -> dict[str, float]:
    """Count, p50, p99, p99.9 and the longest, in milliseconds; only the count when it is 0."""
    durations = np.asarray(list(durations_ms), np.float64)
    figures: dict[str, float] = {"count": int(durations.size)}
    if durations.size:
        for name, share in _SHARES.items():
            value = np.percentile(durations, share, method="higher")
            figures[name] = round(float(value), 3)
        figures["max"] = round(float(durations.max()), 3)
    return figures


def as_table(figures: dict[str, Any]) -> str:
    """All figures of a measurement for a person."""
    lines = [
        f"against {figures['server']}, every {figures['cycle_ms']:g} ms, "
        f"{figures['seconds']:g} s each; milliseconds",
        f"{'':<42}{'count':>8}{'p50':>9}{'p99':>9}{'p99.9':>9}{'max':>9}",
    ]
    for condition, measured in figures["conditions"].items():
        for name, each in measured.items():
            if isinstance(each, dict):
                lines.append(_row(f"{condition.replace('_', ' ')}: {_words(name)}", each))
    for name, each in figures["acknowledge"].items():
        lines.append(_row(_words(name), each))
    engine = figures["conditions"]["engine_at_full_rate"]
    lines.append(f"the engine inspected {engine['parts_per_s']:g} parts/s meanwhile")
    return "\n".join(lines)


def _row(name: str, figures: dict[str, float]) -> str:
    values = "".join(f"{figures.get(key, 0):>9.3f}" for key in (*_SHARES, "max"))
    return f"{name:<42}{figures['count']:>8}{values}"


def _words(name: str) -> str:
    return name.removesuffix("_ms").replace("_", " ")
