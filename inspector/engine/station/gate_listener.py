"""What becomes of everything that the gate says."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from inspector.engine.change.changeover import Changeover
from inspector.engine.judging.recipes import Recipes
from inspector.engine.record.challenge import ChallengeWatch
from inspector.engine.record.lots import Lots
from inspector.engine.record.recorder import Recorder
from inspector.engine.record.statistics import Statistics
from inspector.engine.station.control import StationControl
from inspector.engine.station.gate_view import GateView
from inspector.engine.station.intake import PartIntake
from inspector.engine.trial.trials import Trial
from inspector.pipe.records import (
    GateHello,
    GateStatus,
    LinkFault,
    LiveTrigger,
    PlcWords,
    RecipeRequested,
    Record,
    TriggerSeen,
    VisionWords,
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class GateListener:
    """Only the link's thread calls it.

    Attributes:
        gate: Keeps what was said last.
        control: Whether the station inspects.
        recipes: Hear of another journal.
        trial: Hears of another journal.
        changeover: Hears what the PLC asks for.
        challenge: Hears of each part before it is judged.
        lots: Hear of each part before it is judged.
        intake: Takes the parts that come.
        recorder: Takes the journal.
        statistics: Hear how many parts were counted.
        report: Tells the gate how the engine is.
    """

    gate: GateView
    control: StationControl
    recipes: Recipes
    trial: Trial
    changeover: Changeover
    challenge: ChallengeWatch
    lots: Lots
    intake: PartIntake
    recorder: Recorder
    statistics: Statistics
    report: Callable[[], None]

    def position(self, hello: GateHello) -> int:
        """Behind which record of its journal the gate shall go on."""
        return self.recorder.attach(hello.journal_id)

    def on_attached(self, hello: GateHello) -> None:
        """A gate is here, which counts its parts from the beginning or goes on."""
        _log.info("attached to gate session %d, journal %08x", hello.session_id, hello.journal_id)
        self.changeover.forget_refusal()
        if self.gate.hear_hello(hello):
            self.recipes.begin_anew()
            self.trial.begin_journal(hello.journal_id)
            self.challenge.begin_anew()
        self.intake.begin_anew(hello.journal_id)

    def on_lost(self) -> None:
        """It is gone."""
        _log.warning("the gate is gone; it rejects all parts until it is back")
        self.gate.forget()
        self.statistics.forget_counted()
        self.intake.begin_anew(self.gate.journal_id)

    def on_record(self, sequence: int, record: Record) -> None:
        """One record; its ``sequence`` is 0 unless it is of the journal."""
        if isinstance(record, LiveTrigger):
            if not record.rejected:
                self.lots.note_coming(record.trigger_index)
                self.challenge.note_coming(record.trigger_index)
            self.intake.on_trigger(record)
        elif isinstance(record, GateStatus):
            self._on_status(record)
        elif isinstance(record, VisionWords | PlcWords):
            self.gate.hear_words(record)
            self._watch_request()
        elif isinstance(record, LinkFault):
            self.gate.hear_link_fault(record)
        elif isinstance(record, RecipeRequested):
            self.changeover.request(record.recipe_number)
        elif sequence:
            if isinstance(record, TriggerSeen):
                self.lots.note_told(record.trigger_index)
                self.intake.on_part_counted(record.trigger_index)
            self.recorder.take(sequence, record)

    def _on_status(self, status: GateStatus) -> None:
        """A PLC that counts anew is answered at once: until then the gate announces no part."""
        if self.gate.status is None and status.maintenance:
            self._end_interrupted_maintenance()
        counts_anew = status.epoch != self.gate.epoch
        if status.epoch:  # 0 before the first PLC, and of a gate that is older than this engine
            self.intake.follow(status.epoch)
        self.gate.hear_status(status, self.recorder.recorded)
        self.lots.note_counted(status.triggered)
        self.statistics.note_counted(status.triggered)
        self.intake.on_part_counted(status.triggered)
        if counts_anew:
            self.report()

    def _end_interrupted_maintenance(self) -> None:
        """Somebody worked on the station when the engine fell: only a person may start again."""
        if self.control.end_interrupted_maintenance():
            self.report()

    def _watch_request(self) -> None:
        """A refusal stands as long as the PLC asks for what was refused."""
        asked = self.gate.recipe_request
        if asked is not None and self.changeover.refused not in (0, asked):
            self.changeover.forget_refusal()
