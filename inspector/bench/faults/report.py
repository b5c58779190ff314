"""The figures of a campaign, as a table for people and as one JSON object for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from inspector.bench.faults.figures import Figures

_COUNTS = (
    "parts",
    "escapes",
    "double_outcomes",
    "unaccounted",
    "good_lost",
    "uncatchable",
    "unnamed",
    "contradicted",
    "missed",
    "untracked",
)
_HEADINGS = ("parts", "escapes", "double", "unacc.", "lost", "uncatch.", "unnamed", "contra.")


def as_document(runs: Sequence[Figures]) -> dict[str, Any]:
    """All runs together, and each for itself under ``runs``."""
    faults: Counter[str] = Counter()
    for run in runs:
        faults.update(run.faults)
    document: dict[str, Any] = {name: sum(getattr(run, name) for run in runs) for name in _COUNTS}
    document["faults"] = dict(sorted(faults.items()))
    document["seconds"] = round(sum(run.seconds for run in runs), 1)
    document["runs"] = [_document(run) for run in runs]
    return document


def as_json(runs: Sequence[Figures]) -> str:
    """The document on one line."""
    return json.dumps(as_document(runs))


def heading() -> str:
    """The line above the table."""
    columns = "".join(f"{name:>9}" for name in _HEADINGS)
    return f"{'role':<8} {'tracking':<10}{'seed':>5}{columns}{'faults':>8}{'s':>7}"


def row(run: Figures) -> str:
    """One run as a line of the table, and what is wrong with it below."""
    settings = run.settings
    columns = "".join(f"{getattr(run, name):>9}" for name in _COUNTS[: len(_HEADINGS)])
    line = (
        f"{settings.role:<8} {settings.tracking:<10}{settings.seed:>5}{columns}"
        f"{sum(run.faults.values()):>8}{run.seconds:>7.1f}"
    )
    return "\n".join([line, *(f"  {complaint}" for complaint in run.complaints)])


def verdict(runs: Sequence[Figures]) -> str:
    """One line for all."""
    flawed = sum(not run.flawless for run in runs)
    if flawed:
        return f"{flawed} of {len(runs)} runs are NOT flawless"
    return f"{len(runs)} runs: no escape, no double outcome, every part accounted for"


def _document(run: Figures) -> dict[str, Any]:
    settings = run.settings
    document: dict[str, Any] = {
        "seed": settings.seed,
        "role": settings.role,
        "tracking": settings.tracking,
        "long_belt": settings.long_belt,
    }
    document |= {name: getattr(run, name) for name in _COUNTS}
    document |= {"faults": dict(run.faults), "seconds": run.seconds}
    if run.complaints:
        document["complaints"] = list(run.complaints)
    return document
