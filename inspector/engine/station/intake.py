"""The parts that the gate tells of, on their way to the cameras' lanes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.inspection import Trigger
from inspector.engine.cameras.lane import Lane
from inspector.engine.change.changeover import Changeover
from inspector.engine.judging.recipes import Recipes
from inspector.engine.matching.parts_in_hand import PartsInHand
from inspector.pipe.records import LiveTrigger, Verdict


class PartIntake:
    """Only the link's thread calls it.

    Args:
        lanes: The cameras.
        recipes: Which is in force.
        changeover: Whether another one is asked for.
        in_hand: Where parts are noted until they are judged.
        tell: Sends a verdict to the gate.
    """

    def __init__(
        self,
        lanes: Sequence[Lane],
        recipes: Recipes,
        changeover: Changeover,
        in_hand: PartsInHand,
        tell: Callable[[Verdict], None],
    ) -> None:
        self._lanes = lanes
        self._recipes = recipes
        self._changeover = changeover
        self._in_hand = in_hand
        self._tell = tell
        self._journal_id = 0
        self._epoch: int | None = None

    def begin_anew(self, journal_id: int) -> None:
        """Another gate, or the same after a time unheard."""
        self._journal_id = journal_id
        self._epoch = None
        self._in_hand.clear()
        for lane in self._lanes:
            lane.on_gate_change()

    def follow(self, epoch: int) -> None:
        """Where it is another one the PLC counts its parts anew."""
        if self._epoch not in (None, epoch):
            for lane in self._lanes:
                lane.on_plc_change()
        self._epoch = epoch

    def on_part_counted(self, trigger_index: int) -> None:
        """The gate counted parts up to this one."""
        for lane in self._lanes:
            lane.on_part_counted(trigger_index)

    def on_trigger(self, part: LiveTrigger) -> None:
        """A part is to be inspected now, by the recipe that it names, or is rejected already."""
        self.follow(part.epoch)
        if part.rejected:
            self._pass_over(part)
            return
        # In hand before anything is asked, so that no changeover goes on and no model is let go
        # between the answer and what follows from it.
        self._in_hand.add(part.trigger_index, part.deadline_ns)
        in_force = self._recipes.in_force.number
        if self._changeover.changing or part.recipe_number not in (0, in_force):
            self._refuse(part)
            return
        exposed = [lane.expose() for lane in self._lanes]  # before anything that takes time
        trigger = Trigger(
            part.trigger_index,
            part.part_id,
            part.encoder,
            part.seen_ns,
            part.deadline_ns,
            part.detection,
            in_force,
            part.delay_max_ns,
            self._recipes.take_on(part.trigger_index).tag,
            self._journal_id,
        )
        for lane, done in zip(self._lanes, exposed, strict=True):
            lane.on_trigger(trigger, exposed=done)

    def _refuse(self, part: LiveTrigger) -> None:
        """The gate did not know yet that this recipe is not in force."""
        self._pass_over(part)
        undefined, changing = Evaluation.UNDEFINED, Reason.RECIPE_CHANGING
        for lane in self._lanes:
            self._tell(Verdict(part.trigger_index, undefined, changing, -1, 0, 0.0, lane.view))
            self._in_hand.settle(part.trigger_index, lane.view)

    def _pass_over(self, part: LiveTrigger) -> None:
        """The cameras must know that it is there, for it is not the part before."""
        passed = Trigger(
            part.trigger_index,
            part.part_id,
            part.encoder,
            part.seen_ns,
            part.deadline_ns,
            part.detection,
            delay_max_ns=part.delay_max_ns,
        )
        for lane in self._lanes:
            lane.on_rejected(passed)
