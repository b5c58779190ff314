"""The engine: puts the cameras' lanes, inspectors, recorder and gate link together.

Threads: one per camera, one per inspector, one recorder, two on the gate's wire. Each wire has one
owner; what a lane shares between them is behind its own lock.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from inspector.clock import monotonic_ns
from inspector.domain.alarm import Alarm
from inspector.domain.errors.state import CommandNotAllowedError
from inspector.domain.evaluation import Reason
from inspector.domain.inspection import Trigger
from inspector.domain.record import ResultStore
from inspector.domain.station import StationCommand, StationState
from inspector.engine.bulkhead import Bulkhead
from inspector.engine.cameras import Cameras
from inspector.engine.fault_watch import CONSECUTIVE_FAILURES, FaultWatch
from inspector.engine.gate_link import GateLink
from inspector.engine.gate_view import GateRegisters, GateView
from inspector.engine.lane import Lane, LaneSettings
from inspector.engine.live import LiveMailbox
from inspector.engine.maintenance import MaintenanceLevel
from inspector.engine.matching import Pair
from inspector.engine.recorder import Recorded, Recorder
from inspector.engine.rows import RowMaker, model_tag
from inspector.engine.states import StateMachine, StationEvent
from inspector.engine.statistics import Statistics
from inspector.engine.waiting import WaitingPart, WaitingParts
from inspector.pipe.records import (
    ClearAlarms,
    Committed,
    EngineStatus,
    GateHello,
    GateStatus,
    LiveTrigger,
    PartSeen,
    PlcWords,
    Record,
    TriggerSeen,
    Verdict,
    VisionWords,
)

_log = logging.getLogger(__name__)
_EXPIRE_S = 0.01
_STALLED_NS = 2_000_000_000
_CAMERAS_STOP_NS = 5_000_000_000


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """How this engine runs.

    Attributes:
        gate_address_file: Where the gate publishes its address.
        inspectors: Threads that judge parts.
        queue_depth: Pictures of each camera that may wait for an inspector; beyond it the oldest is
            given up.
        recipe_number: Number of the recipe in force, for the PLC.
        autostart: Whether inspection begins by itself.
    """

    gate_address_file: Path
    inspectors: int = 1
    queue_depth: int = 8
    recipe_number: int = 1
    autostart: bool = True


class Engine:
    """One station's vision side. All public members may be used from any thread.

    Args:
        settings: How it runs.
        lanes: The cameras; all of them look at each part.
        store: Where results go.
        rows: Makes the rows of the history.
    """

    def __init__(
        self,
        settings: EngineSettings,
        lanes: Sequence[LaneSettings],
        store: ResultStore,
        rows: RowMaker,
    ) -> None:
        self.states = StateMachine()
        self.live = LiveMailbox()
        self.statistics = Statistics()
        self.gate = GateView()
        self._settings = settings
        self._model_tag = model_tag(rows.provenance.model_sha256)
        self._class_index = {name: i for i, name in enumerate(rows.classes)}
        self._waiting = WaitingParts(settings.queue_depth * len(lanes))
        self._faults = FaultWatch()
        self._maintenance = MaintenanceLevel()
        self._busy_since: dict[str, int] = {}
        self._stopping = threading.Event()
        self.recorder = Recorder(store, rows, self._on_recorded)
        self.lanes = [
            Lane(view, lane, self._submit, self._on_camera_change, self._announce)
            for view, lane in enumerate(lanes)
        ]
        self.cameras = Cameras(self.lanes, self._inspecting)
        self._link = GateLink(
            settings.gate_address_file,
            lambda hello: self.recorder.attach(hello.journal_id),
            self._on_attached,
            self._on_record,
            self._on_gate_lost,
            lambda: (self._status(), *self._maintenance.told()),
        )
        self._workers = [
            threading.Thread(target=self._inspect_forever, name=f"inspector-{n}", daemon=True)
            for n in range(settings.inspectors)
        ]
        self._expiry = threading.Thread(target=self._expire_forever, name="expiry", daemon=True)

    @property
    def cameras_connected(self) -> bool:
        """Whether every camera streams."""
        return all(lane.connected for lane in self.lanes)

    @property
    def gate_connected(self) -> bool:
        """Whether the gate listens."""
        return self._link.attached

    @property
    def gate_status(self) -> GateStatus | None:
        """What the gate counts; ``None`` while it is away."""
        return self.gate.status

    @property
    def recorded_at_gate_status(self) -> int:
        """Rows that were stored when :attr:`gate_status` arrived."""
        return self.gate.recorded

    @property
    def alarms(self) -> Alarm:
        """What the gate complains of."""
        return self.gate.alarms

    @property
    def maintenance(self) -> bool:
        """Whether somebody works on the station."""
        return self._maintenance.active

    def registers(self) -> GateRegisters | None:
        """Both register blocks as the gate had them last; ``None`` while nobody told of them."""
        return self.gate.registers

    def start(self) -> None:
        """Bring the station up; inspection begins when autostart is set."""
        self.recorder.start()
        for worker in self._workers:
            worker.start()
        self._expiry.start()
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
        self._link.send(self._status())
        self._stopping.set()
        for lane in self.lanes:
            lane.acquisition.ask_to_stop()
        deadline_ns = monotonic_ns() + _CAMERAS_STOP_NS
        for lane in self.lanes:
            lane.acquisition.stop(max(deadline_ns - monotonic_ns(), 0) / 1_000_000_000)
        self._waiting.close()
        for thread in (*self._workers, self._expiry):
            if thread.ident is not None:
                thread.join()
        self._link.stop()
        self.recorder.stop()

    def command(self, command: StationCommand) -> StationState:
        """Carry out a person's command; the gate hears of it at once.

        Raises:
            CommandNotAllowedError: not in this state.
        """
        if command is StationCommand.START and self.maintenance:
            raise CommandNotAllowedError(
                "somebody works on the station", remedy="End the maintenance first; then start."
            )
        state = self.states.apply(command)
        if command is StationCommand.RESET:
            self._faults.clear()
        self._link.send(self._status())
        return state

    def clear_alarms(self, alarms: Alarm) -> None:
        """A person has seen to these alarms; the gate clears and journals them."""
        self._link.send(ClearAlarms(alarms))

    def maintain(self, active: bool, forced: int = 0, values: int = 0) -> None:
        """Begin, renew or end the work on the station; it ends by itself after five seconds.

        Args:
            active: Whether somebody works on it. All parts are rejected then.
            forced: Bits of the outputs that the person has taken over.
            values: What these outputs are.

        Raises:
            CommandNotAllowedError: the station inspects parts.
        """
        if active and self._inspecting():
            raise CommandNotAllowedError(
                "the station looks at parts now", remedy="Stop the station first; then work on it."
            )
        if active:
            self._maintenance.hold(forced, values)
        else:
            self._maintenance.end()
        for record in self._maintenance.told():
            self._link.send(record)

    def fault_reason(self) -> Reason:
        """What keeps parts from being judged; ``CLASSIFIED`` for nothing."""
        now = monotonic_ns()
        if self.recorder.fault:
            return Reason.STORE_FAILED
        if not self.cameras_connected:
            return Reason.CAMERA_LOST
        if self.states.state is StationState.ERROR:
            return Reason.INFERENCE_FAILED
        if any(now - since > _STALLED_NS for since in tuple(self._busy_since.values())):
            return Reason.INFERENCE_FAILED
        return Reason.CLASSIFIED

    def _inspecting(self) -> bool:
        return self.states.state is StationState.CONTINUOUS_EXECUTION

    def _status(self) -> EngineStatus:
        fault = self.fault_reason()
        listened = all(lane.listened_long_enough() for lane in self.lanes)
        ready = self._inspecting() and fault is Reason.CLASSIFIED and listened
        return EngineStatus(
            ready=ready,
            state=list(StationState).index(self.states.state),
            fault_reason=fault,
            recipe_number=self._settings.recipe_number,
        )

    def _on_attached(self, hello: GateHello) -> None:
        _log.info("attached to gate session %d, journal %08x", hello.session_id, hello.journal_id)
        self._begin_anew()

    def _on_gate_lost(self) -> None:
        _log.warning("the gate is gone; it rejects all parts until it is back")
        self.gate.forget()
        self._begin_anew()

    def _begin_anew(self) -> None:
        for lane in self.lanes:
            lane.on_gate_change()

    def _on_camera_change(self) -> None:
        self._link.send(self._status())

    def _on_record(self, sequence: int, record: Record) -> None:
        if isinstance(record, LiveTrigger):
            self._on_trigger(record)
        elif isinstance(record, GateStatus):
            self.gate.hear_status(record, self.recorder.recorded)
            self._on_part_counted(record.triggered)
        elif isinstance(record, VisionWords | PlcWords):
            self.gate.hear_words(record)
        elif sequence:
            if isinstance(record, TriggerSeen):
                self._on_part_counted(record.trigger_index)
            self.recorder.take(sequence, record)

    def _on_trigger(self, record: LiveTrigger) -> None:
        trigger = Trigger(
            record.trigger_index,
            record.part_id,
            record.encoder,
            record.seen_ns,
            record.deadline_ns,
            record.detection,
        )
        exposed = [lane.expose() for lane in self.lanes]  # before anything that takes time
        for lane, done in zip(self.lanes, exposed, strict=True):
            lane.on_trigger(trigger, record.epoch, exposed=done)

    def _announce(self, detection: int, seen_ns: int) -> None:
        self._link.send(PartSeen(detection, seen_ns))

    def _on_part_counted(self, trigger_index: int) -> None:
        for lane in self.lanes:
            lane.on_part_counted(trigger_index)

    def _expire_forever(self) -> None:
        """A lane that fails leaves its parts to the gate's deadline, and the others alone."""
        bulkheads = [
            Bulkhead(_log, f"{lane.settings.name} keeps time again") for lane in self.lanes
        ]
        while not self._stopping.wait(_EXPIRE_S):
            for lane, bulkhead in zip(self.lanes, bulkheads, strict=True):
                with bulkhead.contain():
                    lane.expire()
                    bulkhead.clear()

    def _submit(self, view: int, pairs: list[Pair]) -> None:
        """Queue work; when too many parts wait, the oldest is given up (never the newest)."""
        for pair in pairs:
            oldest = self._waiting.put(WaitingPart(view, pair))
            if oldest is not None:
                given_up = replace(oldest.pair, fault=Reason.QUEUE_OVERRUN)
                self._judge(replace(oldest, pair=given_up))

    def _inspect_forever(self) -> None:
        name, bulkhead = threading.current_thread().name, Bulkhead(_log)
        while (part := self._waiting.get()) is not None:
            self._busy_since[name] = monotonic_ns()
            with bulkhead.contain():
                self._judge(part)
            del self._busy_since[name]

    def _judge(self, part: WaitingPart) -> None:
        """Judge and tell the gate; the recorder joins the details to the gate's decision later."""
        inspection = self.lanes[part.view].settings.inspector.inspect(part.pair)
        decision = inspection.decision
        self.recorder.remember(part.view, inspection)
        self._link.send(
            Verdict(
                inspection.trigger.trigger_index,
                decision.evaluation,
                decision.reason,
                self._class_index.get(decision.class_name, -1),
                self._model_tag if decision.class_name else 0,
                decision.score,
                part.view,
            )
        )
        self._watch_model(decision.reason)

    def _watch_model(self, reason: Reason) -> None:
        if self._faults.note(reason):
            with contextlib.suppress(CommandNotAllowedError):  # stopped or halted meanwhile
                self.states.apply(StationEvent.FAULT)
                _log.error("the model failed on %d parts in a row", CONSECUTIVE_FAILURES)
            self._link.send(self._status())

    def _on_recorded(self, recorded: Recorded) -> None:
        self._link.send(Committed(recorded.position))
        self.statistics.note(recorded)
        self.live.post(recorded)
