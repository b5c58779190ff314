"""Results on their way to the PLC: a sequence, an acknowledge and a ring of eight."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from inspector.domain.evaluation import Evaluation, Reason
from inspector.plc.block import SEQUENCE_MAX, RegisterBlock, next_sequence
from inspector.plc.registers import RING_OFFSET, RING_SLOT_WORDS, RING_SLOTS

_REASON_BITS = 12
_LATENCY_MAX_MS = 0xFFFF


@dataclass(frozen=True, slots=True)
class Result:
    """One verdict as the PLC gets it."""

    trigger_seq: int
    part_id: int
    encoder: int
    evaluation: Evaluation
    reason: Reason
    score: float
    latency_ns: int


class ResultQueue:
    """Publishes results in order; at most eight may wait for their acknowledge.

    The registers show the oldest result that is not acknowledged; the ring shows all that are
    published, so that a slow scan can take several at once and acknowledge the last.
    """

    def __init__(self, block: RegisterBlock) -> None:
        self._block = block
        self._waiting: deque[Result] = deque()
        self._published: deque[tuple[int, Result]] = deque()
        self._sequence = 0
        self._slot = 0
        self.overruns = 0

    def adopt(self, acknowledged: int) -> None:
        """Go on behind the PLC's last acknowledge; what was queued before is void."""
        self._waiting.clear()
        self._published.clear()
        self._sequence = acknowledged
        self._show()
        self._block.words[RING_OFFSET:] = [0] * (RING_SLOTS * RING_SLOT_WORDS)

    def next_sequence(self) -> int:
        """The sequence number that the next result will get."""
        return (self._sequence + len(self._waiting)) % SEQUENCE_MAX + 1

    def push(self, result: Result) -> None:
        """Queue a result and publish it as soon as the ring has room."""
        self._waiting.append(result)
        if len(self._published) >= RING_SLOTS:
            self.overruns += 1
        self._publish()

    def acknowledge(self, sequence: int) -> None:
        """The PLC has taken over all results up to ``sequence``."""
        numbers = [number for number, _ in self._published]
        if sequence not in numbers:
            return
        for _ in range(numbers.index(sequence) + 1):
            self._published.popleft()
        self._publish()

    @property
    def pending(self) -> int:
        """Results that the PLC has not acknowledged."""
        return len(self._published) + len(self._waiting)

    def _publish(self) -> None:
        while self._waiting and len(self._published) < RING_SLOTS:
            self._sequence = next_sequence(self._sequence)
            result = self._waiting.popleft()
            self._published.append((self._sequence, result))
            self._write_ring(self._sequence, result)
        self._show()

    def _write_ring(self, sequence: int, result: Result) -> None:
        start = RING_OFFSET + self._slot * RING_SLOT_WORDS
        self._slot = (self._slot + 1) % RING_SLOTS
        verdict = result.evaluation << _REASON_BITS | result.reason
        self._block.words[start : start + RING_SLOT_WORDS] = [
            sequence,
            verdict,
            result.trigger_seq,
        ]

    def _show(self) -> None:
        block = self._block
        if not self._published:
            block["result_seq"] = block["result_seq_echo"] = 0
            return
        sequence, result = self._published[0]
        block["part_id"] = result.part_id
        block["evaluation"] = result.evaluation
        block["reason"] = result.reason
        block["score_permille"] = min(round(result.score * 1000), 1000)
        block["encoder_at_trigger"] = result.encoder
        block["latency_ms"] = min(round(result.latency_ns / 1e6), _LATENCY_MAX_MS)
        block["result_trigger_seq"] = result.trigger_seq
        block["result_seq"] = sequence
        block["result_seq_echo"] = sequence
