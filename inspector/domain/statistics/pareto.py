"""Which few classes make most of the defects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ParetoBar:
    """One class; ``share`` and ``cumulative`` are 0 to 1 of all."""

    name: str
    count: int
    share: float
    cumulative: float


def pareto(counts: Mapping[str, int]) -> list[ParetoBar]:
    """Classes by descending count, names deciding between equals; empty ones are left out."""
    total = sum(counts.values())
    ordered = sorted(
        (item for item in counts.items() if item[1]), key=lambda item: (-item[1], item[0])
    )
    bars, summed = [], 0
    for name, count in ordered:
        summed += count
        bars.append(ParetoBar(name, count, count / total, summed / total))
    return bars
