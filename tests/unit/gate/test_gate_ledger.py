"""The ledger: every trigger exactly one verdict, every verdict at most one outcome."""

from __future__ import annotations

import math
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.gate.ledger import Ledger, admissible

OUTCOMES = st.sampled_from([o for o in Outcome if o is not Outcome.PENDING])


class LedgerMachine(RuleBasedStateMachine):
    """The ledger beside plain lists of what was done to it."""

    indexes = Bundle("indexes")

    def __init__(self) -> None:
        super().__init__()
        self.ledger = Ledger()
        self.opened: list[int] = []
        self.verdicts: dict[int, Evaluation] = {}
        self.outcomes: dict[int, Outcome] = {}
        self.deadlines: dict[int, int] = {}

    @rule(target=indexes, sequence=st.integers(1, 5), deadline=st.integers(0, 100))
    def open(self, sequence, deadline):
        part = self.ledger.open(sequence, 5, 6, utc_ns=1, seen_ns=2, deadline_ns=deadline)
        assert part.evaluation is None
        assert not part.cleared
        assert part.trigger_index == len(self.opened) + 1
        self.opened.append(part.trigger_index)
        self.deadlines[part.trigger_index] = deadline
        return part.trigger_index

    @rule(index=indexes, evaluation=st.sampled_from(Evaluation))
    def decide(self, index, evaluation):
        decided = self.ledger.decide(index, evaluation)
        first = index not in self.verdicts
        assert (decided is not None) == first
        if decided is not None:
            self.verdicts[index] = evaluation
            assert decided.cleared == (evaluation is Evaluation.OK)

    @rule(index=indexes, outcome=OUTCOMES)
    def close(self, index, outcome):
        closed = self.ledger.close(index, outcome)
        allowed = index in self.verdicts and index not in self.outcomes
        assert (closed is not None) == allowed
        if closed is not None:
            self.outcomes[index] = outcome

    @rule(index=st.integers(-3, 0) | st.integers(1000, 1003))
    def strangers_are_unknown(self, index):
        assert self.ledger.find(index) is None
        assert self.ledger.decide(index, Evaluation.OK) is None
        assert self.ledger.close(index, Outcome.PASSED) is None

    @invariant()
    def all_counts_agree(self):
        assert self.ledger.triggered == len(self.opened)
        assert self.ledger.evaluations == Counter(self.verdicts.values())
        assert self.ledger.outcomes == Counter(self.outcomes.values())

    @invariant()
    def the_lists_are_what_waits(self):
        undecided = [index for index in self.opened if index not in self.verdicts]
        tracked = [index for index in self.opened if index not in self.outcomes]
        assert [part.trigger_index for part in self.ledger.undecided()] == undecided
        assert [part.trigger_index for part in self.ledger.open_parts()] == tracked
        expired = [index for index in undecided if self.deadlines[index] <= 50]
        assert [part.trigger_index for part in self.ledger.expired(50)] == expired

    @invariant()
    def nothing_but_ok_clears(self):
        cleared = {part.trigger_index for part in self.ledger.open_parts() if part.cleared}
        assert cleared <= {i for i, verdict in self.verdicts.items() if verdict is Evaluation.OK}


TestLedger = LedgerMachine.TestCase
TestLedger.settings = settings(max_examples=60, stateful_step_count=30)


def test_a_number_that_came_round_again_means_the_oldest_part():
    ledger = Ledger()
    first = ledger.open(9, 1, 0, utc_ns=0, seen_ns=0, deadline_ns=0)
    ledger.open(9, 2, 0, utc_ns=0, seen_ns=0, deadline_ns=0)
    assert ledger.find_by_sequence(9) == first
    assert ledger.find_by_sequence(8) is None


@given(st.integers(0, 255), st.integers(0, 65535), st.floats())
def test_only_a_known_verdict_with_a_probability_and_no_fault_can_clear(number, reason, score):
    evaluation, why = admissible(number, reason, score)
    assert isinstance(why, Reason)
    if evaluation is Evaluation.OK:
        assert (number, reason) == (1, 0)
        assert 0 <= score <= 1.001


def test_good_and_bad_verdicts_keep_their_meaning():
    assert admissible(1, 0, 0.9) == (Evaluation.OK, Reason.CLASSIFIED)
    assert admissible(2, 0, 1.0) == (Evaluation.NOT_OK, Reason.CLASSIFIED)
    assert admissible(0, 20) == (Evaluation.UNDEFINED, Reason.FRAME_MISSING)
    assert admissible(7, 0) == (Evaluation.UNDEFINED, Reason.SCORE_INVALID)
    assert admissible(1, 999) == (Evaluation.UNDEFINED, Reason.SCORE_INVALID)
    assert admissible(1, 0, math.nan) == (Evaluation.UNDEFINED, Reason.SCORE_INVALID)
    assert admissible(1, 20, 0.9) == (Evaluation.UNDEFINED, Reason.FRAME_MISSING)
