"""What people see of the running line and do to it, put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector.assembly.alarm import Alarms, make_alarms
from inspector.domain.alarm import Alarm, Reaction
from inspector.services.live.cameras import LiveCameras
from inspector.services.live.line import LiveLine
from inspector.services.live.station import LiveStation
from inspector.services.recipes.features import FeaturesOfBook

if TYPE_CHECKING:
    from inspector.assembly.core import StationCore
    from inspector.services.alarms.conditions import Told
    from inspector.wire.challenge import ChallengeOutlook
    from inspector.wire.station import PeriodCounts

Running = Callable[[], "PeriodCounts | None"]
"""The counts of a shift or lot that runs."""


@dataclass(frozen=True, slots=True)
class Live:
    """The running station, its cameras, its registers and outputs, and its alarms."""

    station: LiveStation
    cameras: LiveCameras
    line: LiveLine
    alarms: Alarms


def make_live(
    core: StationCore,
    told: Told,
    shift: Running,
    lot: Running,
    challenge: Callable[[], ChallengeOutlook],
) -> Live:
    """The live side of a station.

    Args:
        core: What it stands on.
        told: Warnings beside those of the engine, each with its subject.
        shift: Counts of the shift that works.
        lot: Counts of the lot that runs.
        challenge: The next challenge, or the one that runs.
    """
    engine, config = core.engine, core.config
    reactions = {Alarm[name.upper()]: Reaction(entry.reaction) for name, entry in config.alarms}
    recipes = engine.recipes
    cameras = LiveCameras(
        engine.cameras,
        _features_of(core),
        lambda name: recipes.in_force.recipe.view(name).preprocessing or (),
    )
    alarms = make_alarms(engine, core.store, reactions, told, core.audit)
    station = LiveStation(
        engine,
        cameras,
        core.provenance,
        reactions,
        told,
        alarms.watch,
        shift,
        lot,
        challenge,
        config.alarms.consecutive_rejects.limit,
    )
    line = LiveLine(
        engine, core.history, lambda: station.snapshot().alarms, config.plc, reactions, core.audit
    )
    return Live(station, cameras, line, alarms)


def _features_of(core: StationCore) -> FeaturesOfBook:
    return FeaturesOfBook(
        core.judging.book,
        core.store.recipes(),
        tuple(core.config.views),
        lambda: core.engine.recipes.in_force.recipe.recipe_id,
    )
