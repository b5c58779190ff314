"""What was found in a picture, on its way to the gate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from inspector.domain.inspection import Inspection
from inspector.engine.judging.known_models import KnownModels
from inspector.engine.matching.parts_in_hand import PartsInHand
from inspector.engine.record.recorder import Recorder
from inspector.engine.record.statistics import Statistics
from inspector.engine.station.control import StationControl
from inspector.engine.station.gate_view import GateView
from inspector.pipe.records import Record, Verdict


@dataclass(frozen=True, slots=True)
class VerdictSender:
    """The inspectors' threads call it.

    Attributes:
        gate: Of which journal the parts are.
        models: All that have judged.
        recorder: Joins the details to the gate's decision later.
        in_hand: Where the part is settled.
        statistics: How long it took.
        control: Stops the station when the model fails again and again.
        send: Tells the gate something.
    """

    gate: GateView
    models: KnownModels
    recorder: Recorder
    in_hand: PartsInHand
    statistics: Statistics
    control: StationControl
    send: Callable[[Record], None]

    def on_inspection(self, view: int, inspection: Inspection) -> None:
        """One verdict.

        Another journal counts its parts anew: what is found on a part of the one before is of none.
        """
        if inspection.trigger.journal_id != self.gate.journal_id:
            return
        decision, trigger_index = inspection.decision, inspection.trigger.trigger_index
        self.recorder.remember(view, inspection)
        class_index, tag = self._cited(inspection)
        self.send(
            Verdict(
                trigger_index,
                decision.evaluation,
                decision.reason,
                class_index,
                tag,
                decision.score,
                view,
            )
        )
        self.in_hand.settle(trigger_index, view)
        self.statistics.note_inspection(inspection.timings)
        if self.control.watch_model(decision.reason):
            self.send(self.control.status())

    def _cited(self, inspection: Inspection) -> tuple[int, int]:
        """Number of the class that was found, and tag of the model that knows it by this number."""
        name, tag = inspection.decision.class_name, inspection.trigger.model_tag
        model = self.models.find(tag) if name else None
        return (-1, 0) if model is None else (model.classes.index(name), tag)
