"""What makes one pair of limits better than another."""

from __future__ import annotations

import math

import numpy as np

from inspector.training.evaluation.limit_parts import Parts
from inspector.training.evaluation.limit_search import Floats, Objective, Outcomes
from inspector.training.evaluation.targets import Costs, EscapeTarget, FalseRejectTarget, Target


def objective_of(target: Target, parts: Parts) -> Objective:
    """What a search has to minimise for a target."""
    total = len(parts.labels)
    if isinstance(target, EscapeTarget):
        return fewest_escapes(math.floor(target.max_escape_rate * parts.defective), total)
    if isinstance(target, FalseRejectTarget):
        allowed = math.floor(target.max_false_reject_rate * parts.good_parts)
        return lambda found: _in_order(
            total, np.maximum(found.lost, allowed), found.escapes, found.misplaced
        )
    return lambda found: cost_of(target, parts, found) + found.misplaced * target.escape * 1e-12


def fewest_escapes(allowed: int, total: int) -> Objective:
    """Escapes down to the allowed number, then lost good parts, then verdicts that say nothing."""
    return lambda found: _in_order(
        total, np.maximum(found.escapes, allowed), found.lost, found.misplaced
    )


def _in_order(total: int, *counts: Floats) -> Floats:
    """One number that compares as the counts do, the first before the second."""
    combined = counts[0]
    for count in counts[1:]:
        combined = combined * (total + 1) + count
    return combined


def cost_of(costs: Costs, parts: Parts, found: Outcomes) -> Floats:
    """Of all parts, as if the share of defects among them were that of the line."""
    good_weight = defect_weight = 1.0
    if costs.defect_share is not None:
        total = len(parts.labels)
        good_weight = (1 - costs.defect_share) * total / parts.good_parts
        defect_weight = costs.defect_share * total / parts.defective
    undecided_good = found.lost - found.false_rejects
    return good_weight * (
        costs.false_reject * found.false_rejects + costs.not_decidable * undecided_good
    ) + defect_weight * (
        costs.escape * found.escapes + costs.not_decidable * found.undecided_defects
    )
