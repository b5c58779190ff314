"""Where parts went, group by group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from inspector.domain.evaluation import Evaluation, Outcome
from inspector.domain.statistics.counts import OutcomeCount, TimeCount
from inspector.services.statistics.groups import TimeGroups
from inspector.wire.statistics import Group, OutcomeGroup

_COUNTED = (
    "decided",
    "passed",
    "rejected",
    "unconfirmed",
    "unknown",
    "pending",
    "bad_passed",
    "good_rejected",
)


def outcome_groups(
    groups: TimeGroups, verdicts: Iterable[TimeCount], outcomes: Iterable[OutcomeCount]
) -> list[OutcomeGroup]:
    """Verdicts beside outcomes; groups without parts are left out."""
    decided = [0] * len(groups.groups)
    found: list[Counter[tuple[Evaluation, Outcome]]] = [Counter() for _ in groups.groups]
    for verdict in verdicts:
        place = groups.place_of(verdict.quarter_utc_ns)
        if place is not None:
            decided[place] += verdict.parts
    for outcome in outcomes:
        place = groups.place_of(outcome.quarter_utc_ns)
        if place is not None:
            found[place][outcome.evaluation, outcome.outcome] += outcome.parts
    return [
        _outcome_group(group, total, counts)
        for group, total, counts in zip(groups.groups, decided, found, strict=True)
        if total
    ]


def total_of(group: Group, parts: Sequence[OutcomeGroup]) -> OutcomeGroup:
    """All groups together."""
    sums = {name: sum(getattr(each, name) for each in parts) for name in _COUNTED}
    return OutcomeGroup(**dict(group), **sums)


def _outcome_group(
    group: Group, decided: int, counts: Counter[tuple[Evaluation, Outcome]]
) -> OutcomeGroup:
    by_outcome: Counter[Outcome] = Counter()
    for (_, outcome), number in counts.items():
        by_outcome[outcome] += number
    return OutcomeGroup(
        **dict(group),
        decided=decided,
        passed=by_outcome[Outcome.PASSED],
        rejected=by_outcome[Outcome.REJECTED],
        unconfirmed=by_outcome[Outcome.UNCONFIRMED],
        unknown=by_outcome[Outcome.UNKNOWN],
        pending=max(0, decided - sum(by_outcome.values())),
        bad_passed=by_outcome[Outcome.PASSED] - counts[Evaluation.OK, Outcome.PASSED],
        good_rejected=counts[Evaluation.OK, Outcome.REJECTED],
    )
