"""Decision limits from a validation split, for a stated target."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inspector.domain.errors.evaluation import EvidenceMissingError
from inspector.domain.recipe import DecisionLimits
from inspector.training.evaluation.limit_objectives import cost_of, fewest_escapes, objective_of
from inspector.training.evaluation.limit_parts import Parts, outcomes
from inspector.training.evaluation.limit_search import (
    LEAST_ACCEPT,
    LEAST_REJECT,
    Objective,
    cuts_between,
    search,
)
from inspector.training.evaluation.proportion import Proportion, percent, samples_to_claim
from inspector.training.evaluation.targets import (
    Costs,
    EscapeTarget,
    FalseRejectTarget,
    Target,
)

ESCAPE_TARGET = 0.001
"""Share of the defective validation parts that may pass. The best of many limits looks better on
the samples it was chosen on than it is, so this is stricter than what is wanted of the line."""
USUAL_FALSE_REJECT_RATE = 0.01
FEWEST_PER_KIND = 20
"""Below so many pictures of a kind, the interval of its rate is wider than 16 points."""
_MOST_ALTERNATIVES = 101


@dataclass(frozen=True, slots=True)
class Alternative:
    """What another accept limit would do to the same parts.

    Attributes:
        accept: The limit; that to reject stays as it was chosen.
        escapes: Defective parts that would pass.
        false_rejects: Good parts that would be rejected.
        lost: Good parts that would not pass: rejected or not decidable.
        not_decidable: Parts, good or not, that would not be decided.
        cost: Of all parts, in the unit of the costs; ``None`` for another target.
    """

    accept: float
    escapes: int
    false_rejects: int
    lost: int
    not_decidable: int
    cost: float | None


@dataclass(frozen=True, slots=True)
class LimitChoice:
    """Limits, what they were chosen for and what they do to the parts they were chosen on.

    Attributes:
        target: What they shall reach.
        limits: The choice.
        met: Whether the target is reached on these parts; costs always are.
        escapes: Defective parts that pass.
        false_rejects: Good parts that are rejected.
        lost: Good parts that do not pass: rejected or not decidable.
        not_decidable: Parts that are not decided: the band between the two limits.
        claim: What may be said of the line after these parts, in words.
        alternatives: Other accept limits, from lenient to strict.
    """

    target: Target
    limits: DecisionLimits
    met: bool
    escapes: Proportion
    false_rejects: Proportion
    lost: Proportion
    not_decidable: Proportion
    claim: str
    alternatives: tuple[Alternative, ...]


def choose_limits(
    scores: NDArray[np.float32],
    labels: NDArray[np.int64],
    classes: Sequence[str],
    ok_classes: Collection[str],
    max_escape_rate: float = ESCAPE_TARGET,
) -> DecisionLimits:
    """The limits that keep escapes under the target, then lose the fewest good parts.

    Never refuses, for a training must end with some limits: without defective parts, 1 % of the
    good ones may be lost; without good ones nothing can be accepted and the limits are one half.
    One part may always escape, for one wrong label must not make a model useless.

    Args:
        scores: Probabilities, shape ``(N, len(classes))``.
        labels: The true classes, shape ``(N,)``.
        classes: Class names in the order of the scores.
        ok_classes: Those that a good part may have.
        max_escape_rate: Share of the defective parts that may pass, 0 to 1.
    """
    parts = Parts.of(scores, labels, classes, ok_classes)
    if not parts.truly_good.any():
        return DecisionLimits(LEAST_ACCEPT, LEAST_ACCEPT)
    if parts.truly_good.all():
        objective = objective_of(FalseRejectTarget(USUAL_FALSE_REJECT_RATE), parts)
    else:
        objective = fewest_escapes(
            max(math.floor(max_escape_rate * parts.defective), int(max_escape_rate > 0)),
            len(labels),
        )
    return DecisionLimits(*search(parts.good, parts.worst, parts.truly_good, objective))


def limits_for(
    target: Target,
    scores: NDArray[np.float32],
    labels: NDArray[np.int64],
    classes: Sequence[str],
    ok_classes: Collection[str],
    *,
    per_class: bool = False,
) -> LimitChoice:
    """The limits for a stated target, with the evidence for them.

    Args:
        target: What they shall reach.
        scores: Probabilities, shape ``(N, len(classes))``.
        labels: The true classes, shape ``(N,)``.
        classes: Class names in the order of the scores.
        ok_classes: Those that a good part may have.
        per_class: Whether each defect class with enough pictures gets its own reject limit.

    Raises:
        EvidenceMissingError: there are fewer than 20 good parts or, unless the target is one of
            false rejects, fewer than 20 defective ones.
    """
    parts = Parts.of(scores, labels, classes, ok_classes)
    _require_evidence(target, parts)
    objective = objective_of(target, parts)
    accept, reject = search(parts.good, parts.worst, parts.truly_good, objective)
    own = _own_rejects(parts, accept, reject, objective, classes) if per_class else {}
    limits = DecisionLimits(accept, reject, own)
    return describe_limits(target, limits, scores, labels, classes, ok_classes)


def describe_limits(
    target: Target,
    limits: DecisionLimits,
    scores: NDArray[np.float32],
    labels: NDArray[np.int64],
    classes: Sequence[str],
    ok_classes: Collection[str],
) -> LimitChoice:
    """What given limits do to given parts, held against a target; arguments as above."""
    parts = Parts.of(scores, labels, classes, ok_classes)
    rejected = parts.rejected(limits, classes)
    passing = ~rejected & (parts.good >= limits.accept)
    good = parts.truly_good
    escapes = Proportion(int((passing & ~good).sum()), parts.defective)
    lost = Proportion(int((~passing & good).sum()), parts.good_parts)
    undecided = int((~passing & ~rejected).sum())
    return LimitChoice(
        target=target,
        limits=limits,
        met=_is_met(target, escapes, lost),
        escapes=escapes,
        false_rejects=Proportion(int((rejected & good).sum()), parts.good_parts),
        lost=lost,
        not_decidable=Proportion(undecided, len(labels)),
        claim=_claim(target, escapes, lost),
        alternatives=_alternatives(target, parts, rejected),
    )


def _own_rejects(
    parts: Parts, accept: float, reject: float, objective: Objective, classes: Sequence[str]
) -> Mapping[str, float]:
    """For each defect class the reject limit that is best while the others stay."""
    own: dict[str, float] = {}
    for column, name in enumerate(classes):
        seen = int((parts.labels == column).sum())
        if parts.good_columns[column] or seen < FEWEST_PER_KIND:
            continue
        others = DecisionLimits(accept, reject, {**own, name: np.inf})
        elsewhere = parts.rejected(others, classes)
        scores = parts.probabilities[:, column]
        cuts = cuts_between(scores, LEAST_REJECT)
        limits = [cut.nearest(reject) for cut in cuts]
        counted = outcomes(parts, elsewhere[:, None] | (scores[:, None] >= limits), accept)
        costs = objective(counted)
        equal = np.flatnonzero(costs == costs.min())
        chosen = min((limits[place] for place in equal), key=lambda limit: abs(limit - reject))
        if chosen != reject:
            own[name] = chosen
    return own


def _alternatives(
    target: Target, parts: Parts, rejected: NDArray[np.bool_]
) -> tuple[Alternative, ...]:
    cuts = cuts_between(parts.good, LEAST_ACCEPT)
    places = np.linspace(0, len(cuts) - 1, min(len(cuts), _MOST_ALTERNATIVES)).round()
    found = []
    for cut in (cuts[int(place)] for place in places):
        accept = cut.strictest()
        outcome = outcomes(parts, rejected[:, None], accept)
        escapes, lost, false_rejects = (
            int(count[0]) for count in (outcome.escapes, outcome.lost, outcome.false_rejects)
        )
        found.append(
            Alternative(
                accept=accept,
                escapes=escapes,
                false_rejects=false_rejects,
                lost=lost,
                not_decidable=lost - false_rejects + int(outcome.undecided_defects[0]),
                cost=(
                    float(cost_of(target, parts, outcome)[0]) if isinstance(target, Costs) else None
                ),
            )
        )
    return tuple(found)


def _is_met(target: Target, escapes: Proportion, lost: Proportion) -> bool:
    if isinstance(target, EscapeTarget):
        return escapes.rate is not None and escapes.rate <= target.max_escape_rate
    if isinstance(target, FalseRejectTarget):
        return lost.rate is not None and lost.rate <= target.max_false_reject_rate
    return True


def _require_evidence(target: Target, parts: Parts) -> None:
    if parts.good_parts < FEWEST_PER_KIND:
        raise EvidenceMissingError(
            f"{parts.good_parts} good pictures, {FEWEST_PER_KIND} are needed to choose limits"
        )
    if parts.defective < FEWEST_PER_KIND and not isinstance(target, FalseRejectTarget):
        least = percent(Proportion(0, parts.defective).high)
        raise EvidenceMissingError(
            f"{parts.defective} defective pictures, {FEWEST_PER_KIND} are needed: even if none of "
            f"them escaped, {least} of all defects could",
            remedy="Collect defective parts, or choose limits by the good ones alone with "
            "--target-false-reject-rate.",
        )


def _claim(target: Target, escapes: Proportion, lost: Proportion) -> str:
    """What these parts prove, and how many it would take to prove the target."""
    if escapes.total == 0:
        return f"good parts lost: {lost}; no defective picture: nothing can be said of escapes"
    proven = f"escapes: {escapes}; good parts lost: {lost}"
    if not isinstance(target, EscapeTarget) or escapes.high <= target.max_escape_rate:
        return proven
    if target.max_escape_rate == 0:
        return f"{proven}; that none ever escapes cannot be proven"
    needed = samples_to_claim(target.max_escape_rate)
    return (
        f"{proven}; to claim less than {percent(target.max_escape_rate)} takes {needed} defective "
        "pictures of which none escapes"
    )
