"""All decisions that any two limits could make on scored parts, compared without a grid.

Limits decide differently only when a score lies between them. So the candidates are the gaps
between neighbouring scores: every pair of gaps is counted, by adding the parts in the order of
their good probability to running counts over all reject limits.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

LEAST_ACCEPT = 0.5
"""No part is accepted that is more likely defective than good."""
LEAST_REJECT = 0.2
"""No part is rejected in the name of a class that is less probable than one in five."""
MOST_REJECT_CUTS = 2000
USUAL_REJECT = 0.5
_RESOLUTION = 4e-6
"""Manifests keep six digits; limits must not move over a score when they are written."""
_STRICTNESS = 0.05
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Counts of parts, one element per reject limit.

    Attributes:
        escapes: Defective parts that pass.
        lost: Good parts that do not pass.
        false_rejects: Good parts that are rejected; the other lost ones are not decidable.
        undecided_defects: Defective parts that are not decidable.
    """

    escapes: Floats
    lost: Floats
    false_rejects: Floats
    undecided_defects: Floats

    @property
    def misplaced(self) -> Floats:
        """Parts that do not pass and of which the verdict says the wrong thing, or nothing."""
        return self.false_rejects + self.undecided_defects


Objective = Callable[[Outcomes], Floats]
"""Lower is better; an element per reject limit."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A place between two neighbouring scores: all of ``low`` and below lie under the limit."""

    low: float
    high: float

    @property
    def exists(self) -> bool:
        """Whether a limit of six digits fits in between."""
        return self.high - self.low > _RESOLUTION

    def strictest(self) -> float:
        """A round number close under the upper score."""
        bottom = self.high - max(_STRICTNESS * (self.high - self.low), _RESOLUTION / 2)
        return _roundest(bottom, self.high)

    def nearest(self, wanted: float) -> float:
        """The number in the gap that is nearest to the wanted one, with some room on both sides."""
        room = (self.high - self.low) / 4
        value = min(max(wanted, self.low + room), self.high - room)
        return value if value == wanted else _roundest(value - room / 2, value + room / 2)


def search(
    good: Floats, worst: Floats, truly_good: NDArray[np.bool_], objective: Objective
) -> tuple[float, float]:
    """Accept and reject limit with the least objective; of equals the strictest acceptance.

    Exact for up to ``MOST_REJECT_CUTS`` different values of ``worst``; beyond, every n-th is tried.

    Args:
        good: Summed good probability, shape ``(N,)``.
        worst: Highest probability of a defect class, shape ``(N,)``.
        truly_good: Shape ``(N,)``.
        objective: What to minimise.
    """
    cuts = cuts_between(worst, LEAST_REJECT)
    running = _Running(worst, truly_good, cuts)
    apart = np.abs([cut.nearest(USUAL_REJECT) - USUAL_REJECT for cut in cuts])
    least, accept_cut, reject_cut = np.inf, Cut(LEAST_ACCEPT, 1.0), cuts[int(apart.argmin())]
    for cut in _accept_cuts(good, running):
        costs = objective(running.outcomes())
        if costs.min() < least:
            least, accept_cut = float(costs.min()), cut
            equal = np.flatnonzero(costs == least)
            reject_cut = cuts[int(equal[apart[equal].argmin()])]
    return accept_cut.strictest(), reject_cut.nearest(USUAL_REJECT)


def cuts_between(scores: Floats, least: float = 0.0) -> list[Cut]:
    """The gaps between different scores from ``least`` to 1, those at both ends among them."""
    edges = np.unique(np.concatenate([[least], np.clip(scores, least, 1), [1.0]])).tolist()
    cuts = [Cut(low, high) for low, high in pairwise(edges)]
    usable = [cut for cut in cuts if cut.exists]
    return usable[:: math.ceil(len(usable) / MOST_REJECT_CUTS)]


def _accept_cuts(good: Floats, running: _Running) -> Iterator[Cut]:
    """The gaps for the accept limit from above; at each, ``running`` counts what it lets pass."""
    edge = 1.0
    for row in np.argsort(-good, kind="stable").tolist():
        score = float(good[row])
        cut = Cut(max(score, LEAST_ACCEPT), edge)
        if cut.exists:
            yield cut
        if score < LEAST_ACCEPT:
            return
        edge = score
        running.accept(row)
    last = Cut(LEAST_ACCEPT, edge)
    if last.exists:
        yield last


class _Running:
    """What becomes of the parts under each reject limit while the accept limit sinks."""

    def __init__(self, worst: Floats, truly_good: NDArray[np.bool_], cuts: list[Cut]) -> None:
        self._truly_good = truly_good
        self._places = np.searchsorted([cut.low for cut in cuts], worst, side="left")
        self._passing = {kind: np.zeros(len(cuts)) for kind in (True, False)}
        self._under = {
            kind: self._count_under(truly_good == kind, len(cuts)) for kind in (True, False)
        }

    def accept(self, row: int) -> None:
        """One part more has enough good probability to pass."""
        self._passing[bool(self._truly_good[row])][self._places[row] :] += 1

    def outcomes(self) -> Outcomes:
        good_parts = int(self._truly_good.sum())
        return Outcomes(
            escapes=self._passing[False],
            lost=good_parts - self._passing[True],
            false_rejects=good_parts - self._under[True],
            undecided_defects=self._under[False] - self._passing[False],
        )

    def _count_under(self, chosen: NDArray[np.bool_], cuts: int) -> Floats:
        """How many of the parts each limit does not reject."""
        return np.bincount(self._places[chosen], minlength=cuts + 1)[:cuts].cumsum().astype(float)


def _roundest(bottom: float, top: float) -> float:
    """The greatest number under ``top`` with the fewest digits that is not under ``bottom``."""
    for digits in range(1, 7):
        scale = 10**digits
        value: float = math.floor((top - _RESOLUTION / 4) * scale) / scale
        if value >= bottom:
            return value
    return round((bottom + top) / 2, 6)
