"""The line program: sensors and verdicts in, ejector and confirmations out.

Its rules are those of the handshake in docs/reference/register-map.md.
"""

from __future__ import annotations

from inspector.plc.block import RegisterBlock, next_sequence
from inspector.plc.line.approach import Approach
from inspector.plc.line.changeover import Changeover
from inspector.plc.line.confirmation import Confirmations
from inspector.plc.line.heartbeat import Heartbeat
from inspector.plc.line.layout import LineLayout
from inspector.plc.line.methods import TrackingMethod, make_tracking
from inspector.plc.line.purge import Purge
from inspector.plc.line.results import take_results
from inspector.plc.line.signals import LineInputs, LineOutputs
from inspector.plc.line.slots import Slots
from inspector.plc.line.tracking import Loss, Tracking
from inspector.plc.line.triggers import Triggers
from inspector.plc.registers import (
    MAP_VERSION,
    PLC_BLOCK,
    PLC_WORDS,
    VISION_BLOCK,
    VISION_WORDS,
    ConfirmCode,
    Control,
    Request,
    Status,
    is_set,
)

_SLOTS_MAX = 256
_WRONG = Status.ALARM | Status.FAULT
_ENABLED, _RUNNING, _PURGING, _RESET = map(
    int,
    (Control.TRIGGER_ENABLE, Control.LINE_RUNNING, Control.PURGE_ACTIVE, Control.CLEAR_FAULT),
)


