"""The line program of the virtual PLC: what a real one would run in each scan.

It sees sensors and block V, and drives the ejector and block P. Rules and names are those of the
register map's handshake (docs/reference/register-map.md).
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from inspector.domain.evaluation import Evaluation
from inspector.plc.block import RegisterBlock, next_sequence, sequence_distance
from inspector.plc.registers import (
    PLC_BLOCK,
    PLC_WORDS,
    RING_OFFSET,
    RING_SLOT_WORDS,
    RING_SLOTS,
    VISION_BLOCK,
    VISION_WORDS,
    ConfirmCode,
    Control,
    Status,
)
from inspector.sim.world import Geometry, SensorEdges

_REASON_BITS = 12
_NEAR = 0x7FFF


@dataclass(slots=True)
class _Slot:
    """One tracked part; a reject until its own OK clears it."""

    trigger_seq: int
    part_id: int
    encoder: int
    cleared: bool = False
    struck: bool = False
    decided: bool = False


@dataclass(frozen=True, slots=True)
class _Confirmation:
    slot: _Slot
    code: int


class PlcProgram:
    """State of the line program. :meth:`scan` runs once per PLC cycle.

    Args:
        geometry: Where things are on the belt.
        session: The PLC's session number, 1 to 65535.
        heartbeat_timeout_ms: Silence of the gate after which every part is diverted.
    """

    def __init__(
        self,
        geometry: Geometry,
        session: int,
        heartbeat_timeout_ms: float = 300.0,
    ) -> None:
        self.vision = RegisterBlock(VISION_BLOCK, VISION_WORDS)
        self.plc = RegisterBlock(PLC_BLOCK, PLC_WORDS)
        self.plc["plc_session"] = session
        self.plc["control"] = Control.TRIGGER_ENABLE | Control.LINE_RUNNING
        self.diverted = 0
        self._geometry = geometry
        self._timeout_ms = heartbeat_timeout_ms
        self._slots: deque[_Slot] = deque()
        self._triggers: deque[_Slot] = deque()
        self._confirmations: deque[_Confirmation] = deque()
        self._heard: tuple[int, int] = (0, 0)
        self._silent_since_ms = 0.0
        self._trigger_seq = 0
        self._next_part_id = 1

    @property
    def undecided(self) -> int:
        """Tracked parts that wait for a result before their decision point."""
        return sum(not slot.decided and not slot.struck for slot in self._slots)

    @property
    def trigger_ready(self) -> bool:
        """Whether the vision side takes triggers."""
        return bool(self.vision["status"] & Status.TRIGGER_READY)

    @property
    def settled(self) -> bool:
        """Whether the vision side has taken over all that this PLC had to say."""
        return (
            not self._slots
            and not self._confirmations
            and not self._triggers
            and self.vision["confirm_ack_seq"] == self.plc["confirm_seq"]
            and self.vision["trigger_seq_seen"] == self.plc["trigger_seq"]
            and self.vision["result_seq"] in (0, self.plc["result_ack_seq"])
        )

    def on_exchange(self) -> None:
        """Block P has reached the vision side and block V has been read."""
        if self.vision["session_id"] != self.plc["session_ack"]:
            self._resynchronise()
        self._take_results()
        self._next_trigger()
        self._next_confirmation()

    def on_link_lost(self) -> None:
        """The exchange failed: triggers that could not be told are skipped, never queued."""
        if self._triggers:
            self._present(self._triggers[-1])
            self._triggers.clear()

    def scan(self, now_ms: float, encoder: int, edges: SensorEdges) -> list[int]:
        """One cycle; return the encoder counts at which the ejector must strike."""
        self.plc["plc_heartbeat"] = next_sequence(self.plc["plc_heartbeat"])
        self.plc["encoder_now"] = encoder
        self._watch_heartbeat(now_ms)
        for _, count in edges.photo_eye:
            self._track(count)
        strikes = self._decide(encoder, now_ms)
        for count in edges.bin_chute:
            self._confirm_at(count - self._geometry.ejector, ConfirmCode.REJECT_CONFIRMED)
        for count in edges.exit_eye:
            self._confirm_at(count - self._geometry.exit, ConfirmCode.PASSED)
        return strikes

    def _track(self, count: int) -> None:
        self._trigger_seq = next_sequence(self._trigger_seq)
        slot = _Slot(self._trigger_seq, self._next_part_id, count)
        self._next_part_id += 1
        self._slots.append(slot)
        self._triggers.append(slot)
        self.plc["plc_triggered"] += 1
        if len(self._triggers) == 1 and self._delivered():
            self._next_trigger()

    def _delivered(self) -> bool:
        return self.vision["trigger_seq_seen"] == self.plc["trigger_seq"]

    def _next_trigger(self) -> None:
        if self._triggers and self._delivered():
            self._present(self._triggers.popleft())

    def _present(self, slot: _Slot) -> None:
        self.plc["trigger_seq"] = slot.trigger_seq
        self.plc["part_id"] = slot.part_id
        self.plc["encoder_at_trigger"] = slot.encoder

    def _take_results(self) -> None:
        """Rules 1 to 3: act on sequence changes only; only a whole, known OK clears a part."""
        acknowledged = self.plc["result_ack_seq"]
        ring = []
        for index in range(RING_SLOTS):
            start = RING_OFFSET + index * RING_SLOT_WORDS
            sequence, verdict, trigger_seq = self.vision.words[start : start + RING_SLOT_WORDS]
            ahead = sequence_distance(acknowledged, sequence)
            if sequence and 0 < ahead <= _NEAR:
                ring.append((ahead, sequence, verdict >> _REASON_BITS, trigger_seq))
        for _, sequence, evaluation, trigger_seq in sorted(ring):
            self._apply(trigger_seq, evaluation)
            self.plc["result_ack_seq"] = sequence

    def _apply(self, trigger_seq: int, evaluation: int) -> None:
        for slot in self._slots:
            if slot.trigger_seq == trigger_seq and not slot.struck:
                slot.cleared = evaluation == Evaluation.OK and not slot.decided
                slot.decided = True
                return

    def _resynchronise(self) -> None:
        """Rule 8: the gate restarted; nothing on the belt can be cleared any more."""
        for slot in self._slots:
            slot.cleared = False
            slot.decided = True
        self.on_link_lost()
        self.plc["session_ack"] = self.vision["session_id"]

    def _watch_heartbeat(self, now_ms: float) -> None:
        """Rule 7: silence of the gate diverts everything."""
        heard = (self.vision["session_id"], self.vision["heartbeat"])
        if heard != self._heard:
            self._heard = heard
            self._silent_since_ms = now_ms

    def _decide(self, encoder: int, now_ms: float) -> list[int]:
        """Rule 5: no clearance at the decision point is a reject."""
        alive = now_ms - self._silent_since_ms <= self._timeout_ms
        strikes = []
        for slot in self._slots:
            due = slot.encoder + self._geometry.decision <= encoder
            if due and not slot.struck:
                slot.struck = True
                if not (slot.cleared and alive):
                    self.diverted += slot.cleared
                    strikes.append(slot.encoder + self._geometry.ejector)
        return strikes

    def _confirm_at(self, start: int, code: int) -> None:
        for slot in self._slots:
            if abs(slot.encoder - start) <= self._geometry.reach:
                self._slots.remove(slot)
                self._confirmations.append(_Confirmation(slot, code))
                rejected = code == ConfirmCode.REJECT_CONFIRMED
                self.plc["plc_rejected" if rejected else "plc_passed"] += 1
                return

    def _next_confirmation(self) -> None:
        told = self.vision["confirm_ack_seq"] == self.plc["confirm_seq"]
        if not self._confirmations or not told:
            return
        confirmation = self._confirmations.popleft()
        self.plc["confirm_part"] = confirmation.slot.part_id
        self.plc["confirm_trigger_seq"] = confirmation.slot.trigger_seq
        self.plc["confirm_code"] = confirmation.code
        self.plc["confirm_seq"] = next_sequence(self.plc["confirm_seq"])
