"""The verdicts of several cameras on one part become one; pure, and the same in any order.

Of two findings the worse one counts, and "worse" is a total order. So what a part gets is the worst
of all that was said of it, whoever spoke first and however often.
"""

from __future__ import annotations

from dataclasses import dataclass

from inspector.domain.evaluation import SEVERITY, Evaluation, Reason
from inspector.gate.ledger import admissible
from inspector.pipe.records import Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """What one view says of a part."""

    evaluation: Evaluation
    reason: Reason
    class_index: int = -1
    model_tag: int = 0
    score: float = 0.0
    view: int = 0

    @property
    def rank(self) -> tuple[float, ...]:
        """The lower, the worse: by evaluation, then by score; the rest only makes it total."""
        return (
            SEVERITY.index(self.evaluation),
            self.score,
            self.view,
            self.reason,
            self.class_index,
            self.model_tag,
        )


def undefined(reason: Reason, view: int = 0) -> Finding:
    """Nothing is known of the part."""
    return Finding(Evaluation.UNDEFINED, reason, view=view)


@dataclass(frozen=True, slots=True)
class _Said:
    """All that was said of a part so far: the worst of it, and by whom."""

    worst: Finding
    silent: frozenset[int]

    def and_also(self, finding: Finding) -> _Said:
        return _Said(
            min(self.worst, finding, key=lambda one: one.rank), self.silent - {finding.view}
        )


class Views:
    """Collects what the views say of each part until it is enough for a verdict.

    Args:
        count: How many views a part has.
        remembered: For how many parts rejected early the views that have not spoken are kept.
    """

    def __init__(self, count: int, remembered: int) -> None:
        self._all = frozenset(range(count))
        self._remembered = remembered
        self._said: dict[int, _Said] = {}
        self._spared: dict[int, frozenset[int]] = {}

    def knows(self, view: int) -> bool:
        """Whether the station has a view of this number."""
        return view in self._all

    def finding_of(self, verdict: Verdict) -> Finding:
        """What the numbers of a verdict stand for; anything strange is UNDEFINED."""
        if not self.knows(verdict.view):
            return undefined(Reason.SCORE_INVALID, verdict.view)
        evaluation, reason = admissible(verdict.evaluation, verdict.reason, verdict.score)
        score = verdict.score if reason is not Reason.SCORE_INVALID else 0.0
        return Finding(
            evaluation, reason, verdict.class_index, verdict.model_tag, score, verdict.view
        )

    def add(self, trigger_index: int, finding: Finding) -> Finding | None:
        """One more finding on an undecided part; the part's own as soon as there is one.

        NOT_OK decides at once, and so does a view that the station does not have, for then engine
        and gate do not mean the same station. Anything else decides when all views have spoken.
        """
        before = self._said.pop(trigger_index, None)
        said = before.and_also(finding) if before else _Said(finding, self._all - {finding.view})
        if said.worst.evaluation is Evaluation.NOT_OK:
            self._spare(trigger_index, said.silent)
            return said.worst
        if not said.silent or not self.knows(finding.view):
            return said.worst
        self._said[trigger_index] = said
        return None

    def forget(self, trigger_index: int) -> None:
        """The part is decided without its views."""
        self._said.pop(trigger_index, None)

    def not_in_time(self, trigger_index: int) -> Finding:
        """The finding on a part whose time is up; names the first view that did not speak."""
        said = self._said.get(trigger_index)
        if said is None:
            return undefined(Reason.DEADLINE_MISSED)
        return undefined(Reason.VIEW_MISSING, min(said.silent))

    def spares(self, trigger_index: int, view: int) -> bool:
        """Whether this view was no longer waited for, because another had rejected the part.

        True once for each such view: what it says then is neither late nor a second verdict.
        """
        silent = self._spared.get(trigger_index, frozenset())
        if view not in silent:
            return False
        self._spare(trigger_index, silent - {view})
        return True

    def _spare(self, trigger_index: int, silent: frozenset[int]) -> None:
        self._spared.pop(trigger_index, None)
        if silent:
            self._spared[trigger_index] = silent
        if len(self._spared) > self._remembered:
            del self._spared[next(iter(self._spared))]
