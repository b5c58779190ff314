"""Decision limits from a validation split."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from inspector.domain.recipe import DecisionLimits

ESCAPE_TARGET = 0.001
"""Share of the defective validation parts that may pass. The best of many limits looks better on
the samples it was chosen on than it is, so this is stricter than what is wanted of the line."""
_ACCEPTS = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99, 0.995, 0.998)
_REJECTS = (0.5, 0.4, 0.3, 0.2)


def choose_limits(
    scores: NDArray[np.float32],
    labels: NDArray[np.int64],
    classes: Sequence[str],
    ok_classes: Collection[str],
) -> DecisionLimits:
    """The limits that keep escapes under the target, then lose the fewest good parts.

    Between equals the strictest acceptance is taken: when in doubt, reject.

    A good part is lost when it is rejected or not decided. If no pair of limits reaches the
    target, the one with the fewest escapes is taken. Without a good class nothing can be accepted
    and the limits are one half.

    Args:
        scores: Probabilities, shape ``(N, len(classes))``.
        labels: The true classes, shape ``(N,)``.
        classes: Class names in the order of the scores.
        ok_classes: Those that a good part may have.
    """
    good_columns = np.array([name in ok_classes for name in classes])
    truly_good = good_columns[labels]
    if not truly_good.any() or truly_good.all():
        return DecisionLimits(accept=0.5, reject_default=0.5)
    good = scores[:, good_columns].sum(axis=1)
    worst = scores[:, ~good_columns].max(axis=1)
    allowed = math.ceil(ESCAPE_TARGET * int((~truly_good).sum()))
    best: tuple[int, int, float, float] | None = None
    for accept in _ACCEPTS:
        for reject in _REJECTS:
            passes = (good >= accept) & (worst < reject)
            escapes = int((passes & ~truly_good).sum())
            lost = int((~passes & truly_good).sum())
            candidate = (max(escapes, allowed), lost, -accept, -reject)
            if best is None or candidate < best:
                best = candidate
    if best is None:
        raise ValueError("no limits to choose from")
    return DecisionLimits(accept=-best[2], reject_default=-best[3])
