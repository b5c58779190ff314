"""What the line feels of how its pictures are stored and of who else is sent its results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from inspector.bench.history.line import verdict_latency_ms
from inspector.demo.layout import DemoOptions
from inspector.paths import DataFolder
from inspector.store.forwarding.outbox import SqliteOutbox
from inspector.store.opening import open_store

_USUAL = "png"
_COMPARED = ("p50", "p99")


def measure_line_by_settings(folder: Path, parts: int, rounds: int, server: str) -> dict[str, Any]:
    """A line of 600 parts a minute with each setting in turn, round by round.

    Args:
        folder: Each setting has a station of its own below it.
        parts: Of each run.
        rounds: How often each setting has its turn.
        server: As `history.url` in a station file; empty to leave forwarding out.

    Returns:
        Of each setting the percentiles of trigger to verdict of every run in ms, and the ratio of
        their medians to those of PNG without forwarding; how many results wait to be forwarded.

    Raises:
        LineUnreconciledError: a run did not account for every part, so its figures mean nothing.
    """
    usual = DemoOptions(parts=parts)
    settings = {_USUAL: usual, "webp": replace(usual, picture_format="webp")}
    if server:
        settings["forwarding"] = replace(usual, history_url=server)
    runs: dict[str, list[Mapping[str, float]]] = {name: [] for name in settings}
    for _ in range(rounds):
        for name, options in settings.items():
            runs[name].append(verdict_latency_ms(options, DataFolder(folder / name)))
    figures: dict[str, Any] = {"parts": parts} | {
        name: {each: [run[each] for run in found] for each in _COMPARED}
        | {"ratio": {each: _ratio(found, runs[_USUAL], each) for each in _COMPARED}}
        for name, found in runs.items()
    }
    if server:
        figures["waiting"] = _waiting(DataFolder(folder / "forwarding"))
    return figures


def _ratio(found: list[Mapping[str, float]], usual: list[Mapping[str, float]], name: str) -> float:
    return round(median(run[name] for run in found) / median(run[name] for run in usual), 2)


def _waiting(data: DataFolder) -> int:
    """Results that the server does not have."""
    store = open_store(data.database)
    backlog = SqliteOutbox(store.database).backlog()
    store.close()
    return 0 if backlog is None else backlog.results