class LineProgram:
    """State of the line program; one thread calls all of it.

    Attributes:
        vision: Block V as it was read last.
        plc: Block P as it is to be written.
        diverted: Cleared parts that were rejected because the station was silent.
        losses: How often tracking was lost.
        loss: Why tracking was lost the last time, if it ever was.

    Args:
        layout: Where things are on the belt.
        session: The PLC's session, 1 to 65535, another one at each start.
        method: How parts are followed.
        heartbeat_timeout_ms: Silence of the station after which every part is rejected.
        belt_empty: Whether it is known that no part lies between camera and ejector at the start.
    """

    def __init__(
        self,
        layout: LineLayout,
        session: int,
        method: TrackingMethod = "encoder",
        heartbeat_timeout_ms: float = 300.0,
        *,
        belt_empty: bool = False,
    ) -> None:
        self.vision = RegisterBlock(VISION_BLOCK, VISION_WORDS)
        self.plc = RegisterBlock(PLC_BLOCK, PLC_WORDS)
        self.plc["plc_session"] = session
        self.diverted = 0
        self.losses = 0
        self.loss: Loss | None = None
        self._layout = layout
        self._slots = Slots()
        self._tracking: Tracking = make_tracking(method, layout)
        self._triggers = Triggers(self.plc)
        self._confirmations = Confirmations(layout, self._slots, self.plc)
        self._heartbeat = Heartbeat(heartbeat_timeout_ms)
        self._purge = Purge(layout, active=not belt_empty)
        self._changeover = Changeover(self.vision, self.plc)
        self._introduced = False

    @property
    def undecided(self) -> int:
        """Tracked parts that wait for a result before their decision point."""
        return sum(not slot.closed for slot in self._slots)

    @property
    def place(self) -> int:
        """How far the belt has come, in the units of the layout."""
        return self._tracking.place

    @property
    def purging(self) -> bool:
        """Whether everything is rejected until the belt is empty."""
        return self._purge.active

    @property
    def trigger_ready(self) -> bool:
        """Whether the station takes triggers."""
        return is_set(self.vision["status"], Status.TRIGGER_READY)

    @property
    def recipe_refused(self) -> bool:
        """Whether the station cannot satisfy the last change of recipe."""
        return self._changeover.refused

    @property
    def settled(self) -> bool:
        """Whether the station has taken over all that this program had to say."""
        return (
            self._introduced
            and not self._slots
            and not self._confirmations.waiting
            and not self._triggers.waiting
            and self.vision["confirm_ack_seq"] == self.plc["confirm_seq"]
            and self.vision["trigger_seq_seen"] == self.plc["trigger_seq"]
            and self.vision["result_seq"] in (0, self.plc["result_ack_seq"])
        )

    def change_recipe(self, recipe: int, *, when_empty: bool = True) -> None:
        """Stop the infeed, change the recipe and go on when it is in force.

        Args:
            recipe: Number of the recipe, 0 for whichever is in force.
            when_empty: First let the belt run empty; otherwise the parts on it are rejected.
        """
        self._changeover.begin(recipe, when_empty=when_empty)

    def approaching(self) -> list[Approach]:
        """The tracked parts, the first to leave first."""
        place = self._tracking.place
        return [
            Approach(slot.trigger_seq, slot.ejector_place - place, slot.passes)
            for slot in self._slots
        ]

    def divert(self, trigger_seq: int) -> None:
        """Whoever drives the ejector cannot let this part pass safely: it is rejected."""
        slot = self._slots.find(trigger_seq)
        if slot is not None and slot.cleared:
            self.diverted += 1
            slot.doom()

    def lose_tracking(self) -> None:
        """Whoever reads the sensors has missed something: what lies on the belt is rejected."""
        self._lose(Loss.INPUTS_MISSED)

    def on_exchange(self) -> None:
        """Block P has reached the station and block V has been read.

        Nothing is taken from a block of another version, or from one whose bytes were swapped.
        """
        if self.vision["map_version"] != MAP_VERSION:
            return
        if self.vision["session_id"] != self.plc["session_ack"]:
            self._resynchronise()
        elif self.vision["session_id"] != 0:
            self._introduced = True
        take_results(self.vision, self.plc, self._slots)
        self._triggers.show_next(self.vision["trigger_seq_seen"])
        self._confirmations.show_next(self.vision["confirm_ack_seq"])

    def on_link_lost(self) -> None:
        """The exchange failed: triggers that could not be told are skipped, never queued."""
        self._triggers.skip()

    def scan(self, now_ms: float, inputs: LineInputs) -> LineOutputs:
        """One cycle.

        Args:
            now_ms: Monotonic time.
            inputs: What the sensors say.

        Returns:
            What the actuators do until the next scan.
        """
        self._heartbeat.watch(now_ms, self.vision["session_id"], self.vision["heartbeat"])
        loss = self._tracking.advance(now_ms, inputs)
        if loss is not None:
            self._lose(loss)
        asked = is_set(self.vision["request"], Request.PURGE)
        self._purge.follow(self._tracking.place, asked=asked)
        self._track(inputs)
        self._decide(inputs)
        self._confirmations.observe(self._tracking, inputs)
        self._changeover.follow(belt_empty=not self._slots)
        self._show(inputs)
        return self._drive()

    def _track(self, inputs: LineInputs) -> None:
        """Parts that come before the station has ever heard of this PLC are nobody's."""
        if inputs.photo_eye and not self._introduced:
            self._purge.begin(self._tracking.place)
            return
        for latched in inputs.photo_eye:
            place = self._tracking.place_of(latched)
            slot = self._triggers.open(latched, place, place + self._layout.ejector)
            self._slots.add(slot)
            self._triggers.show_next(self.vision["trigger_seq_seen"])
        if len(self._slots) > _SLOTS_MAX:
            self._lose(Loss.TOO_MANY_PARTS)
            for slot in tuple(self._slots)[:-_SLOTS_MAX]:
                self._confirmations.close(slot, ConfirmCode.REJECT_NOT_CONFIRMED)

    def _decide(self, inputs: LineInputs) -> None:
        """Rules 3, 5 and 7: nothing but its own clearance lets a part pass the decision point."""
        loss = self._tracking.arrive(self._slots, inputs)
        if loss is not None and not self._purge.active:
            self._lose(loss)
        for slot in self._slots.before_ejector(self._tracking.place):
            if self._purge.active:
                slot.doom()
            elif slot.passes and not self._heartbeat.alive:
                self.diverted += 1
                slot.doom()

    def _lose(self, loss: Loss) -> None:
        self.loss = loss
        self.losses += 1
        self._purge.begin(self._tracking.place)

    def _resynchronise(self) -> None:
        """Rule 8: the station restarted; nothing on the belt can be cleared any more."""
        place = self._tracking.place
        if any(self._slots.before_ejector(place)):
            self._purge.begin(place)
        self._triggers.skip()
        self.plc["session_ack"] = self.vision["session_id"]

    def _show(self, inputs: LineInputs) -> None:
        self.plc["control"] = (
            _ENABLED
            + inputs.line_running * _RUNNING
            + self._purge.active * _PURGING
            + inputs.reset * _RESET
        )
        self.plc["plc_heartbeat"] = next_sequence(self.plc["plc_heartbeat"])
        self.plc["encoder_now"] = inputs.encoder

    def _drive(self) -> LineOutputs:
        """Where a part to be rejected is at the ejector too, or nobody knows, it rejects."""
        there = self._slots.at_ejector(self._tracking.place, self._layout.window)
        if self._tracking.stands:
            there.append(False)
        asked_to_stop = is_set(self.vision["request"], Request.STOP_INFEED)
        return LineOutputs(
            pass_gate=bool(there) and all(there),
            strike=self._purge.active or not all(there),
            infeed=not (asked_to_stop or self._changeover.active),
            alarm=(
                is_set(self.vision["status"], _WRONG)
                or self._purge.active
                or not self._heartbeat.alive
                or self.recipe_refused
            ),
        )
