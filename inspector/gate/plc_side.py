"""What the PLC tells the gate, as events; it signals by changing a sequence, never by a pulse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from inspector.domain.evaluation import Outcome
from inspector.plc.block import SEQUENCE_MAX, RegisterBlock, next_sequence, sequence_distance
from inspector.plc.registers import ConfirmCode

_FORWARD_MAX = 0x7FFF
_LATE_PARTS_MAX = 64
_LATE_WRITES_MAX = 50
_OUTCOMES: Mapping[int, Outcome] = {
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
    """A part left the reject zone; ``code`` is as the PLC wrote it.

    ``repeated`` is set for the first of a run of the gate, which an earlier run may have heard.
    """

    trigger_seq: int
    outcome: Outcome
    confirm_seq: int
    code: int
    repeated: bool = False


PlcEvent = Baseline | PartTriggered | PartConfirmed


class PlcSide:
    """Turns writes to block P into events. Pure; holds the last sequence of each kind.

    Args:
        session_id: Random number of this run of the gate.
        plc_session: The PLC that is known from before, 0 for none.
        trigger_seq: The number of the last part that is known from before.
        counts_parts: Whether the PLC numbers the parts; if not, the gate does.
    """

    def __init__(
        self,
        session_id: int,
        plc_session: int = 0,
        trigger_seq: int = 0,
        *,
        counts_parts: bool = True,
    ) -> None:
        self._session_id = session_id
        self._counts_parts = counts_parts
        self.plc_session = plc_session
        self.trigger_seq = trigger_seq
        self.confirm_seq = 0
        self.synchronised = False
        self._began_anew = False
        self._former_session = 0
        self._late_writes = 0

    def is_late(self, block: RegisterBlock) -> bool:
        """Whether a write is an old one that comes again, as a driver's retry may; call it first.

        It names a part a little before the last one, or none yet, or the session before this one.
        A PLC that goes on so is not late but counts anew without having said so.
        """
        self._late_writes = self._late_writes + 1 if self._is_old(block) else 0
        return 0 < self._late_writes <= _LATE_WRITES_MAX

    def observe(self, block: RegisterBlock) -> list[PlcEvent]:
        """The events in a write; the block is the state just after it."""
        if block["session_ack"] != self._session_id or block["plc_session"] == 0:
            self.synchronised = False
            return []
        events: list[PlcEvent] = []
        if not self.synchronised or block["plc_session"] != self.plc_session:
            events.append(self._begin(block))
        elif self._triggered(block) != self.trigger_seq:
            events.append(self._trigger(block))
        if block["confirm_seq"] not in (0, self.confirm_seq):
            events.append(self._confirm(block))
        return events

    def count_part(self) -> int:
        """The number of a part that no PLC has numbered."""
        self.trigger_seq = next_sequence(self.trigger_seq)
        return self.trigger_seq

    def _is_old(self, block: RegisterBlock) -> bool:
        if not self.synchronised or block["session_ack"] != self._session_id:
            return False
        if block["plc_session"] != self.plc_session:
            return block["plc_session"] == self._former_session != 0
        now = self._triggered(block)
        if self.trigger_seq == 0:
            return False
        since = sequence_distance(now, self.trigger_seq) if now else self.trigger_seq
        return 0 < since <= _LATE_PARTS_MAX

    def _triggered(self, block: RegisterBlock) -> int:
        """The number of the last part, whoever numbers them."""
        return block["trigger_seq"] if self._counts_parts else self.trigger_seq

    def _begin(self, block: RegisterBlock) -> Baseline:
        now = self._triggered(block)
        steps = _steps(self.trigger_seq, now)
        fresh = block["plc_session"] != self.plc_session or steps is None
        missed = () if fresh else _following(self.trigger_seq, steps or 0)
        if block["plc_session"] != self.plc_session:
            self._former_session = self.plc_session
        self.plc_session = block["plc_session"]
        self.trigger_seq = now
        self.synchronised = True
        if fresh:
            self.confirm_seq = 0
            self._began_anew = True
        return Baseline(fresh, missed)

    def _trigger(self, block: RegisterBlock) -> PlcEvent:
        now = self._triggered(block)
        steps = _steps(self.trigger_seq, now)
        if steps is None:
            return self._begin(block)
        missed = _following(self.trigger_seq, steps - 1)
        self.trigger_seq = now
        return PartTriggered(now, block["part_id"], block["encoder_at_trigger"], missed)

    def _confirm(self, block: RegisterBlock) -> PartConfirmed:
        repeated = self.confirm_seq == 0 and not self._began_anew
        self.confirm_seq = block["confirm_seq"]
        outcome = _OUTCOMES.get(block["confirm_code"], Outcome.UNKNOWN)
        return PartConfirmed(
            block["confirm_trigger_seq"],
            outcome,
            self.confirm_seq,
            block["confirm_code"],
            repeated,
        )


def _steps(old: int, new: int) -> int | None:
    """How many parts came between two numbers; ``None`` when the PLC began to count anew."""
    if old == 0 or new == 0:
        steps = new if old == 0 else SEQUENCE_MAX
    else:
        steps = sequence_distance(old, new)
    return steps if steps <= _FORWARD_MAX else None


def _following(sequence: int, count: int) -> tuple[int, ...]:
    """The ``count`` sequence numbers after ``sequence``."""
    return tuple((sequence + step) % SEQUENCE_MAX + 1 for step in range(count))
