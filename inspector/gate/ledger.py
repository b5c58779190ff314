"""The part ledger: every trigger gets exactly one verdict and every verdict one outcome.

Pure: no clock, no file, no socket. Each part is REJECT from its first moment; only an OK verdict
for that very part, before its deadline, clears it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from inspector.domain.evaluation import Evaluation, Outcome, Reason

_SCORE_MAX = 1.001
"""A softmax in float32 may miss 1 by a little."""


@dataclass(frozen=True, slots=True)
class TrackedPart:
    """One part between photo-eye and outcome.

    ``evaluation`` is ``None`` until the part is decided; a part without a verdict is a reject.
    ``taken_back`` is set when a later verdict was worse than the one that cleared it.
    """

    trigger_index: int
    trigger_seq: int
    part_id: int
    encoder: int
    triggered_utc_ns: int
    seen_ns: int
    deadline_ns: int
    evaluation: Evaluation | None = None
    taken_back: bool = False

    @property
    def cleared(self) -> bool:
        """Whether this part may pass."""
        return self.evaluation is Evaluation.OK and not self.taken_back


class Ledger:
    """All parts that wait for a verdict or an outcome, and the counts of all that ever came."""

    def __init__(self, next_trigger_index: int = 1) -> None:
        self._parts: dict[int, TrackedPart] = {}
        self._undecided: dict[int, TrackedPart] = {}
        self.next_trigger_index = next_trigger_index
        self.evaluations: Counter[Evaluation] = Counter()
        self.outcomes: Counter[Outcome] = Counter()

    @property
    def triggered(self) -> int:
        """Parts that ever came."""
        return sum(self.evaluations.values()) + len(self._undecided)

    @property
    def open_count(self) -> int:
        """Parts that are tracked."""
        return len(self._parts)

    @property
    def undecided_count(self) -> int:
        """Parts without a verdict."""
        return len(self._undecided)

    def open(
        self,
        trigger_seq: int,
        part_id: int,
        encoder: int,
        *,
        utc_ns: int,
        seen_ns: int,
        deadline_ns: int,
    ) -> TrackedPart:
        """Track a new part."""
        part = TrackedPart(
            self.next_trigger_index, trigger_seq, part_id, encoder, utc_ns, seen_ns, deadline_ns
        )
        self.restore(part)
        return part

    def restore(self, part: TrackedPart) -> None:
        """Track a part that a journal tells of."""
        self._parts[part.trigger_index] = self._undecided[part.trigger_index] = part
        self.next_trigger_index = max(self.next_trigger_index, part.trigger_index + 1)

    def find(self, trigger_index: int) -> TrackedPart | None:
        """The part of this index while it is tracked."""
        return self._parts.get(trigger_index)

    def find_by_sequence(self, trigger_seq: int) -> TrackedPart | None:
        """The oldest tracked part that the PLC knows by this number."""
        for part in self._parts.values():
            if part.trigger_seq == trigger_seq:
                return part
        return None

    def decide(self, trigger_index: int, evaluation: Evaluation) -> TrackedPart | None:
        """Give a part its verdict; ``None`` when it is unknown or has one already."""
        part = self._parts.get(trigger_index)
        if part is None or part.evaluation is not None:
            return None
        decided = replace(part, evaluation=evaluation)
        self._parts[trigger_index] = decided
        del self._undecided[trigger_index]
        self.evaluations[evaluation] += 1
        return decided

    def take_back(self, trigger_index: int) -> None:
        """A part that was cleared must not pass after all; its verdict stays the first."""
        part = self._parts.get(trigger_index)
        if part is not None and part.cleared:
            self._parts[trigger_index] = replace(part, taken_back=True)

    def close(self, trigger_index: int, outcome: Outcome) -> TrackedPart | None:
        """Record where a decided part went; ``None`` when it is unknown or still undecided."""
        part = self._parts.get(trigger_index)
        if part is None or part.evaluation is None:
            return None
        del self._parts[trigger_index]
        self.outcomes[outcome] += 1
        return part

    def undecided(self) -> list[TrackedPart]:
        """Parts without a verdict, oldest first."""
        return list(self._undecided.values())

    def open_parts(self) -> list[TrackedPart]:
        """All tracked parts, oldest first."""
        return list(self._parts.values())

    def oldest_undecided(self) -> TrackedPart:
        """The part that waits for its verdict the longest; there must be one."""
        return next(iter(self._undecided.values()))

    def oldest_open(self) -> TrackedPart:
        """The part that is tracked the longest; there must be one."""
        return next(iter(self._parts.values()))

    def expired(self, now_ns: int) -> list[TrackedPart]:
        """Undecided parts whose deadline has passed."""
        return [part for part in self.undecided() if part.deadline_ns <= now_ns]


def admissible(evaluation: int, reason: int, score: float = 0.0) -> tuple[Evaluation, Reason]:
    """The verdict that numbers from the pipe stand for; anything strange is UNDEFINED.

    A score that is no probability, and an OK that names a fault, are strange.
    """
    try:
        verdict, why = Evaluation(evaluation), Reason(reason)
    except ValueError:
        return Evaluation.UNDEFINED, Reason.SCORE_INVALID
    if not 0 <= score <= _SCORE_MAX:
        return Evaluation.UNDEFINED, Reason.SCORE_INVALID
    if verdict is Evaluation.OK and why is not Reason.CLASSIFIED:
        return Evaluation.UNDEFINED, why
    return verdict, why
