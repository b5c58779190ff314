"""What runs, and the station file for it."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from typing import Final

from inspector.demo.plc_section import coupler_sections, plc_section
from inspector.plc.line.methods import TrackingMethod
from inspector.sim.belt import counts_per_ms
from inspector.sim.line_plc import PlcRole
from inspector.sim.soft_plc import line_layout
from inspector.sim.world import Geometry

_SHORT: Final = Geometry()
_LONG: Final = Geometry(decision=12_500, ejector=13_200, exit=13_700)
_EARLY: Final = Geometry(ejector=6200, exit=6700)
"""Where the gate drives the ejector: it decides before the part ahead is at the ejector."""
_DEADLINE_SHARE: Final = 0.8
_MS_PER_MIN: Final = 60_000
PITCH_MS: Final = {"server": 30.0, "client": 40.0, "coupler": 80.0}
"""From part to part: as fast as two busy cores can simulate it."""


@dataclass(frozen=True, slots=True)
class RunSettings:
    """One run.

    Attributes:
        seed: Decides which parts are bad, and what happens when.
        parts: How many come at least; the run goes on until every fault has been injected.
        role: What the gate is on the fieldbus.
        tracking: How the line program follows parts.
        faults: Names of the faults; empty for all that apply.
        repeats: How often each is injected.
        long_belt: Whether many parts are on their way between camera and ejector.
    """

    seed: int = 1
    parts: int = 600
    role: PlcRole = "server"
    tracking: TrackingMethod = "encoder"
    faults: tuple[str, ...] = ()
    repeats: int = 2
    long_belt: bool = False

    @property
    def pitch_ms(self) -> float:
        """From part to part."""
        return PITCH_MS[self.role]

    @property
    def rate_per_min(self) -> float:
        """Speed of the belt."""
        return _MS_PER_MIN / self.pitch_ms

    @property
    def geometry(self) -> Geometry:
        """Distances along the belt."""
        if self.role == "coupler":
            return _EARLY
        return _LONG if self.long_belt else _SHORT


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def station_toml(settings: RunSettings, port: int) -> str:
    """A station file; camera and model are never opened, as the engine is a script.

    Args:
        settings: What runs.
        port: Where the gate listens, or what it connects to.
    """
    geometry = settings.geometry
    deadline_ms = round(settings.pitch_ms * geometry.decision / geometry.pitch * _DEADLINE_SHARE)
    plc = plc_section(settings.role, port, deadline_ms)
    if settings.role == "coupler":
        speed = counts_per_ms(geometry, settings.rate_per_min)
        layout = line_layout(geometry, settings.tracking, speed)
        plc += coupler_sections(layout, settings.tracking, settings.pitch_ms)
    return f"""\
# Written by `inspector bench faults`.
schema_version = 1

[station]
id = "fault-campaign"
simulated = true

[camera]
driver = "sim"
port = 1

[model]
package = "none"

{plc}"""
