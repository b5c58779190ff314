"""What the PLC tells the gate, as events; it signals by changing a sequence, never by a pulse."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.domain.evaluation import Outcome
from inspector.plc.block import RegisterBlock, next_sequence, sequence_distance
from inspector.plc.registers import ConfirmCode

_FORWARD_MAX = 0x7FFF
_OUTCOMES = {
    ConfirmCode.REJECT_CONFIRMED: Outcome.REJECTED,
    ConfirmCode.PASSED: Outcome.PASSED,
    ConfirmCode.REJECT_NOT_CONFIRMED: Outcome.UNCONFIRMED,
    ConfirmCode.UNEXPECTED_OBJECT: Outcome.UNCONFIRMED,
    ConfirmCode.BIN_FULL: Outcome.UNCONFIRMED,
    ConfirmCode.AIR_LOW: Outcome.UNCONFIRMED,
}


@dataclass(frozen=True, slots=True)
class Baseline:
    """Gate and PLC have agreed where to begin.

    Attributes:
        fresh: Whether the PLC is another one than the journal knows, so that nothing in between can
            be told.
        missed: trigger_seq of the parts that passed meanwhile, for a PLC that is still the same.
    """

    fresh: bool
    missed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PartTriggered:
    """A part passed the photo-eye. ``missed`` are those before it that were never seen."""

    trigger_seq: int
    part_id: int
    encoder: int
    missed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PartConfirmed:
    """A part left the reject zone."""

    trigger_seq: int
    outcome: Outcome
    confirm_seq: int


PlcEvent = Baseline | PartTriggered | PartConfirmed


class PlcSide:
    """Turns writes to block P into events. Pure; holds the last sequence of each kind."""

    def __init__(self, session_id: int, plc_session: int = 0, trigger_seq: int = 0) -> None:
        self._session_id = session_id
        self.plc_session = plc_session
        self.trigger_seq = trigger_seq
        self.confirm_seq = 0
        self.synchronised = False

    def observe(self, block: RegisterBlock) -> list[PlcEvent]:
        """The events in a write; the block is the state just after it."""
        if block["session_ack"] != self._session_id:
            self.synchronised = False
            return []
        events: list[PlcEvent] = []
        if not self.synchronised or block["plc_session"] != self.plc_session:
            events.append(self._begin(block))
        elif block["trigger_seq"] != self.trigger_seq:
            events.append(self._trigger(block))
        if block["confirm_seq"] not in (0, self.confirm_seq):
            events.append(self._confirm(block))
        return events

    def _begin(self, block: RegisterBlock) -> Baseline:
        now = block["trigger_seq"]
        fresh = block["plc_session"] != self.plc_session
        missed = () if fresh else _between(self.trigger_seq, now)
        self.plc_session = block["plc_session"]
        self.trigger_seq = now
        self.synchronised = True
        if fresh:
            self.confirm_seq = 0
        return Baseline(fresh, missed)

    def _trigger(self, block: RegisterBlock) -> PlcEvent:
        now = block["trigger_seq"]
        if sequence_distance(self.trigger_seq, now) > _FORWARD_MAX:
            self.trigger_seq = now
            return Baseline(fresh=True, missed=())
        missed = _between(self.trigger_seq, now)[:-1]
        self.trigger_seq = now
        return PartTriggered(now, block["part_id"], block["encoder_at_trigger"], missed)

    def _confirm(self, block: RegisterBlock) -> PartConfirmed:
        self.confirm_seq = block["confirm_seq"]
        outcome = _OUTCOMES.get(block["confirm_code"], Outcome.UNKNOWN)
        return PartConfirmed(block["confirm_trigger_seq"], outcome, self.confirm_seq)


def _between(old: int, new: int) -> tuple[int, ...]:
    """The sequence numbers after ``old`` up to and with ``new``; none when it went backwards."""
    distance = sequence_distance(old, new)
    if distance > _FORWARD_MAX:
        return ()
    numbers = []
    current = old
    for _ in range(distance):
        current = next_sequence(current)
        numbers.append(current)
    return tuple(numbers)
