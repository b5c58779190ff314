"""The result queue against a PLC that takes what the ring shows and acknowledges some of it."""

from __future__ import annotations

from collections import deque

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from inspector.domain.evaluation import Evaluation, Reason
from inspector.gate.results import Result, ResultQueue
from inspector.plc.block import RegisterBlock, next_sequence, sequence_distance
from inspector.plc.registers import RING_OFFSET, VISION_BLOCK, VISION_WORDS


def result(trigger_seq: int, **changes: object) -> Result:
    values: dict[str, object] = {
        "trigger_seq": trigger_seq,
        "part_id": 0x12345678,
        "encoder": 0xFFFFFFFF,
        "evaluation": Evaluation.NOT_OK,
        "reason": Reason.CLASSIFIED,
        "score": 0.5,
        "latency_ns": 3_000_000,
    }
    return Result(**(values | changes))


def ring(block: RegisterBlock) -> list[tuple[int, int, int]]:
    words = block.words[RING_OFFSET:]
    return [tuple(words[i : i + 3]) for i in range(0, len(words), 3)]


class QueueMachine(RuleBasedStateMachine):
    """The model: results in order; eight at most are shown; an acknowledge takes a prefix."""

    @initialize(start=st.sampled_from([0, 1, 100, 65530, 65535]))
    def begin(self, start):
        self.block = RegisterBlock(VISION_BLOCK, VISION_WORDS)
        self.queue = ResultQueue(self.block)
        self.queue.adopt(start)
        self.last = start
        self.acknowledged = start
        self.open: deque[tuple[int, int]] = deque()
        self.next_trigger = 1
        self.overruns = 0

    @rule(count=st.integers(1, 12))
    def push(self, count):
        for _ in range(count):
            self.overruns += len(self.open) >= 8
            self.last = next_sequence(self.last)
            assert self.queue.next_sequence() == self.last
            self.queue.push(result(self.next_trigger))
            self.open.append((self.last, self.next_trigger))
            self.next_trigger = next_sequence(self.next_trigger)

    @precondition(lambda self: self.open)
    @rule(data=st.data())
    def acknowledge_any_of_the_published(self, data):
        taken = data.draw(st.integers(1, min(8, len(self.open))))
        for _ in range(taken):
            self.acknowledged, _ = self.open.popleft()
        self.queue.acknowledge(self.acknowledged)

    @rule(number=st.integers(0, 65535))
    def what_was_never_published_acknowledges_nothing(self, number):
        if number not in [sequence for sequence, _ in list(self.open)[:8]]:
            self.queue.acknowledge(number)

    @rule(acknowledged=st.integers(0, 65535))
    def adopt_after_a_restart(self, acknowledged):
        self.queue.adopt(acknowledged)
        self.last = self.acknowledged = acknowledged
        self.open.clear()
        assert self.block["result_seq"] == 0
        assert ring(self.block) == [(0, 0, 0)] * 8

    @invariant()
    def the_ring_shows_all_that_is_published(self):
        published = [
            (sequence, Evaluation.NOT_OK << 12, trigger)
            for sequence, trigger in list(self.open)[:8]
        ]
        shown = [slot for slot in ring(self.block) if slot[0]]
        assert set(published) <= set(shown)
        assert len(self.block.words) == VISION_WORDS
        ahead = [
            slot for slot in shown if 0 < sequence_distance(self.acknowledged, slot[0]) <= 0x7FFF
        ]
        assert sorted(ahead) == sorted(published)

    @invariant()
    def the_registers_show_the_oldest(self):
        assert self.queue.pending == len(self.open)
        assert self.queue.overruns == self.overruns
        assert self.block["result_seq"] == self.block["result_seq_echo"]
        if self.open:
            assert (self.block["result_seq"], self.block["result_trigger_seq"]) == self.open[0]
        else:
            assert self.block["result_seq"] == 0


TestQueue = QueueMachine.TestCase
TestQueue.settings = settings(max_examples=60, stateful_step_count=25)


def test_the_registers_carry_the_whole_result():
    block = RegisterBlock(VISION_BLOCK, VISION_WORDS)
    queue = ResultQueue(block)
    queue.push(result(41, evaluation=Evaluation.UNDEFINED, reason=Reason.PURGING, score=0.9876))
    names = ("part_id", "evaluation", "reason", "score_permille", "encoder_at_trigger")
    assert [block[name] for name in names] == [0x12345678, 0, 19, 988, 0xFFFFFFFF]
    assert (block["latency_ms"], block["result_trigger_seq"], block["result_seq"]) == (3, 41, 1)
    assert ring(block)[0] == (1, Reason.PURGING, 41)


def test_acknowledging_the_last_of_several_leaves_no_older_one_to_be_taken_again():
    block = RegisterBlock(VISION_BLOCK, VISION_WORDS)
    queue = ResultQueue(block)
    queue.push(result(41))
    queue.push(result(42))
    queue.acknowledge(2)
    assert (block["result_seq"], block["result_seq_echo"]) == (0, 0)


@pytest.mark.parametrize("ahead_or_none", [0, 3, 4, 9, 65535])
def test_a_number_that_was_not_published_acknowledges_nothing(ahead_or_none):
    queue = ResultQueue(RegisterBlock(VISION_BLOCK, VISION_WORDS))
    queue.push(result(41))
    queue.push(result(42))
    queue.acknowledge(ahead_or_none)
    assert queue.pending == 2


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_fits_its_twelve_bits(reason):
    block = RegisterBlock(VISION_BLOCK, VISION_WORDS)
    ResultQueue(block).push(result(1, evaluation=Evaluation.NOT_DECIDABLE, reason=reason))
    _, verdict, _ = ring(block)[0]
    assert (verdict >> 12, verdict & 0xFFF) == (3, reason)


@given(st.floats(0, 1.001), st.integers(0, 2**62))
@example(1.001, 0)
def test_no_score_and_no_latency_overflows_its_register(score, latency_ns):
    block = RegisterBlock(VISION_BLOCK, VISION_WORDS)
    ResultQueue(block).push(result(1, score=score, latency_ns=latency_ns))
    assert 0 <= block["score_permille"] <= 1000
    assert block["latency_ms"] == min(round(latency_ns / 1e6), 65535)
