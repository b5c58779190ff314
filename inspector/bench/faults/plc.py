"""The virtual PLC of a run, watched: what its photo-eye saw and what it said of each part."""

from __future__ import annotations

from dataclasses import replace

from inspector.bench.faults.evidence import Confirmed, Edge, Evidence
from inspector.bench.faults.line_camera import LineCamera
from inspector.plc.line.layout import LineLayout
from inspector.plc.line.methods import TrackingMethod
from inspector.plc.line.signals import LineInputs, LineOutputs
from inspector.sim.soft_plc import SoftPlc
from inspector.sim.world import Seen, World


class WatchedPlc(SoftPlc):
    """A virtual PLC whose photo-eye also triggers the camera.

    Attributes:
        reset: Whether the reset key is held.
        encoder_stuck_at: The count of an encoder that has failed.
        interlocked: Whether the infeed obeys the PLC; otherwise parts come all the same.
        delivered: Number of the last trigger of this session that the gate has acknowledged.

    Args:
        layout: Where things are on the belt.
        world: Sensors and actuators.
        method: How parts are followed.
        evidence: Where it is written down.
        camera: Hangs on the photo-eye.
    """

    def __init__(
        self,
        layout: LineLayout,
        world: World,
        method: TrackingMethod,
        evidence: Evidence,
        camera: LineCamera,
    ) -> None:
        super().__init__(layout, world, method)
        self.reset = False
        self.encoder_stuck_at: int | None = None
        self.interlocked = True
        self.delivered = 0
        self._wired = method
        self._line = world
        self._evidence = evidence
        self._camera = camera
        self._confirm_seq = 0

    def restart(self) -> None:
        """As the virtual PLC's; what it had not told the gate yet is nobody's."""
        session = self.program.plc["plc_session"]
        for edge in self._evidence.edges:
            if edge.plc_session == session and edge.trigger_seq > self.delivered:
                self._evidence.forgotten.add((session, edge.trigger_seq))
        super().restart()
        self.delivered = 0
        self._confirm_seq = 0

    def scan(self, now_ms: float, seen: Seen) -> None:
        """One cycle of the PLC, and of the camera beside it."""
        numbers = self._camera.expose(seen)
        before = self.program.plc["plc_triggered"]
        super().scan(now_ms, replace(seen, inputs=self._inputs(seen.inputs)))
        plc = self.program.plc
        tracked = plc["plc_triggered"] - before
        self._evidence.untracked += len(numbers) - tracked
        for place, count in enumerate(seen.inputs.photo_eye[:tracked]):
            trigger_seq = before + place + 1
            at = count if self.encoder_stuck_at is None else self.encoder_stuck_at
            self._evidence.edges.append(Edge(numbers[place], at, plc["plc_session"], trigger_seq))

    def note_exchange(self, session_told: int) -> None:
        """The blocks were exchanged; call it before the program goes on.

        Args:
            session_told: The gate's session that the last block P named.
        """
        plc, vision = self.program.plc, self.program.vision
        if session_told == vision["session_id"]:
            self.delivered = vision["trigger_seq_seen"]
        if plc["confirm_seq"] not in (0, self._confirm_seq):
            self._confirm_seq = plc["confirm_seq"]
            self._evidence.confirmed.append(
                Confirmed(plc["plc_session"], plc["confirm_trigger_seq"], plc["confirm_code"])
            )

    def _drive(self, outputs: LineOutputs) -> None:
        super()._drive(outputs)
        if not self.interlocked:
            self._line.infeed = True

    def _inputs(self, inputs: LineInputs) -> LineInputs:
        """As wired: without an encoder there is no count but that of the pictures."""
        encoder = inputs.encoder if self._wired == "encoder" else 0
        if self.encoder_stuck_at is None:
            return replace(inputs, encoder=encoder, reset=self.reset)
        return _latched_at(self.encoder_stuck_at, replace(inputs, reset=self.reset))


def _latched_at(count: int, inputs: LineInputs) -> LineInputs:
    """What an encoder that has failed makes of the edges."""
    return replace(
        inputs,
        encoder=count,
        photo_eye=(count,) * len(inputs.photo_eye),
        bin_chute=(count,) * len(inputs.bin_chute),
        exit_eye=(count,) * len(inputs.exit_eye),
    )
