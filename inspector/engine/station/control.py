"""What people command, and whether parts can be judged."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Sequence

from inspector.domain.errors.state import CommandNotAllowedError
from inspector.domain.evaluation import Reason
from inspector.domain.phrases.station import StationPhrase
from inspector.domain.station import StationCommand, StationState
from inspector.engine.cameras.lane import Lane
from inspector.engine.change.changeover import Changeover
from inspector.engine.judging.budget import DeadlineWatch
from inspector.engine.judging.fault_watch import CONSECUTIVE_FAILURES, FaultWatch
from inspector.engine.judging.inspector_pool import InspectorPool
from inspector.engine.judging.recipes import Recipes
from inspector.engine.record.challenge import ChallengeWatch
from inspector.engine.record.recorder import Recorder
from inspector.engine.station.gate_view import GateView
from inspector.engine.station.maintenance import MaintenanceLevel
from inspector.engine.station.states import StateMachine, StationEvent
from inspector.pipe.records import EngineStatus, Maintenance

_log = logging.getLogger(__name__)


class StationControl:
    """The station's state and all that hinders it. Safe to use from any thread.

    Args:
        lanes: The cameras.
        recorder: Must be able to store.
        pool: Must not hang.
        recipes: Which is in force.
        changeover: Whether another one is asked for.
        deadline: Whether verdicts can be in time.
        challenge: Whether the station is locked out.
        gate: What it told last.
        faults: Counts the failures of the model.
    """

    def __init__(
        self,
        lanes: Sequence[Lane],
        recorder: Recorder,
        pool: InspectorPool,
        recipes: Recipes,
        changeover: Changeover,
        deadline: DeadlineWatch,
        challenge: ChallengeWatch,
        gate: GateView,
        faults: FaultWatch,
    ) -> None:
        self.states = StateMachine()
        self.maintenance = MaintenanceLevel()
        self._lanes = lanes
        self._recorder = recorder
        self._pool = pool
        self._recipes = recipes
        self._changeover = changeover
        self._deadline = deadline
        self._challenge = challenge
        self._gate = gate
        self._faults = faults
        self._commanding = threading.Lock()

    @property
    def inspecting(self) -> bool:
        """Whether parts are inspected now."""
        return self.states.state is StationState.CONTINUOUS_EXECUTION

    def command(self, command: StationCommand) -> StationState:
        """Carry out a person's command.

        Raises:
            CommandNotAllowedError: not in this state, or not while somebody works on the station.
        """
        with self._commanding:
            if command is StationCommand.START and self.maintenance.active:
                raise CommandNotAllowedError(
                    StationPhrase.SOMEBODY_WORKS(), remedy=StationPhrase.END_MAINTENANCE_FIRST()
                )
            state = self.states.apply(command)
        if command is StationCommand.START:
            self._deadline.measure_again()
        elif command is StationCommand.RESET:
            self._faults.clear()
            self._changeover.forget_refusal()
        return state

    def maintain(self, *, active: bool, forced: int, values: int) -> None:
        """Begin, renew or end the work on the station.

        Raises:
            CommandNotAllowedError: the station inspects parts.
        """
        with self._commanding:
            if not active:
                self.maintenance.end()
            elif self.inspecting:
                raise CommandNotAllowedError(
                    StationPhrase.STATION_INSPECTS(), remedy=StationPhrase.STOP_TO_WORK()
                )
            else:
                self.maintenance.hold(forced, values)

    def end_interrupted_maintenance(self) -> bool:
        """The gate has found a maintenance interrupted by the fall of an engine.

        Unless it is still this engine's, the station stops, and the gate learns that it has ended.
        """
        with self._commanding:
            if self.maintenance.active:
                return False
            if self.inspecting:
                self.states.apply(StationCommand.STOP)
            self.maintenance.end_interrupted()
            _log.warning("a maintenance was interrupted; a person must start the station again")
            return True

    def fault_reason(self) -> Reason:
        """What keeps parts from being judged; ``CLASSIFIED`` for nothing."""
        if self._recorder.fault:
            return Reason.STORE_FAILED
        if not all(lane.connected for lane in self._lanes):
            return Reason.CAMERA_LOST
        if self.states.state is StationState.ERROR or self._pool.stalled:
            return Reason.INFERENCE_FAILED
        if self._changeover.changing:
            return Reason.RECIPE_CHANGING
        if not self._deadline.budget().met:
            return Reason.DEADLINE_UNREACHABLE
        if self._challenge.locked_out:
            return Reason.LOCKED_OUT
        return Reason.CLASSIFIED

    def status(self) -> EngineStatus:
        """The report to the gate; numbers are read first, so that they never run ahead."""
        epoch = self._gate.epoch
        in_force = self._recipes.in_force.number
        fault = self.fault_reason()
        listened = all(lane.listened_long_enough() for lane in self._lanes)
        return EngineStatus(
            ready=self.inspecting and fault is Reason.CLASSIFIED and listened,
            state=list(StationState).index(self.states.state),
            fault_reason=fault,
            recipe_number=in_force,
            recipe_refused=self._changeover.refused,
            epoch=epoch,
        )

    def told(self) -> tuple[EngineStatus | Maintenance, ...]:
        """What the gate is told with each beat."""
        return (self.status(), *self.maintenance.told())

    def watch_model(self, reason: Reason) -> bool:
        """Take in the reason of one verdict; ``True`` when it stops the station just now."""
        if not self._faults.note(reason):
            return False
        with contextlib.suppress(CommandNotAllowedError):  # stopped or halted meanwhile
            self.states.apply(StationEvent.FAULT)
            _log.error("the model failed on %d parts in a row", CONSECUTIVE_FAILURES)
        return True
