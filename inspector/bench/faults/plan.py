"""Which runs a campaign consists of, and running them one after the other."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, count, product
from pathlib import Path

from inspector.bench.faults.campaign import run_once
from inspector.bench.faults.catalogue import CATALOGUE, names_for
from inspector.bench.faults.figures import Figures, figures
from inspector.bench.faults.settings import RunSettings
from inspector.plc.line.methods import TrackingMethod
from inspector.sim.line_plc import PlcRole

ROLES: tuple[PlcRole, ...] = ("server", "client", "coupler")
TRACKING: tuple[TrackingMethod, ...] = ("encoder", "photo_eye", "delay")


def plan(
    first: RunSettings,
    runs: int,
    roles: Sequence[PlcRole] = ROLES,
    tracking: Sequence[TrackingMethod] = TRACKING,
) -> list[RunSettings]:
    """Every role with every way of tracking, so often with a seed of its own.

    Every other run has a belt with many parts between camera and ejector; where faults are named,
    only such runs are planned in which they apply.

    Args:
        first: What all runs have, and the first seed.
        runs: How many for each role and way of tracking.
        roles: Roles of the gate.
        tracking: Ways of tracking.
    """
    needs_long = any(CATALOGUE[name].long_belt for name in first.faults)
    planned = []
    for place, (number, role, way) in enumerate(product(range(runs), roles, tracking)):
        long_belt = role != "coupler" and (needs_long or place % 2 == 1)
        run = replace(first, seed=first.seed + number, role=role, tracking=way, long_belt=long_belt)
        if all(CATALOGUE[name].applies(run) for name in first.faults):
            planned.append(run)
    return planned


def in_pairs(planned: Sequence[RunSettings]) -> list[RunSettings]:
    """Each two faults of a run that break different things, in a run of their own.

    What takes two faults at once happens by chance in one of hundreds of mixed runs.
    """
    seeds = count(planned[0].seed)
    return [
        replace(run, faults=pair, seed=next(seeds))
        for run in planned
        for pair in combinations(names_for(run), 2)
        if set(CATALOGUE[pair[0]].breaks).isdisjoint(CATALOGUE[pair[1]].breaks)
    ]


def run_all(planned: Sequence[RunSettings]) -> Iterator[Figures]:
    """Run one after the other, each on a station of its own that is deleted afterwards.

    Raises:
        InspectorError: a station does not come up.
    """
    for settings in planned:
        with tempfile.TemporaryDirectory(prefix="inspector-faults-") as folder:
            run = asyncio.run(run_once(settings, Path(folder)))
        yield figures(run)
