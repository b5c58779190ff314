"""Sensors and actuators of the virtual line, wired to the virtual coupler."""

from __future__ import annotations

from typing import Final

from inspector.plc.coupler import CouplerInput, CouplerOutput
from inspector.sim.coupler import VirtualCoupler
from inspector.sim.world import Seen, World

_PART_LENGTH: Final = 300
"""Encoder counts for which a part darkens an eye."""


class CouplerLine:
    """Puts what the sensors see on the coupler's inputs, and its coils on the actuators.

    Args:
        coupler: The coupler.
        world: Sensors and actuators.
        run_empty: Encoder counts that go by before the first part may come.
    """

    def __init__(self, coupler: VirtualCoupler, world: World, run_empty: int = 0) -> None:
        self._coupler = coupler
        self._world = world
        self._run_empty = run_empty
        self._dark_until: dict[CouplerInput, int] = {}

    def scan(self, now_ms: float, seen: Seen) -> None:
        """The belt has moved."""
        del now_ms
        line, coupler = seen.inputs, self._coupler
        coupler.encoder = line.encoder
        coupler.photo_eye_count += len(line.photo_eye)
        levels = {
            CouplerInput.LINE_RUNNING: line.line_running,
            CouplerInput.BIN_FULL: line.bin_full,
            CouplerInput.AIR_LOW: line.air_low,
            CouplerInput.PHOTO_EYE: self._dark(CouplerInput.PHOTO_EYE, line.photo_eye),
            CouplerInput.CHUTE: self._dark(CouplerInput.CHUTE, line.bin_chute),
            CouplerInput.EXIT_EYE: self._dark(CouplerInput.EXIT_EYE, line.exit_eye),
            CouplerInput.REJECT_EYE: self._dark(CouplerInput.REJECT_EYE, line.reject_eye),
        }
        coupler.inputs = CouplerInput(sum(bit for bit, is_on in levels.items() if is_on))
        outputs = coupler.outputs
        self._world.gate_open = CouplerOutput.PASS_GATE in outputs
        self._world.infeed = CouplerOutput.INFEED in outputs and coupler.encoder >= self._run_empty

    def _dark(self, eye: CouplerInput, edges: tuple[int, ...]) -> bool:
        """Whether a part stands before the eye, or is about to fall past it."""
        encoder = self._coupler.encoder
        if edges:
            self._dark_until[eye] = edges[-1] + _PART_LENGTH
        return encoder < self._dark_until.get(eye, 0)
