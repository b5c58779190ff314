"""What was seen of the handshake while it was watched."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from inspector.plc.block import sequence_distance
from inspector.plc.registers import PLC_BLOCK, VISION_BLOCK, Status
from inspector.plc.tools.reader import Blocks

_VALUES_KEPT = 64
_FORWARD_MAX = 0x7FFF


@dataclass(slots=True)
class Trace:
    """How one register moved.

    Attributes:
        value: Its value at last.
        changes: How often it was seen to change.
        slowest_ms: The longest time for which it stood still since it began to move.
        values: Its last values, each after a change.
    """

    value: int
    since_ns: int
    changes: int = 0
    slowest_ms: float = 0.0
    values: deque[int] = field(default_factory=lambda: deque(maxlen=_VALUES_KEPT))

    def take(self, value: int, now_ns: int) -> None:
        """Note the value at a moment."""
        if self.changes > 0:
            self.slowest_ms = max(self.slowest_ms, (now_ns - self.since_ns) / 1e6)
        if value != self.value:
            self.value = value
            self.changes += 1
            self.since_ns = now_ns
            self.values.append(value)


class Watch:
    """The facts that the steps of the handshake are judged by.

    Attributes:
        vision: Each register of block V by its name.
        plc: Each register of block P by its name.
        status: The station's status bits at last.
        plc_losses: How often the station began to take the PLC for lost.
        triggers: How far trigger_seq has moved forward.
        missed: By how much missed_triggers has grown.
    """

    def __init__(self, first: Blocks) -> None:
        self.vision = {
            each.name: Trace(first.vision[each.name], first.read_ns) for each in VISION_BLOCK
        }
        self.plc = {each.name: Trace(first.plc[each.name], first.read_ns) for each in PLC_BLOCK}
        self.status = Status(first.vision["status"])
        self.plc_losses = 0
        self.triggers = 0
        self.missed = 0
        self.first = first

    def take(self, blocks: Blocks) -> None:
        """Look at the blocks once more."""
        trigger_seq, missed = self.plc["trigger_seq"].value, self.vision["missed_triggers"].value
        for name, trace in self.vision.items():
            trace.take(blocks.vision[name], blocks.read_ns)
        for name, trace in self.plc.items():
            trace.take(blocks.plc[name], blocks.read_ns)
        risen = Status(blocks.vision["status"]) & ~self.status
        self.plc_losses += Status.PLC_LOST in risen
        self.status = Status(blocks.vision["status"])
        steps = sequence_distance(trigger_seq, self.plc["trigger_seq"].value)
        self.triggers += steps if steps <= _FORWARD_MAX else 0
        self.missed += self.vision["missed_triggers"].value - missed & 0xFFFF

    def grown(self, block: str, name: str) -> int:
        """By how much a 32-bit counter has grown since the watch began."""
        traces = self.vision if block == "V" else self.plc
        first = self.first.vision if block == "V" else self.first.plc
        return traces[name].value - first[name] & 0xFFFF_FFFF

    @property
    def parts(self) -> int:
        """Parts of which a verdict and an outcome were seen."""
        return min(self.grown("V", "inspected"), self.plc["confirm_seq"].changes)

    @property
    def cameras_count_parts(self) -> bool:
        """Whether parts come that no PLC has triggered."""
        return self.triggers == 0 and self.vision["trigger_seq_seen"].changes > 0
