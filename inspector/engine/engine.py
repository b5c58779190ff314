"""The engine: puts the cameras' lanes, inspectors, recorder and gate link together.

Threads: one per camera, one per inspector, one recorder, one for changeovers, two on the gate's
wire. Each wire has one owner; what a lane shares between them is behind its own lock.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from inspector.clock import monotonic_ns
from inspector.domain.alarm import Alarm
from inspector.domain.record import ResultStore
from inspector.domain.station import StationCommand, StationState
from inspector.engine.cameras.running import Cameras
from inspector.engine.change.changeover import Changeover
from inspector.engine.change.model_switch import ModelSwitch
from inspector.engine.change.recipes import LineModel, Recipes
from inspector.engine.judging.budget import DeadlineWatch
from inspector.engine.judging.inspector_pool import InspectorPool
from inspector.engine.judging.lane import Lane, LaneSettings
from inspector.engine.matching.expiry import Expiry
from inspector.engine.matching.intake import PartIntake
from inspector.engine.matching.parts_in_hand import PartsInHand
from inspector.engine.record.challenge import ChallengeWatch
from inspector.engine.record.citations import RecipeCitations
from inspector.engine.record.lots import Lots
from inspector.engine.record.recorder import Recorded, Recorder
from inspector.engine.record.rows import RowMaker
from inspector.engine.record.statistics import Statistics
from inspector.engine.settings import EngineSettings
from inspector.engine.station.control import StationControl
from inspector.engine.station.gate_link import GateLink
from inspector.engine.station.gate_listener import GateListener
from inspector.engine.station.gate_view import GateRegisters, GateView
from inspector.engine.station.live import LiveMailbox
from inspector.engine.station.states import StationEvent
from inspector.engine.station.verdict_sender import VerdictSender
from inspector.engine.trial.trials import Trial
from inspector.pipe.records import ClearAlarms, Committed, PartSeen, Record

_CAMERAS_STOP_NS = 5_000_000_000


class Engine:
    """One station's vision side. All public members may be used from any thread.

    Args:
        settings: How it runs.
        lanes: The cameras; all of them look at each part.
        model: In force at the start, with the first of its recipes.
        store: Where results go.
        rows: Makes the rows of the history.
    """

    def __init__(
        self,
        settings: EngineSettings,
        lanes: Sequence[LaneSettings],
        model: LineModel,
        store: ResultStore,
        rows: RowMaker,
    ) -> None:
        self.live = LiveMailbox()
        self.statistics = Statistics()
        self.gate = GateView()
        self.lots = Lots()
        self.challenge = ChallengeWatch()
        self.recipes = Recipes(model)
        self._settings = settings
        self._in_hand = PartsInHand(len(lanes))
        self._pool = InspectorPool(
            self.recipes,
            settings.inspectors,
            settings.queue_depth * len(lanes),
            lambda view, found: self._verdicts.on_inspection(view, found),
            lambda view, judged: self.trial.show(view, judged),
        )
        deadline_ms, duty = settings.budget.deadline_ms, settings.shadow_duty_percent
        self.trial = Trial(store, self._pool, self.statistics, deadline_ms, duty)
        cited = RecipeCitations(self.recipes)
        self.recorder = Recorder(store, rows, cited, self.lots, self.challenge, self._on_recorded)
        self.lanes = [
            Lane(view, lane, own.features, self._pool.submit, self._tell_status, self._announce)
            for view, (lane, own) in enumerate(zip(lanes, model.recipes[0].views, strict=True))
        ]
        self.deadline = DeadlineWatch(settings.budget, self.lanes, self.statistics)
        self.changeover = Changeover(self.recipes, self.lanes, self._in_hand, self._on_changeover)
        self._intake = PartIntake(
            self.lanes, self.recipes, self.changeover, self._in_hand, self._send
        )
        self._control = StationControl(
            self.lanes,
            self.recorder,
            self._pool,
            self.recipes,
            self.changeover,
            self.deadline,
            self.challenge,
            self.gate,
        )
        self.models = ModelSwitch(
            self.recipes, rows.models, self._in_hand, self.deadline, self.statistics, self._control
        )
        self.states = self._control.states
        self.cameras = Cameras(self.lanes, lambda: self._control.inspecting)
        self._verdicts = VerdictSender(
            self.gate,
            rows.models,
            self.recorder,
            self._in_hand,
            self.statistics,
            self._control,
            self._send,
        )
        self._link = self._make_link(settings.gate_address_file)
        self._expiry = Expiry(self.lanes)

    @property
    def idle(self) -> bool:
        """Whether no part waits to be judged or is being judged."""
        return self._pool.idle

    @property
    def cameras_connected(self) -> bool:
        """Whether every camera streams."""
        return all(lane.connected for lane in self.lanes)

    @property
    def gate_connected(self) -> bool:
        """Whether the gate listens."""
        return self._link.attached

    @property
    def alarms(self) -> Alarm:
        """What the gate complains of."""
        return self.gate.alarms

    @property
    def maintenance(self) -> bool:
        """Whether somebody works on the station."""
        return self._control.maintenance.active

    def registers(self) -> GateRegisters | None:
        """Both register blocks as the gate had them last; ``None`` while nobody told of them."""
        return self.gate.registers

    def start(self) -> None:
        """Bring the station up; inspection begins when autostart is set."""
        self.recorder.start()
        self._pool.start()
        self._expiry.start()
        self.changeover.start()
        for lane in self.lanes:
            lane.acquisition.start()
        self.states.apply(StationEvent.INITIALIZED)
        self.states.apply(StationEvent.PREPARED)
        if self._settings.autostart:
            self.states.apply(StationCommand.START)
        self._link.start()

    def stop(self) -> None:
        """Go down in the order of duty: the gate first, the record last."""
        self.states.apply(StationEvent.HALT)
        self._tell_status()
        self.changeover.ask_to_stop()
        self.trial.end()
        self._in_hand.clear()
        for lane in self.lanes:
            lane.acquisition.ask_to_stop()
        deadline_ns = monotonic_ns() + _CAMERAS_STOP_NS
        for lane in self.lanes:
            lane.acquisition.stop(max(deadline_ns - monotonic_ns(), 0) / 1_000_000_000)
        self.changeover.stop()
        self._pool.stop()
        self._expiry.stop()
        self._link.stop()
        self.recorder.stop()

    def command(self, command: StationCommand) -> StationState:
        """Carry out a person's command; the gate hears of it at once.

        Raises:
            CommandNotAllowedError: not in this state, or not while somebody works on the station.
        """
        state = self._control.command(command)
        self._tell_status()
        return state

    def clear_alarms(self, alarms: Alarm) -> None:
        """A person has seen to these alarms; the gate clears and journals them."""
        self._send(ClearAlarms(alarms))

    def maintain(self, active: bool, forced: int = 0, values: int = 0) -> None:
        """Begin, renew or end the work on the station; it ends by itself after five seconds.

        Args:
            active: Whether somebody works on it. All parts are rejected then.
            forced: Bits of the outputs that the person has taken over.
            values: What these outputs are.

        Raises:
            CommandNotAllowedError: the station inspects parts.
        """
        self._control.maintain(active=active, forced=forced, values=values)
        for record in self._control.maintenance.told():
            self._send(record)

    def _make_link(self, gate_address_file: Path) -> GateLink:
        listener = GateListener(
            self.gate,
            self._control,
            self.recipes,
            self.trial,
            self.changeover,
            self.challenge,
            self.lots,
            self._intake,
            self.recorder,
            self.statistics,
            self._send,
        )
        return GateLink(
            gate_address_file,
            listener.position,
            listener.on_attached,
            listener.on_record,
            listener.on_lost,
            self._control.told,
        )

    def _send(self, record: Record) -> None:
        self._link.send(record)

    def _tell_status(self) -> None:
        self._send(self._control.status())

    def _on_changeover(self) -> None:
        self.deadline.measure_again()
        self._tell_status()

    def _announce(self, detection: int, seen_ns: int) -> None:
        self._send(PartSeen(detection, seen_ns))

    def _on_recorded(self, recorded: Recorded) -> None:
        self._send(Committed(recorded.position))
        self.statistics.note(recorded)
        rows = [row for row, _ in recorded.results]
        self.challenge.note_recorded(rows, recorded.outcomes)
        self.live.post(recorded)
