"""The engine as it runs: up, down, and what people command meanwhile.

Threads: one per camera, one per inspector, one recorder, one for changeovers, two on the gate's
wire. Each wire has one owner; what a lane shares between them is behind its own lock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspector.clock import monotonic_ns
from inspector.domain.alarm import Alarm
from inspector.domain.station import StationCommand, StationState
from inspector.engine.cameras.expiry import Expiry
from inspector.engine.cameras.lane import Lane
from inspector.engine.cameras.running import Cameras
from inspector.engine.change.changeover import Changeover
from inspector.engine.change.model_switch import ModelSwitch
from inspector.engine.judging.budget import DeadlineWatch
from inspector.engine.judging.inspector_pool import InspectorPool
from inspector.engine.judging.recipes import Recipes
from inspector.engine.matching.parts_in_hand import PartsInHand
from inspector.engine.record.challenge import ChallengeWatch
from inspector.engine.record.lots import Lots
from inspector.engine.record.recorder import Recorder
from inspector.engine.record.statistics import Statistics
from inspector.engine.station.control import StationControl
from inspector.engine.station.gate_link import GateLink
from inspector.engine.station.gate_view import GateView
from inspector.engine.station.live import LiveMailbox
from inspector.engine.station.states import StateMachine, StationEvent
from inspector.engine.trial.trials import Trial
from inspector.pipe.records import ClearAlarms

_CAMERAS_STOP_NS = 5_000_000_000


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Engine:
    """One station's vision side, put together by :mod:`inspector.engine.building`.

    All of it may be used from any thread.

    Attributes:
        autostart: Whether inspection begins by itself.
        gate: What the gate told last.
        live: What the screens show.
        statistics: Rate and latency.
        recipes: What parts are judged by.
        lots: Which lot each part belongs to.
        challenge: Which parts are challenge parts.
        lanes: The cameras; all of them look at each part.
        cameras: The same as people see and set them.
        recorder: Writes the history.
        deadline: Whether verdicts can be in time.
        changeover: From one recipe to another.
        models: From one model to another.
        trial: The model that judges along.
        control: What people command, and what hinders it.
        pool: Judges parts.
        in_hand: Parts that are not judged yet.
        expiry: Gives up parts whose frames can no longer come.
        link: The wire to the gate.
    """

    autostart: bool
    gate: GateView
    live: LiveMailbox
    statistics: Statistics
    recipes: Recipes
    lots: Lots
    challenge: ChallengeWatch
    lanes: Sequence[Lane]
    cameras: Cameras
    recorder: Recorder
    deadline: DeadlineWatch
    changeover: Changeover
    models: ModelSwitch
    trial: Trial
    control: StationControl
    pool: InspectorPool
    in_hand: PartsInHand
    expiry: Expiry
    link: GateLink

    @property
    def states(self) -> StateMachine:
        """The station's state."""
        return self.control.states

    @property
    def idle(self) -> bool:
        """Whether no part waits to be judged or is being judged."""
        return self.pool.idle

    @property
    def cameras_connected(self) -> bool:
        """Whether every camera streams."""
        return all(lane.connected for lane in self.lanes)

    @property
    def gate_connected(self) -> bool:
        """Whether the gate listens."""
        return self.link.attached

    @property
    def maintenance(self) -> bool:
        """Whether somebody works on the station."""
        return self.control.maintenance.active

    def start(self) -> None:
        """Bring the station up; inspection begins when autostart is set."""
        self.recorder.start()
        self.pool.start()
        self.expiry.start()
        self.changeover.start()
        for lane in self.lanes:
            lane.acquisition.start()
        self.states.apply(StationEvent.INITIALIZED)
        self.states.apply(StationEvent.PREPARED)
        if self.autostart:
            self.states.apply(StationCommand.START)
        self.link.start()

    def stop(self) -> None:
        """Go down in the order of duty: the gate first, the record last."""
        self.states.apply(StationEvent.HALT)
        self.link.report()
        self.changeover.ask_to_stop()
        self.trial.end()
        self.in_hand.clear()
        for lane in self.lanes:
            lane.acquisition.ask_to_stop()
        deadline_ns = monotonic_ns() + _CAMERAS_STOP_NS
        for lane in self.lanes:
            lane.acquisition.stop(max(deadline_ns - monotonic_ns(), 0) / 1_000_000_000)
        self.changeover.stop()
        self.pool.stop()
        self.expiry.stop()
        self.link.stop()
        self.recorder.stop()

    def command(self, command: StationCommand) -> StationState:
        """Carry out a person's command; the gate hears of it at once.

        Raises:
            CommandNotAllowedError: not in this state, or not while somebody works on the station.
        """
        state = self.control.command(command)
        self.link.report()
        return state

    def clear_alarms(self, alarms: Alarm) -> None:
        """A person has seen to these alarms; the gate clears and journals them."""
        self.link.send(ClearAlarms(alarms))

    def maintain(self, active: bool, forced: int = 0, values: int = 0) -> None:
        """Begin, renew or end the work on the station; it ends by itself after five seconds.

        Args:
            active: Whether somebody works on it. All parts are rejected then.
            forced: Bits of the outputs that the person has taken over.
            values: What these outputs are.

        Raises:
            CommandNotAllowedError: the station inspects parts.
        """
        self.control.maintain(active=active, forced=forced, values=values)
        self.link.report()
