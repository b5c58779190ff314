"""The PLC of the virtual line: it scans the line program, and can be restarted or frozen."""

from __future__ import annotations

import secrets

from inspector.plc.line.layout import LineLayout
from inspector.plc.line.methods import TrackingMethod
from inspector.plc.line.program import LineProgram
from inspector.plc.line.signals import LineOutputs
from inspector.sim.world import Geometry, Seen, World

_SESSION_MAX = 0xFFFF


def line_layout(
    geometry: Geometry, method: TrackingMethod = "encoder", counts_per_ms: float = 1.0
) -> LineLayout:
    """The distances as the line program wants them: in counts, or in milliseconds."""
    scale = 1.0 if method == "encoder" else counts_per_ms
    return LineLayout(
        decision=round(geometry.decision / scale),
        ejector=round(geometry.ejector / scale),
        exit=round(geometry.exit / scale),
        window=max(round(geometry.reach / scale), 1),
    )


class SoftPlc:
    """Connects a line program with the world's sensors and actuators.

    Attributes:
        program: The line program that runs now; another one after a restart.

    Args:
        layout: Where things are on the belt.
        world: Sensors and actuators.
        method: How parts are followed.
    """

    def __init__(
        self, layout: LineLayout, world: World, method: TrackingMethod = "encoder"
    ) -> None:
        self._layout = layout
        self._method = method
        self._world = world
        self._frozen = False
        self.program = self._start(belt_empty=True)

    @property
    def frozen(self) -> bool:
        """Whether neither the program nor the fieldbus runs."""
        return self._frozen

    def freeze(self) -> None:
        """The PLC hangs; its watchdog takes the power off the outputs."""
        self._frozen = True
        self._drive(LineOutputs())

    def thaw(self) -> None:
        """The PLC goes on where it was; what the sensors saw meanwhile is lost to it."""
        self._frozen = False

    def restart(self) -> None:
        """The PLC begins anew: another session, all sequences from 0, no part known."""
        self.program = self._start(belt_empty=False)
        self._drive(LineOutputs())

    def scan(self, now_ms: float, seen: Seen) -> None:
        """One cycle of the PLC."""
        if not self._frozen:
            self._drive(self.program.scan(now_ms, seen.inputs))

    def _start(self, *, belt_empty: bool) -> LineProgram:
        session = secrets.randbelow(_SESSION_MAX) + 1
        return LineProgram(self._layout, session, self._method, belt_empty=belt_empty)

    def _drive(self, outputs: LineOutputs) -> None:
        self._world.gate_open = outputs.pass_gate
        self._world.infeed = outputs.infeed
